"""Columns of a file that no loader was written for, and the preview of `hub check` of a mapping over it, from a process with bounds on memory and time.

Run as a program it takes a request on stdin and gives JSON on stdout. Names of columns are shown; cells only of columns that are mapped and not private.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from hub.feed.reading import MEMORY_BYTES, TIME_S, answer_confined, ask_confined, confine


@dataclass(frozen=True)
class Columns:
    """A table of a file, and what a mapping makes of its first rows."""

    broken: str | None
    """Why the file cannot be read as it is asked for; None where it can."""
    columns: tuple[str, ...] = ()
    """Names in the order of the file; one may be empty, or there twice."""
    told: str = ""
    sheets: tuple[str, ...] = ()
    """Sheets of a workbook."""
    preview: dict[str, Any] | None = None
    """`tables` with `told`, `rows` (`number`, `cells`, `mapped`) and `not_mapped`, or the `problem`; None where nothing is mapped yet."""


def columns_of(workspace: Path, path: Path, name: str, entry: str, *, is_mapped: bool) -> Columns:
    """Return the columns of a file that is called `name`, read by an entry of hub.toml."""
    asked = {"workspace": str(workspace), "path": str(path), "name": name, "entry": entry, "is_mapped": is_mapped}
    found = ask_confined("hub.feed.columns", asked)
    if found is None:
        told = f"expected a file that is read within {TIME_S} s and {MEMORY_BYTES // 1024**3} GB of memory, found one that needs more or breaks its reader"
        return Columns(told)
    return Columns(
        found["broken"], tuple(found["columns"]), found["told"], tuple(found["sheets"]), found.get("preview")
    )


def _look(workspace: str, path: str, name: str, entry: str, *, is_mapped: bool) -> dict[str, Any]:
    from hub.errors import BrokenSource
    from hub.loaders.mapped.preview import preview
    from hub.loaders.mapped.table import Table, offered
    from hub.loaders.source_file import SourceFile
    from hub.national_id import strike_out
    from hub.workspace import read_workspace

    source = next(each for each in read_workspace(Path(workspace), [entry]).sources if each.path == name)

    def file() -> SourceFile:
        return SourceFile(Path(path), name, source.edition, source.options, Path(workspace))

    confine()
    found: Sequence[Table] = ()
    answer: dict[str, Any] = {"broken": None, "columns": [], "told": "", "sheets": []}
    try:
        found = offered(file())
    except BrokenSource as error:
        answer["broken"] = str(error)
    except MemoryError:
        answer["broken"] = f"expected a file that is read within {MEMORY_BYTES // 1024**3} GB of memory"
    if found:
        best = max(found, key=lambda table: len(set(table.columns)))
        sheets = [table.grid.sheet for table in found if table.grid.sheet]
        answer |= {"columns": best.columns, "told": best.told, "sheets": list(dict.fromkeys(sheets))}
        if is_mapped:
            answer["preview"] = asdict(preview(file()))
    shown: dict[str, Any] = orjson.loads(strike_out(orjson.dumps(answer).decode()))
    return shown


if __name__ == "__main__":
    answer_confined(_look)

"""Reading of one file that was handed in, in a process of its own with bounds on memory and time: what its loader says of each row.

Run as a program it takes a request on stdin and gives JSON on stdout. The process reads the file as a build would; whatever it holds ends no more than this process.
"""

import csv
import io
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from hub.errors import BrokenSource

MEMORY_BYTES = 3 * 1024**3
TIME_S = 120
"""Seconds of processor time for one file."""

LONGEST_S = 600
"""Seconds after which a reader is ended that waits in place of reading."""

_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "TMPDIR", "HOME")
"""What the process that opens the file is given of the surroundings: no password or token."""

MOST_FINDINGS = 2_000
"""Findings listed for one file, at most; the counts cover all."""


@dataclass(frozen=True)
class Told:
    """What a loader says of a row: set aside, or kept with a finding. `row` is None for what is about the whole file."""

    row: int | None
    column: str | None
    rule: str
    message: str
    is_set_aside: bool


@dataclass(frozen=True)
class FileReading:
    """What became of the rows of one file in the hands of its loader."""

    broken: str | None
    """Why the file cannot be read; None for one that was read to its end."""
    told: list[Told]
    told_count: int
    cells: dict[str, str]
    """Cells that a finding is about, `ROW COLUMN` -> text, of files in CSV."""


def read_confined(
    workspace: Path, sources: Path, dataset: str, place: str, mappings: Sequence[str] = ()
) -> FileReading:
    """Return what the loader of a dataset says of the file at `place`. Where its process ends without an answer, the file counts as unreadable."""
    request = {"workspace": str(workspace), "sources": str(sources), "dataset": dataset, "place": place}
    found = ask_confined("hub.feed.reading", {**request, "mappings": list(mappings)})
    if found is not None:
        with suppress(KeyError, TypeError):
            return FileReading(
                found["broken"], [Told(**each) for each in found["told"]], found["told_count"], found["cells"]
            )
    told = f"expected a file that is read within {TIME_S} s and {MEMORY_BYTES // 1024**3} GB of memory, found one that needs more or breaks its reader"
    return FileReading(told, [], 0, {})


def ask_confined(module: str, request: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a module, run as a program that confines itself, answers to a request; None where its process ends without an answer."""
    try:
        ran = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", module],
            input=orjson.dumps(request),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {"POLARS_MAX_THREADS": "1"},
            check=False,
            timeout=LONGEST_S,
        )
    except subprocess.TimeoutExpired:
        return None
    if ran.returncode != 0:
        return None
    with suppress(orjson.JSONDecodeError):
        answer: dict[str, Any] = orjson.loads(ran.stdout)
        return answer
    return None


def answer_confined(answer: Callable[..., dict[str, Any]]) -> None:
    """Answer the request on stdin on stdout; what else is printed goes to stderr."""
    request = orjson.loads(sys.stdin.buffer.read())
    with redirect_stdout(sys.stderr):
        found = answer(**request)
    sys.stdout.buffer.write(orjson.dumps(found))


def _read(workspace: str, sources: str, dataset: str, place: str, mappings: Sequence[str]) -> dict[str, Any]:
    from hub.facts import FindingFact, SetAsideRow
    from hub.loaders.plausible import plausible
    from hub.loaders.survey import QUOTED
    from hub.national_id import strike_out
    from hub.reading.entries import loader_of, source_file
    from hub.workspace import read_workspace

    space, path = read_workspace(Path(workspace), mappings), Path(sources, place)
    entry = next(entry for entry in space.sources if entry.id == dataset)
    loader, file = loader_of(entry, space), source_file(space, Path(sources), entry, path)
    confine()
    told: list[dict[str, Any]] = []
    count, broken = 0, None
    try:
        for statement in plausible(loader.read(file)):
            if isinstance(statement, SetAsideRow):
                message, column = statement.cause, statement.column
            elif isinstance(statement, FindingFact) and statement.severity != "INFO":
                message, column = statement.message, str(statement.evidence.get("column") or "") or None
            else:
                continue
            count += 1
            if len(told) < MOST_FINDINGS:
                named = QUOTED.search(message)
                told.append(
                    {
                        "row": statement.row,
                        "column": strike_out(found) if (found := column or (named[1] if named else None)) else None,
                        "rule": statement.rule,
                        "message": strike_out(message),
                        "is_set_aside": isinstance(statement, SetAsideRow),
                    }
                )
    except BrokenSource as error:
        broken = strike_out(str(error))
    except MemoryError:
        broken = (
            f"expected a file that is read within {MEMORY_BYTES // 1024**3} GB of memory, found one that needs more"
        )
    wanted = {(each["row"], each["column"]) for each in told if each["row"] and each["column"]}
    if (
        loader.name != "hub-table"
    ):  # only there a column is called as the field that it fills, which says whether it is private
        wanted = set()
    return {"broken": broken, "told": told, "told_count": count, "cells": _cells(path, wanted)}


def _cells(path: Path, wanted: set[tuple[int, str]]) -> dict[str, str]:
    """Return the text of cells of a CSV file, as far as they may be shown: no column of a private kind, no national id."""
    from hub.loaders.mapped.private import is_shown
    from hub.national_id import strike_out

    found: dict[str, str] = {}
    if not wanted or path.suffix.lower() != ".csv":
        return found
    with suppress(OSError, UnicodeDecodeError, csv.Error):
        text = path.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
        header = next(rows, [])
        for number, cells in enumerate((row for row in rows if row), start=1):
            for name, cell in zip(header, cells, strict=False):
                if (number, name) in wanted and is_shown(name, [name]):
                    found[f"{number} {name}"] = strike_out(cell)[:80]
    return found


def confine() -> None:
    """Bound memory and time from here on, over what the process holds already."""
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    with suppress(ValueError, OSError):  # where a system has no such limit, it reads without
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
        resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY_BYTES, held + MEMORY_BYTES))


if __name__ == "__main__":
    answer_confined(_read)

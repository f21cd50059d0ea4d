"""The process of the confined readers of workbooks, Parquet and PDF. It imports nothing of the hub, to start fast.

Its libraries take whatever bytes somebody published, and some bytes end the process that reads them: a header of 600 bytes may
claim a table of 16 GB. So each file is read by a fork of this process, with bounds on memory and time: its end harms nobody.

On stdin comes a request, one line of JSON (`read`, `bytes`, for a workbook `sheets`), then the content. On stdout go lines of
JSON; the last has the key `end`, or `broken` with what is wrong; a line before that may be torn. A cell is null, true, false, a
number or a text; a day is `{"day": "2024-02-14"}`, one with a time `{"moment": "2024-02-14T16:09:00"}`, and what is none of these
`{"odd": "a duration"}`. Empty cells at the end of a row are left out.
"""

import contextlib
import gc
import importlib
import io
import math
import os
import resource
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import orjson

MEMORY_BYTES = 2 * 1024**3
TIME_S = 60
"""Of processor time, for one request."""

ROWS_A_LINE = 2_000

PAGES = 50
"""Pages of a PDF that are looked at, from the first."""

LONGEST = 15
"""Digits of a float that are sure."""

DRAWINGS = 5
"""Drawings within drawings of a page that are looked into."""

Answer = dict[str, Any]


def _beside(name: str) -> ModuleType:
    """Return the module of a file in this folder, which is not on the module search path."""
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(f"expected the file {name}.py beside {__file__}, found none")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UNSTORED = _beside("unstored")


def workbook(content: bytes, sheets: list[str]) -> Iterator[Answer]:
    """Yield the names of all worksheets, then the rows of those that one of the patterns `sheets` names."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    yield {"sheets": names}
    for name in names:
        if any(fnmatchcase(name, pattern) for pattern in sheets):
            sheet = book.get_sheet_by_name(name)
            lead = [None] * sheet.start[1] if sheet.start else []
            rows = (lead + cells for cells in sheet.iter_rows()) if sheet.start else ()
            told = _told_otherwise(content, name)
            yield from _lines({"sheet": name}, _completed(iter(rows), told) if told else iter(rows))


def _told_otherwise(content: bytes, sheet: str) -> dict[tuple[int, int], Any]:
    """Return the cells of a sheet that `unstored.py` tells otherwise; none where it cannot read what the library can."""
    try:
        return UNSTORED.unstored(content, sheet)  # type: ignore[no-any-return]
    except (ET.ParseError, zipfile.BadZipFile, KeyError, ValueError):
        return {}


def _completed(rows: Iterator[list[Any]], told: dict[tuple[int, int], Any]) -> Iterator[list[Any]]:
    """Yield rows with some cells replaced, which may lie beyond the last cell of a row and beyond the last row."""
    ends: dict[int, int] = {}
    for y, x in told:
        ends[y] = max(ends.get(y, 0), x + 1)
    y = -1
    for y, cells in enumerate(rows):
        whole = cells + [None] * (ends.get(y, 0) - len(cells))
        yield [told.get((y, x), value) for x, value in enumerate(whole)] if y in ends else cells
    for below in range(y + 1, max(ends, default=-1) + 1):
        yield [told.get((below, x)) for x in range(ends.get(below, 0))]


def parquet(content: bytes) -> Iterator[Answer]:
    """Yield the names of the columns, then the rows."""
    import polars as pl

    frame = pl.read_parquet(io.BytesIO(content))
    yield {"columns": frame.columns}
    yield from _lines({}, (list(row) for row in frame.iter_rows()))


def pdf(content: bytes) -> Iterator[Answer]:
    """Yield how many pages there are, how many were looked at, and how many of these hold text and how many images."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        yield {"locked": True}
        return
    seen = [reader.pages[place] for place in range(min(len(reader.pages), PAGES))]
    texts = sum(bool(page.extract_text().strip()) for page in seen)
    images = sum(_draws_image(page, DRAWINGS) for page in seen)
    yield {"pages": len(reader.pages), "seen": len(seen), "texts": texts, "images": images}


def _draws_image(drawing: Any, depth: int) -> bool:
    """Tell whether a page, or a drawing on it, holds an image."""
    resources = drawing.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    inner = [item.get_object() for item in objects.get_object().values()] if objects is not None else []
    return any(item.get("/Subtype") == "/Image" or (depth > 0 and _draws_image(item, depth - 1)) for item in inner)


def _lines(head: Answer, rows: Iterator[list[Any]]) -> Iterator[Answer]:
    """Yield rows, some thousands at a time."""
    some: list[list[Any]] = []
    for cells in rows:
        row = [cell(value) for value in cells]
        while row and row[-1] is None:
            row.pop()
        some.append(row)
        if len(some) == ROWS_A_LINE:
            yield {**head, "rows": some}
            some = []
    yield {**head, "rows": some}


def cell(value: Any) -> Any:
    """Return a value as JSON holds it. A workbook has no whole numbers: 12.0 is given as 12."""
    if value is None or isinstance(value, bool | str | dict):
        return None if value == "" else value
    if isinstance(value, int):
        return value if abs(value) < 2**63 else {"odd": "a number of more than 18 digits"}
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()} if value.time() == time() else {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    odd = {time: "a time of day", timedelta: "a duration", bytes: "bytes", list: "a list", dict: "an object"}
    return {"odd": odd.get(type(value), "a value of another kind")}


def _number(value: float | Decimal) -> Any:
    if not math.isfinite(value):
        return {"odd": "what is not a number"}
    if isinstance(value, float) and abs(value) >= 10**LONGEST:
        return {"odd": f"a number of more than {LONGEST} digits, of which some may be lost: format the column as text"}
    if value == int(value):
        return cell(int(value))
    return float(value)


READERS: dict[str, tuple[str, Callable[..., Iterator[Answer]]]] = {
    "workbook": ("python_calamine", workbook),
    "parquet": ("polars", parquet),
    "pdf": ("pypdf", pdf),
}
"""What is read -> the library, which is imported once and not in each fork, and the function."""


def main() -> None:
    """Answer requests until there are no more."""
    while line := sys.stdin.buffer.readline():
        request = orjson.loads(line)
        content = sys.stdin.buffer.read(request.pop("bytes"))
        library, read = READERS[request.pop("read")]
        try:
            importlib.import_module(library)
        except ImportError:
            _say(
                {
                    "broken": f"no package {library} to read it: this installation is for serving; install pemilu-hub with pip"
                }
            )
            continue
        gc.freeze()  # so that no collection of a fork touches, and so copies, the memory that it shares
        fork = os.fork()
        if fork == 0:
            _answer(read, content, request)
        _, status = os.waitpid(fork, 0)
        if status != 0:
            _say({"broken": _why(os.waitstatus_to_exitcode(status))}, torn=True)


def _answer(read: Callable[..., Iterator[Answer]], content: bytes, more: dict[str, Any]) -> NoReturn:
    """Say what is read, within the bounds, and end the process."""
    with contextlib.suppress(ValueError, OSError):  # where a system has no such limit, it reads without
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    status = 1
    try:
        for answer in read(content, **more):
            _say(answer)
        _say({"end": True})
        status = 0
    except BaseException as error:  # noqa: BLE001 (hostile bytes raise what a library forgot, and a panic is no Exception)
        _say({"broken": f"{type(error).__name__}: {error}"[:300]})
        status = 0
    finally:
        os._exit(status)


def _why(exit_code: int) -> str:
    if -exit_code in {signal.SIGXCPU, signal.SIGKILL}:
        return f"content that takes more than {TIME_S} s to read"
    return f"content that asks for more than {MEMORY_BYTES // 1024**3} GB of memory, or breaks its reader"


def _say(answer: Answer, *, torn: bool = False) -> None:
    """Write a line; where another one may be torn, on a line of its own."""
    sys.stdout.buffer.write(b"\n" * torn + orjson.dumps(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

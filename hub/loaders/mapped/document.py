"""The grids of cells that a file holds, whatever its format, and how each was read.

A text file gives a grid for each delimiter that it may have, a workbook one for each sheet; which of them is meant is for
`hub.loaders.mapped.table` to find. The format is told by the first bytes, else by the ending of the name. Nothing is guessed: text that is
not UTF-8 needs the option `encoding`, for the same bytes are letters in several.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from hub.errors import BrokenSource
from hub.loaders.confined import READER, NotRead
from hub.loaders.mapped.cells import Cell, Odd, json_cell
from hub.loaders.mapped.options import Format, Mapped
from hub.loaders.pieces import Pieces
from hub.loaders.record import kind_of
from hub.loaders.source_file import SourceFile, decoded

DELIMITERS = (",", ";", "\t", "|")

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

SINGLE_BYTE = ("cp1252", "mac_roman", "cp437")
"""Encodings that a spreadsheet writes where it does not write UTF-8; shown when one must be named."""

ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".tab": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json",
}  # fmt: skip

NESTED = 4
"""Objects within objects of JSON whose fields become columns, as in `chart.100.sum`."""

Line = list[Cell] | Odd
"""The cells of a row, or the value found in place of a row."""


@dataclass(frozen=True)
class Grid:
    """A table of cells under one reading of a file. `columns` where the format itself names them."""

    how: Mapping[str, str]
    lines: Callable[[], Iterator[Line]]
    columns: tuple[str, ...] | None = None
    is_even: bool = False
    """Whether a row with fewer or more cells than the header is a defect, as in CSV."""
    sheet: str | None = None
    """Name of the sheet of a workbook."""
    document: Any = None
    """The JSON document that the rows stand in."""
    is_empty: bool = False
    """Whether it is an empty page: rows without names of columns, and none of them."""

    @property
    def told(self) -> str:
        """How the file was read, in words."""
        return ", ".join(word if what == "format" else f"{what} {word}" for what, word in self.how.items())


def grids(source: SourceFile, options: Mapped) -> list[Grid]:
    """Return the grids of a file. Raises BrokenSource where it is not what it seems, or needs an option to be read."""
    kind = options.format or _format(source)
    _check_options(source, options, kind)
    match kind:
        case "csv":
            return _csv(source, options)
        case "json":
            return _json(source, options)
        case "workbook":
            return _workbook(source, options)
        case "parquet":
            return _parquet(source)


def _format(source: SourceFile) -> Format:
    content, ending = source.content, PurePosixPath(source.name).suffix.lower()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    if content.startswith(b"PAR1"):
        return "parquet"
    if ending in ENDINGS:
        return ENDINGS[ending]
    seems = (
        "an HTML page" if content[:1000].lstrip().lower().startswith((b"<!doctype", b"<html", b"<table")) else "neither"
    )
    raise BrokenSource(
        f"{source.name}: expected a workbook (XLSX, XLS, ODS) or Parquet by its first bytes, or a name that ends in "
        f"{', '.join(ENDINGS)}; found {seems}; save it as one of these, or say what it is with the option `format`"
    )


def _check_options(source: SourceFile, options: Mapped, kind: Format) -> None:
    meant: dict[str, tuple[Format, ...]] = {
        "encoding": ("csv",),
        "delimiter": ("csv",),
        "sheets": ("workbook",),
        "header": ("csv", "workbook", "json"),
        "records": ("json",),
    }
    for name, kinds in meant.items():
        if getattr(options, name) is not None and kind not in kinds:
            raise BrokenSource(f"{source.name}: expected no option `{name}` for a file read as {kind}; leave it out")


def _csv(source: SourceFile, options: Mapped) -> list[Grid]:
    encoding, marks = _read_through(source, options.encoding)
    delimiters = (options.delimiter,) if options.delimiter else tuple(mark for mark in DELIMITERS if mark in marks)
    how = {"format": "CSV", "encoding": encoding}
    found = [
        Grid({**how, "delimiter": repr(mark)}, partial(_csv_lines, source, encoding, mark), is_even=True)
        for mark in delimiters
    ]
    if not options.delimiter:
        found.append(Grid({**how, "delimiter": "none"}, partial(_whole_lines, source, encoding), is_even=True))
    return found


def _csv_lines(source: SourceFile, encoding: str, delimiter: str) -> Iterator[Line]:
    lines = csv.reader(_text_lines(source, encoding), delimiter=delimiter, strict=True)
    try:
        for cells in lines:
            yield list(cells)
    except csv.Error as error:
        raise BrokenSource(
            f"{source.name}: expected CSV with delimiter {delimiter!r}, found in line {lines.line_num}: {error}"
        ) from error


def _whole_lines(source: SourceFile, encoding: str) -> Iterator[Line]:
    for line in _text_lines(source, encoding):
        yield [line.rstrip("\n")]


def _text_lines(source: SourceFile, encoding: str) -> Iterator[str]:
    lines = source.lines(encoding)
    yield next(lines, "").removeprefix("\ufeff")
    yield from lines


def _read_through(source: SourceFile, encoding: str | None) -> tuple[str, set[str]]:
    """Return the name of the encoding of a file, and which delimiters are in it. Raises BrokenSource where it is not that encoding, or none is sure."""
    content = source.content
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    marks: set[str] = set()
    try:
        for part in decoded(content, encoding or marked):
            marks.update(mark for mark in (*DELIMITERS, "\0") if mark in part)
    except (UnicodeError, LookupError) as error:
        if encoding is None and isinstance(error, UnicodeDecodeError) and marked == "utf-8":
            raise BrokenSource(_ask_encoding(source, error.object[error.start])) from error
        raise BrokenSource(f"{source.name}: expected text in {encoding or marked}, found {error}") from error
    if encoding is None and "\0" in marks:
        raise BrokenSource(
            f"{source.name}: expected text, found bytes that are zero; name the encoding with the option `encoding`, such as "
            "utf-16-le"
        )
    return encoding or marked, marks


def _ask_encoding(source: SourceFile, byte: int) -> str:
    readings = []
    for name in SINGLE_BYTE:
        letter = bytes([byte]).decode(name, "replace")
        readings.append(f"{letter!r} in {name}" if letter.isprintable() else f"no letter in {name}")
    return (
        f"{source.name}: expected UTF-8, found byte 0x{byte:02x}, which is {', '.join(readings)}; name the encoding with the "
        "option `encoding`"
    )


def _json(source: SourceFile, options: Mapped) -> list[Grid]:
    names = None if options.records is None else [] if options.records == "." else options.records.split(".")
    document = source.json_in_pieces(names)
    path, rows = _rows_of(source, document, options.records)
    how = {"format": "JSON"} | ({"records": path} if path != "." else {})
    kinds = {type(row) for row in rows}
    if list in kinds and dict not in kinds:
        return [Grid(how, partial(_listed, rows), document=document)]
    columns = tuple(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in _flat(row)))

    def lines() -> Iterator[Line]:
        for row in rows:
            flat = _flat(row) if isinstance(row, dict) else None
            yield Odd(kind_of(row)) if flat is None else [flat.get(name) for name in columns]

    return [Grid(how, lines, columns, document=document, is_empty=not rows)]


def _listed(rows: Iterable[Any]) -> Iterator[Line]:
    for row in rows:
        yield [json_cell(value) for value in row] if isinstance(row, list) else Odd(kind_of(row))


def _rows_of(source: SourceFile, document: Any, records: str | None) -> tuple[str, list[Any] | Pieces]:
    """Return where the rows stand in a document, and the rows; of an object with a row per key, `@key` is its name.

    A document that is null is an empty page, as some servers send it.
    """
    if document is None:
        return records or ".", []
    if records is None and isinstance(document, dict):
        lists = [name for name, value in document.items() if isinstance(value, list | Pieces)]
        if len(lists) != 1:
            raise BrokenSource(
                f"{source.name}: expected a JSON array, or an object with one array in it; found an object with "
                f"{len(lists)} ({', '.join(map(repr, lists[:5]))}); say where the rows stand with the option `records`"
            )
        records = lists[0]
    found = document
    for name in (records or ".").split(".") if records != "." else ():
        found = found.get(name) if isinstance(found, dict) and name else found if not name else None
    if isinstance(found, dict):
        source.check_keys()
        found = [{"@key": key, **row} if isinstance(row, dict) else row for key, row in found.items()]
    if not isinstance(found, list | Pieces):
        raise BrokenSource(
            f"{source.name}: expected rows in a JSON array at {records or '.'!r}, found {kind_of(found)}; say where they stand "
            "with the option `records`"
        )
    return records or ".", found


def _flat(row: Mapping[str, Any], before: str = "", depth: int = NESTED) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for name, value in row.items():
        if isinstance(value, dict) and depth:
            flat |= _flat(value, f"{before}{name}.", depth - 1)
        else:
            flat[f"{before}{name}"] = json_cell(value)
    return flat


def _workbook(source: SourceFile, options: Mapped) -> list[Grid]:
    names: list[str] = []
    rows: dict[str, list[list[Any]]] = {}
    for answer in _asked(source, "workbook", sheets=list(options.sheets or ("*",))):
        names += answer.get("sheets", [])
        if "sheet" in answer:
            rows.setdefault(answer["sheet"], []).extend(answer["rows"])
    absent = [pattern for pattern in options.sheets or ("*",) if not any(fnmatchcase(name, pattern) for name in rows)]
    if absent:
        raise BrokenSource(
            f"{source.name}: expected a sheet {', '.join(map(repr, absent))}, found {', '.join(map(repr, names)) or 'none'}; "
            "correct the option `sheets`"
        )
    kind = _kind(source.content)
    return [
        Grid({"format": kind, "sheet": repr(name)}, partial(map, _line, cells), sheet=name)
        for name, cells in rows.items()
    ]


def _kind(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return "XLS"
    return "ODS" if b"opendocument.spreadsheet" in content[:200] else "XLSX"


def _parquet(source: SourceFile) -> list[Grid]:
    first, *more = _asked(source, "parquet")
    rows = [row for answer in more for row in answer["rows"]]
    return [Grid({"format": "Parquet"}, partial(map, _line, rows), tuple(first["columns"]))]


def _asked(source: SourceFile, read: str, **more: Any) -> list[dict[str, Any]]:
    try:
        return READER.ask(read, source.content, **more)
    except NotRead as error:
        raise BrokenSource(f"{source.name}: expected a {read} that can be read, found {error}") from error


def _line(cells: list[Any]) -> Line:
    return [_cell(value) if isinstance(value, dict) else value for value in cells]


def _cell(value: Mapping[str, str]) -> Cell:
    if "day" in value:
        return date.fromisoformat(value["day"])
    return datetime.fromisoformat(value["moment"]) if "moment" in value else Odd(value["odd"])

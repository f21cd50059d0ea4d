"""A source file as a loader sees it: bytes, format readers that count rows, and the options of the workspace."""

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import orjson

from hub.errors import BrokenSource
from hub.loaders.numbers import shown
from hub.loaders.pieces import NotInPieces, Pieces, in_pieces

Item = TypeVar("Item")

UNEVEN = "\0cells"
"""Key, in a CSV row, of how many cells there are, where these are not as many as columns. No header holds it."""


PART_BYTES = 1 << 20
"""Bytes that are decoded at once: a large file is never held as text."""


class Beside(NamedTuple):
    """A file that a loader looked for beside its own, whether or not it is there; with a pattern, the files in a folder that are like it."""

    path: Path
    pattern: str = ""

    def files(self) -> list[Path]:
        """Return the files that are there, in order of path."""
        found = self.path.glob(self.pattern) if self.pattern else iter((self.path,))
        return sorted(path for path in found if path.is_file())


@dataclass
class SourceFile:
    """One file of a source series. Every row that a loader is handed by `csv`, `json` or `rows` is counted as read."""

    path: Path
    name: str
    """Path below the folder of sources, as published in the release; national ids are struck out."""
    edition_id: str | None
    options: Mapping[str, Any] = field(default_factory=dict)
    workspace: Path | None = None
    """Folder of the workspace, where tables that are looked up may lie."""
    series: dict[Any, Any] = field(default_factory=dict)
    """What a loader keeps from one file of a series to the next; each source of hub.toml has its own."""
    beside: set["Beside"] = field(default_factory=set)
    """Other files that were looked for, one set for a source of hub.toml."""
    rows_read: int = 0

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    def text(self, encoding: str = "utf-8-sig") -> str:
        """Return the file decoded. Raises BrokenSource where the bytes are not `encoding`."""
        try:
            return self.content.decode(encoding)
        except UnicodeDecodeError as error:
            raise BrokenSource(
                f"{self.name}: expected {encoding} text, found byte 0x{self.content[error.start]:02x} at offset "
                f"{error.start}"
            ) from error

    def lines(self, encoding: str = "utf-8-sig") -> io.TextIOWrapper:
        """Return the file as text that is decoded line by line, any line ending read as a line feed. Raises BrokenSource as `text` does."""
        if not is_text(self.content, encoding):
            self.text(encoding)
        return io.TextIOWrapper(io.BytesIO(self.content), _in_parts(self.content, encoding), newline=None)

    def rows(self, items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
        """Number items from 1 and count each as a row read."""
        for number, item in enumerate(items, start=1):
            self.rows_read += 1
            yield number, item

    def csv(
        self, columns: Sequence[str] = (), *, delimiter: str = ",", encoding: str = "utf-8-sig"
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (row number, column -> text) for a CSV file with a header; any line ending; empty lines are no rows.

        A row with fewer cells than the header has the rest empty. A row with fewer or more also has the key UNEVEN: the
        loader's rules decide. Raises BrokenSource where one of `columns` is not in the header or is there twice, and
        where a quoted cell does not end: the rows after it would be lost in it.
        """
        lines = csv.reader(self.lines(encoding), delimiter=delimiter, strict=True)
        try:
            header = next(lines, [])
            unusable = [column for column in columns if header.count(column) != 1]
            if unusable:
                raise BrokenSource(
                    f"{self.name}: expected the columns {', '.join(columns)}, each once; not so: "
                    f"{', '.join(unusable)}; the first row has {len(header)} cells"
                )
            yield from self.rows(_by_column(header, cells) for cells in lines if cells)
        except csv.Error as error:
            raise BrokenSource(f"{self.name}: expected CSV, found in line {lines.line_num}: {error}") from error

    def json(self) -> Any:
        """Return the parsed JSON document; of JSON Lines the list of its lines. Count its rows with `rows`.

        A byte order mark is passed over, and NaN and Infinity, which no JSON has, are null. A line of JSON Lines that is no JSON
        is a NotJson in the list. Raises BrokenSource where the file is neither.
        """
        content = _without_mark(self.content)
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError as error:
            problem = error
        if _is_json_lines(content):
            return [_line(line) for line in _lines(content)]
        if b"NaN" in content or b"Infinity" in content:
            with suppress(orjson.JSONDecodeError):
                return orjson.loads(_NOT_A_NUMBER.sub(_null, content))
        found = (
            "an HTML page, as a server sends where it has no file" if content[:1000].lstrip()[:1] == b"<" else problem
        )
        raise BrokenSource(
            f"{self.name}: expected JSON, found {found if content.strip() else 'an empty file'}"
        ) from problem

    def keyed_json(self) -> Any:
        """Return what `json` does. Raises BrokenSource also where an object has a key twice: of rows by key, all but one would be lost."""
        document = self.json()
        self.check_keys()
        return document

    def check_keys(self) -> None:
        """Raise BrokenSource where an object of the file, or of a line of JSON Lines, has a key twice."""
        content = _without_mark(self.content)
        for each in _lines(content) if _is_json_lines(content) else (content,):
            with suppress(ValueError, RecursionError):  # told by who reads it
                json.loads(each, object_pairs_hook=self._no_key_twice)

    def _no_key_twice(self, pairs: list[tuple[str, Any]]) -> None:
        twice = next((key for key, times in Counter(key for key, _ in pairs).items() if times > 1), None)
        if twice is not None:
            raise BrokenSource(
                f"{self.name}: expected each key of a JSON object once, found {shown(twice)} twice; all rows but one would be lost"
            )

    def json_in_pieces(self, path: Sequence[str] | None) -> Any:
        """Return what `json` returns, with the array where `path` ends, or the list of lines, as Pieces: see `in_pieces`."""
        content = _without_mark(self.content)
        try:
            return in_pieces(content, path)
        except NotInPieces:
            return Pieces(lambda: map(_line, _lines(content))) if _is_json_lines(content) else self.json()

    def companion(self, option: str) -> "SourceFile":
        """Return the file that `options` names, relative to this file's folder: a code list that the rows need.

        Raises BrokenSource where the option is not set or names no file.
        """
        if option not in self.options:
            raise BrokenSource(f"{self.name}: expected the option {option!r} in hub.toml, found {sorted(self.options)}")
        path = self.path.parent / str(self.options[option])
        self.beside.add(Beside(path))
        if not path.is_file():
            raise BrokenSource(
                f"{self.name}: expected the option {option!r} in hub.toml to name a file from its folder, found no "
                f"file at {str(self.options[option])!r}"
            )
        return SourceFile(path=path, name=str(self.options[option]), edition_id=self.edition_id)

    def companions(self, option: str) -> "list[SourceFile]":
        """Return the files that a pattern in `options` names, such as `../dapil/*.json`, relative to this file's folder.

        Raises BrokenSource where the option is not set or no file is like the pattern.
        """
        pattern = str(self.options.get(option, ""))
        folder = self.path.parent
        while pattern.startswith("../"):
            folder, pattern = folder.parent, pattern.removeprefix("../")
        is_relative = pattern and not pattern.startswith("/")
        looked_for = Beside(folder, pattern)
        self.beside.add(looked_for)
        found = looked_for.files() if is_relative else []
        if not found:
            raise BrokenSource(
                f"{self.name}: expected the option {option!r} in hub.toml to name files from its folder, found none at "
                f"{str(self.options.get(option))!r}"
            )
        return [SourceFile(path=path, name=path.name, edition_id=self.edition_id) for path in found]


def decoded(content: bytes, encoding: str) -> Iterator[str]:
    """Yield bytes as text, a part at a time. Raises UnicodeError where they are not `encoding`, and LookupError where that is none."""
    b"".decode(encoding)  # some names in Python's list are of no encodings of text
    decoder = codecs.getincrementaldecoder(_in_parts(content, encoding))()
    for start in range(0, len(content) + 1, PART_BYTES):
        try:
            yield decoder.decode(content[start : start + PART_BYTES], final=start + PART_BYTES > len(content))
        except UnicodeDecodeError:
            content.decode(encoding)  # fails as well, and says where in the whole file
            raise


_MARKED = {"utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)}


def _in_parts(content: bytes, encoding: str) -> str:
    """Return the encoding by which parts are read as the whole would be: without a mark the low byte comes first."""
    name = codecs.lookup(encoding).name
    return f"{name}-le" if name in _MARKED and not content.startswith(_MARKED[name]) else encoding


def is_text(content: bytes, encoding: str) -> bool:
    """True where bytes can be decoded."""
    try:
        for _ in decoded(content, encoding):
            pass
    except UnicodeError:
        return False
    return True


class NotJson:
    """A line of JSON Lines that is no JSON."""


_LINE = re.compile(rb"[^\r\n]+")

_NOT_A_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b', re.DOTALL)
"""Texts, so that they are passed over, and what JavaScript and Python write for what is no number."""


def _null(found: re.Match[bytes]) -> bytes:
    return found[0] if found[0].startswith(b'"') else b"null"


def _without_mark(content: bytes) -> bytes:
    """Return UTF-8 without a byte order mark; UTF-16 with a mark is decoded."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeError):
            return content.decode("utf-16").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _is_json_lines(content: bytes) -> bool:
    """Tell whether bytes that are no JSON are JSON Lines: the first line is an object or a list, and not the only one."""
    lines = _lines(content)
    first, second = next(lines, b""), next(lines, b"")
    return second != b"" and isinstance(_line(first), dict | list)


def _lines(content: bytes) -> Iterator[bytes]:
    return (line[0] for line in _LINE.finditer(content) if line[0].strip())


def _line(line: bytes) -> Any:
    for text in (line, _NOT_A_NUMBER.sub(_null, line)):
        with suppress(orjson.JSONDecodeError):
            return orjson.loads(text)
    return NotJson()


def _by_column(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    if len(cells) != len(header):
        row[UNEVEN] = str(len(cells))
    return row

"""A source file as a loader sees it: bytes, format readers that count rows, and the options of the workspace."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import orjson

from hub.errors import BrokenSource, MissingSource

Item = TypeVar("Item")


@dataclass
class SourceFile:
    """One file of a source series. Every row that a loader is handed by `csv`, `json` or `rows` is counted as read."""

    path: Path
    name: str
    """Path below the folder of sources, as published in the release; national ids are struck out."""
    edition_id: str | None
    options: Mapping[str, Any] = field(default_factory=dict)
    rows_read: int = 0

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def text(self, encoding: str = "utf-8-sig") -> str:
        """Return the file decoded. Raises BrokenSource where the bytes are not `encoding`."""
        try:
            return self.content.decode(encoding)
        except UnicodeDecodeError as error:
            raise BrokenSource(
                f"{self.name}: expected {encoding} text, found byte 0x{self.content[error.start]:02x} at offset {error.start}"
            ) from error

    def rows(self, items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
        """Number items from 1 and count each as a row read."""
        for number, item in enumerate(items, start=1):
            self.rows_read += 1
            yield number, item

    def csv(
        self, columns: Sequence[str] = (), *, delimiter: str = ",", encoding: str = "utf-8-sig"
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (row number, column -> text) for a CSV file with a header; any line ending.

        Raises BrokenSource where one of `columns` is not in the header, or where a cell is longer than any text of such a
        file (an unclosed quote). A row with more or fewer cells than the header is handed on with what it has: the
        loader's rules decide.
        """
        reader = csv.DictReader(io.StringIO(self.text(encoding), newline=None), delimiter=delimiter, restval="")
        try:
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise BrokenSource(
                    f"{self.name}: expected the columns {', '.join(columns)}; not found: {', '.join(missing)}; "
                    f"the header is {reader.fieldnames}"
                )
            yield from self.rows(reader)
        except csv.Error as error:
            raise BrokenSource(f"{self.name}: expected CSV, found at line {reader.line_num}: {error}") from error

    def json(self) -> Any:
        """Return the parsed JSON document. Raises BrokenSource where it is not JSON. Count its rows with `rows`."""
        try:
            return orjson.loads(self.content)
        except orjson.JSONDecodeError as error:
            raise BrokenSource(f"{self.name}: expected JSON, found {error}") from error

    def companion(self, option: str) -> "SourceFile":
        """Return the file that `options` names, relative to this file's folder: a code list that the rows need.

        Raises BrokenSource where the option is not set, MissingSource where it names no file.
        """
        if option not in self.options:
            raise BrokenSource(f"{self.name}: expected the option {option!r} in hub.toml, found {sorted(self.options)}")
        path = self.path.parent / str(self.options[option])
        if not path.is_file():
            raise MissingSource(
                f"{self.name}: expected the file that the option {option!r} names, found none at {path}"
            )
        return SourceFile(path=path, name=str(self.options[option]), edition_id=self.edition_id)

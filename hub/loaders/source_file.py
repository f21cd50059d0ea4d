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

from hub.errors import BrokenSource

Item = TypeVar("Item")

UNEVEN = "\0cells"
"""Key, in a CSV row, of how many cells there are, where these are not as many as columns. No header holds it."""


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
                f"{self.name}: expected {encoding} text, found byte 0x{self.content[error.start]:02x} at offset "
                f"{error.start}"
            ) from error

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
        lines = csv.reader(io.StringIO(self.text(encoding), newline=None), delimiter=delimiter, strict=True)
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
        """Return the parsed JSON document. Raises BrokenSource where it is not JSON. Count its rows with `rows`."""
        try:
            return orjson.loads(self.content)
        except orjson.JSONDecodeError as error:
            raise BrokenSource(f"{self.name}: expected JSON, found {error}") from error

    def companion(self, option: str) -> "SourceFile":
        """Return the file that `options` names, relative to this file's folder: a code list that the rows need.

        Raises BrokenSource where the option is not set or names no file.
        """
        if option not in self.options:
            raise BrokenSource(f"{self.name}: expected the option {option!r} in hub.toml, found {sorted(self.options)}")
        path = self.path.parent / str(self.options[option])
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
        found = sorted(path for path in folder.glob(pattern) if path.is_file()) if is_relative else []
        if not found:
            raise BrokenSource(
                f"{self.name}: expected the option {option!r} in hub.toml to name files from its folder, found none at "
                f"{str(self.options.get(option))!r}"
            )
        return [SourceFile(path=path, name=path.name, edition_id=self.edition_id) for path in found]


def _by_column(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    if len(cells) != len(header):
        row[UNEVEN] = str(len(cells))
    return row

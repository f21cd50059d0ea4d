"""Things by the words of their names, read from the full-text index of a store: for who matches names, not for GraphQL.

Words are as the index holds them: folded, and parted where a letter or digit ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from hub.graph.folding import fold
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.node_type import Kind
from hub.graph.sqlite import layout
from hub.graph.sqlite.reader import Reader


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that was found: its key, and every name that the index reads of it."""

    key: str
    names: tuple[str, ...]


class NameIndex:
    """Reads the names of one release; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)

    def words(self) -> list[tuple[str, int]]:
        """Return every word of a name, and how many names contain it."""
        self._reader.rows(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, {layout.NAMES}, row)")
        return [(word, count) for word, count in self._reader.rows("SELECT term, doc FROM temp.words")]

    def find(self, node_type: str, any_of: Sequence[Sequence[Sequence[str]]], most: int) -> list[Named]:
        """Return things with names that hold, for one way of `any_of`, a word of each group; the best by rank first.

        A word that ends in `*` stands for all words that begin so.
        """
        ways = (" AND ".join(f"({' OR '.join(map(_term, group))})" for group in way) for way in any_of)
        match = " OR ".join(f"({way})" for way in ways)
        if not match:
            return []
        node = MODEL[node_type]
        key, table = layout.quoted(node.key), layout.quoted(layout.table(node))
        columns = ", ".join(f"t.{layout.quoted(name)}" for name in NAME_COLUMNS[node_type])
        first, last = self._ranges[node_type]
        hits = f"SELECT key, rank FROM {layout.NAMES} WHERE {layout.NAMES} MATCH ? AND rowid BETWEEN ? AND ? AND type = ? ORDER BY rank, rowid LIMIT ?"
        sql = f"SELECT h.key, {columns} FROM ({hits}) h JOIN {table} t ON t.{key} = h.key"
        rows = self._reader.rows(sql, [match, first, last, node_type, most])
        kinds = [node.columns[name].kind for name in NAME_COLUMNS[node_type]]
        return [Named(found, _names(values, kinds)) for found, *values in rows]

    @property
    def names_count(self) -> int:
        """How many things have names here."""
        return sum(last - first + 1 for first, last in self._ranges.values())

    @cached_property
    def _ranges(self) -> dict[str, tuple[int, int]]:
        """Where the names of a type stand in the index; they are put in one type after the other."""
        rows = self._reader.rows(f"SELECT type, min(rowid), max(rowid) FROM {layout.NAMES} GROUP BY type")
        return dict.fromkeys(NAME_COLUMNS, (0, -1)) | {name: (first, last) for name, first, last in rows}


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index holds them."""
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _term(word: str) -> str:
    whole = word.removesuffix("*")
    return f'"{whole.replace(chr(34), "").replace(chr(0), "")}"' + ("*" if word != whole else "")


def _names(values: list[Any], kinds: list[Kind]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value, kind in zip(values, kinds, strict=True):
        if value is not None:
            found |= dict.fromkeys(orjson.loads(str(value)) if kind is Kind.TEXTS else [str(value)])
    return tuple(found)

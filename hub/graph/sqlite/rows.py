"""Rows of a release by key and by reference, read from its SQLite store with plain SQL."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hub.graph.model import MODEL
from hub.graph.node_type import NodeType
from hub.graph.sqlite import layout
from hub.graph.sqlite.reader import Reader

_BY_TABLE: dict[str, NodeType] = {layout.table(node): node for node in MODEL.values()}


class SqliteRows:
    """Reads the store of one release; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)

    def get(self, table: str, key: str) -> Mapping[str, Any] | None:
        """Return the row of a key."""
        found = self.find(table, {_BY_TABLE[table].key: key}, 1)
        return found[0] if found else None

    def find(self, table: str, given: Mapping[str, str], limit: int, offset: int = 0) -> list[Mapping[str, Any]]:
        """Return at most `limit` rows after the first `offset` whose columns hold the given values, in the order of the key."""
        found = self._reader.rows(_statement(table, tuple(given)), [*given.values(), limit, offset])
        return [dict(zip(_BY_TABLE[table].columns, row, strict=True)) for row in found]

    def count(self, table: str, given: Mapping[str, str], most: int) -> int:
        """Return how many rows hold the given values, counting no further than `most`."""
        where = _where(_BY_TABLE[table], tuple(given))
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {layout.quoted(table)} WHERE {where} LIMIT ?)"
        ((count,),) = self._reader.rows(sql, [*given.values(), most])
        return int(count)

    def close(self) -> None:
        """Close this thread's connection."""
        self._reader.close()


@cache
def _statement(table: str, given: tuple[str, ...]) -> str:
    """Return the statement that reads the rows of a table by the values of columns, from an offset up to a limit."""
    node = _BY_TABLE[table]
    columns = ", ".join(_held(node, name) for name in node.columns)
    return f"SELECT {columns} FROM {layout.quoted(table)} WHERE {_where(node, given)} ORDER BY row LIMIT ? OFFSET ?"


def _held(node: NodeType, name: str) -> str:
    """Return what a column holds; a reference, of which the row number is stored, as the key."""
    target = node.columns[name].points_to
    return layout.quoted(name) if target is None else f"({_key(MODEL[target], node, name)})"


def _key(target: NodeType, node: NodeType, name: str) -> str:
    pointed = f"{layout.quoted(layout.table(node))}.{layout.quoted(layout.pointer(name))}"
    return f"SELECT t.{layout.quoted(target.key)} FROM {layout.quoted(layout.table(target))} t WHERE t.row = {pointed}"


def _where(node: NodeType, given: tuple[str, ...]) -> str:
    return " AND ".join(_condition(node, name) for name in given) or "true"


def _condition(node: NodeType, name: str) -> str:
    target = node.columns[name].points_to
    if target is None:
        return f"{layout.quoted(name)} = ?"
    to = MODEL[target]
    row = f"SELECT row FROM {layout.quoted(layout.table(to))} WHERE {layout.quoted(to.key)} = ?"
    return f"{layout.quoted(layout.pointer(name))} = ({row})"

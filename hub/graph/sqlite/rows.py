"""Rows of a release by key and by reference, read from its SQLite store with plain SQL."""

from collections.abc import Mapping
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
        found = self._select(_BY_TABLE[table], {_BY_TABLE[table].key: key}, 1)
        return found[0] if found else None

    def find(self, table: str, given: Mapping[str, str], limit: int, offset: int = 0) -> list[Mapping[str, Any]]:
        """Return at most `limit` rows after the first `offset` whose columns hold the given values, in the order of the key."""
        return self._select(_BY_TABLE[table], given, limit, offset)

    def count(self, table: str, given: Mapping[str, str], most: int) -> int:
        """Return how many rows hold the given values, counting no further than `most`."""
        where, values = _where(_BY_TABLE[table], given)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {layout.quoted(table)} WHERE {where} LIMIT ?)"
        ((count,),) = self._reader.rows(sql, [*values, most])
        return int(count)

    def _select(self, node: NodeType, given: Mapping[str, str], limit: int, offset: int = 0) -> list[Mapping[str, Any]]:
        columns = ", ".join(_held(node, name) for name in node.columns)
        where, values = _where(node, given)
        sql = f"SELECT {columns} FROM {layout.quoted(layout.table(node))} WHERE {where} ORDER BY row LIMIT ? OFFSET ?"
        return [dict(zip(node.columns, row, strict=True)) for row in self._reader.rows(sql, [*values, limit, offset])]

    def close(self) -> None:
        """Close this thread's connection."""
        self._reader.close()


def _held(node: NodeType, name: str) -> str:
    """Return what a column holds; a reference, of which the row number is stored, as the key."""
    target = node.columns[name].points_to
    return layout.quoted(name) if target is None else f"({_key(MODEL[target], node, name)})"


def _key(target: NodeType, node: NodeType, name: str) -> str:
    pointed = f"{layout.quoted(layout.table(node))}.{layout.quoted(layout.pointer(name))}"
    return f"SELECT t.{layout.quoted(target.key)} FROM {layout.quoted(layout.table(target))} t WHERE t.row = {pointed}"


def _where(node: NodeType, given: Mapping[str, str]) -> tuple[str, list[str]]:
    return " AND ".join(_condition(node, name) for name in given) or "true", list(given.values())


def _condition(node: NodeType, name: str) -> str:
    target = node.columns[name].points_to
    if target is None:
        return f"{layout.quoted(name)} = ?"
    to = MODEL[target]
    row = f"SELECT row FROM {layout.quoted(layout.table(to))} WHERE {layout.quoted(to.key)} = ?"
    return f"{layout.quoted(layout.pointer(name))} = ({row})"

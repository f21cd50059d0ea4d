"""Rows of a release by key and by reference, read from its SQLite store with plain SQL."""

import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hub.errors import StoreUnavailable
from hub.graph.model import MODEL, NodeType
from hub.graph.sqlite import layout

_BY_TABLE: dict[str, NodeType] = {layout.table(node): node for node in MODEL.values()}


class SqliteRows:
    """Reads the store of one release; safe to use from several threads, each with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._local = threading.local()

    def get(self, table: str, key: str) -> Mapping[str, Any] | None:
        """Return the row of a key."""
        found = self._select(_BY_TABLE[table], {_BY_TABLE[table].key: key}, 1)
        return found[0] if found else None

    def find(self, table: str, given: Mapping[str, str], limit: int) -> list[Mapping[str, Any]]:
        """Return at most `limit` rows whose columns hold the given values, in the order of the key."""
        return self._select(_BY_TABLE[table], given, limit)

    def count(self, table: str, given: Mapping[str, str], most: int) -> int:
        """Return how many rows hold the given values, counting no further than `most`."""
        where, values = _where(_BY_TABLE[table], given)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {layout.quoted(table)} WHERE {where} LIMIT ?)"  # noqa: S608  names are the model's
        ((count,),) = self._rows(sql, [*values, most])
        return int(count)

    def _select(self, node: NodeType, given: Mapping[str, str], limit: int) -> list[Mapping[str, Any]]:
        columns = ", ".join(_held(node, name) for name in node.columns)
        where, values = _where(node, given)
        sql = f"SELECT {columns} FROM {layout.quoted(layout.table(node))} WHERE {where} ORDER BY row LIMIT ?"  # noqa: S608  names are the model's
        return [dict(zip(node.columns, row, strict=True)) for row in self._rows(sql, [*values, limit])]

    def _rows(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._connection().execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(
                f"expected an answer from the graph store, found {error}; run `hub build` again"
            ) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False, cached_statements=512)
            except sqlite3.OperationalError as error:
                raise StoreUnavailable(
                    f"expected the graph store at {self._uri}, found {error}; build again"
                ) from error
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


def _held(node: NodeType, name: str) -> str:
    """Return what a column holds; a reference, of which the row number is stored, as the key."""
    target = node.columns[name].points_to
    return layout.quoted(name) if target is None else f"({_key(MODEL[target], node, name)})"


def _key(target: NodeType, node: NodeType, name: str) -> str:
    pointed = f"{layout.quoted(layout.table(node))}.{layout.quoted(layout.pointer(name))}"
    return f"SELECT t.{layout.quoted(target.key)} FROM {layout.quoted(layout.table(target))} t WHERE t.row = {pointed}"  # noqa: S608  names are the model's


def _where(node: NodeType, given: Mapping[str, str]) -> tuple[str, list[str]]:
    return " AND ".join(_condition(node, name) for name in given) or "true", list(given.values())


def _condition(node: NodeType, name: str) -> str:
    target = node.columns[name].points_to
    if target is None:
        return f"{layout.quoted(name)} = ?"
    to = MODEL[target]
    row = f"SELECT row FROM {layout.quoted(layout.table(to))} WHERE {layout.quoted(to.key)} = ?"  # noqa: S608  names are the model's
    return f"{layout.quoted(layout.pointer(name))} = ({row})"

"""Rows of a release by key and by reference, read from its SQLite store with plain SQL."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hub.errors import StoreUnavailable
from hub.graph import layout
from hub.graph.model import MODEL, NodeType

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
        (count,) = self._connection().execute(sql, [*values, most]).fetchone()
        return int(count)

    def _select(self, node: NodeType, given: Mapping[str, str], limit: int) -> list[Mapping[str, Any]]:
        columns = ", ".join(layout.quoted(name) for name in node.columns)
        where, values = _where(node, given)
        sql = f"SELECT {columns} FROM {layout.quoted(layout.table(node))} WHERE {where} ORDER BY row LIMIT ?"  # noqa: S608  names are the model's
        rows = self._connection().execute(sql, [*values, limit])
        return [dict(zip(node.columns, row, strict=True)) for row in rows]

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


def _where(node: NodeType, given: Mapping[str, str]) -> tuple[str, list[str]]:
    return " AND ".join(_conditions(node, given)) or "true", list(given.values())


def _conditions(node: NodeType, given: Mapping[str, str]) -> Iterator[str]:
    """Yield a condition per column; a reference is compared by its row number, which is what is indexed."""
    for name in given:
        target = node.columns[name].points_to
        if target is None or name == node.key:
            yield f"{layout.quoted(name)} = ?"
        else:
            to = MODEL[target]
            row = f"SELECT row FROM {layout.quoted(layout.table(to))} WHERE {layout.quoted(to.key)} = ?"  # noqa: S608  names are the model's
            yield f"{layout.quoted(layout.pointer(name))} = ({row})"

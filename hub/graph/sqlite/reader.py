"""Reads the file of a store with SQL of one's own, beside the plans of the store: rows by key, words of names."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hub.errors import StoreUnavailable


def read_only(path: Path) -> str:
    """Return the URI that opens a store: it is never written to, by whomever, so nothing needs to be locked or looked at twice."""
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"


class Reader:
    """Reads one store; safe to use from several threads, each with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._uri = read_only(path)
        self._local = threading.local()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement. Raises StoreUnavailable where the file is not there, or is no store."""
        try:
            return self._connection().execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            told = f"expected an answer from the graph store at {self._uri}, found {error}; run `hub rebuild DIR`"
            raise StoreUnavailable(told) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False, cached_statements=512)
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection; those of other threads close when their threads end."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

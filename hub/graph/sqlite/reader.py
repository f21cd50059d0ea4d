"""Read-only access to the SQLite file of a store: one connection per thread, any SQL statement, stopped at a time limit.

The statements are written by the modules that use it.
"""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hub.errors import StoreUnavailable
from hub.graph.deadline import STEPS_BETWEEN_LOOKS, is_past, within
from hub.graph.store import StatementTimeout

TIMEOUT_S = 5.0
"""Seconds until a statement is stopped, unless an earlier deadline is set."""


def read_only(path: Path) -> str:
    """Return the URI that opens a store: it is never written to, by whomever, so nothing needs to be locked or looked at twice."""
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"


class _Opened:
    """A connection that is closed when nobody holds it: Python's own is part of a circle, and would wait for the garbage collector."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Reader:
    """Reads one store; safe to use from several threads, each with a connection of its own.

    The connections close when nobody holds the reader any more, whatever threads opened them.
    """

    def __init__(self, path: Path, timeout_s: float = TIMEOUT_S) -> None:
        self._uri = read_only(path)
        self._timeout_s = timeout_s
        self._local = threading.local()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement.

        Raises StatementTimeout, and StoreUnavailable where the file is not there or is no store.
        """
        try:
            with within(self._timeout_s):
                return self._connection().execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                told = f"expected an answer within {self._timeout_s:g} s, found none; ask for less at once"
                raise StatementTimeout(told) from error
            told = f"expected an answer from the graph store at {self._uri}, found {error}; run `hub rebuild DIR`"
            raise StoreUnavailable(told) from error

    def _connection(self) -> sqlite3.Connection:
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False, cached_statements=512)
            connection.set_progress_handler(is_past, STEPS_BETWEEN_LOOKS)
            opened = self._local.opened = _Opened(connection)
        return opened.connection

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "opened"):
            del self._local.opened

"""The store in one SQLite file: opened read-only and immutable, one connection per thread, one statement per plan."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from hub.errors import StoreUnavailable, UsageError
from hub.graph import layout
from hub.graph.folding import fold
from hub.graph.plan import Plan, Variables
from hub.graph.sqlite_roots import ROWS, write_plan
from hub.graph.sqlite_statement import MOST_CUTS, Statement
from hub.release import Release

_STEPS_BETWEEN_LOOKS = 20_000
"""Virtual machine steps between two looks at the clock: about a millisecond."""


class StatementTimeout(StoreUnavailable):
    """A statement was stopped because it ran longer than allowed."""

    code = "STATEMENT_TIMEOUT"


class ConditionsTooDeep(UsageError):
    """Conditions that nest deeper than the store can read."""

    code = "CONDITIONS_TOO_DEEP"


class _TooDeep(Exception):
    """SQLite's parser cannot hold a statement."""


class SqliteStore:
    """Answers plans from the store of one release. Safe to use from several threads.

    `statements_count` counts the statements sent for plans.
    """

    def __init__(self, path: Path, release_id: str, base_iri: str, timeout_s: float) -> None:
        self._path = path
        self._base_iri = base_iri
        self._timeout_s = timeout_s
        self._local = threading.local()
        self._kept_as = f"sqlite {base_iri}"
        self.release_id = release_id
        self.statements_count = 0

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the JSON answer to a plan.

        Raises UsageError for a variable that does not hold what it must and for conditions nested too deep, StatementTimeout,
        and StoreUnavailable.
        """
        self._local.deadline = time.monotonic() + self._timeout_s
        kept: Statement | None = plan.__dict__.get(self._kept_as)
        if kept is not None:
            return self._run(kept, variables)
        # Written in one piece wherever SQLite's parser can hold it; its stack has a fixed depth, which differs between builds.
        for most_levels in (None, 4, 3, 2, 1):
            statement = write_plan(plan, self._base_iri, most_levels)
            try:
                found = self._run(statement, variables)
            except _TooDeep:
                continue
            plan.__dict__[self._kept_as] = statement
            return found
        raise ConditionsTooDeep(
            "expected conditions that nest a few levels deep, found more than the store can read; ask in steps"
        )

    def _run(self, statement: Statement, variables: Variables) -> bytes:
        parameters = statement.bound(variables)
        connection = self._connection()
        self.statements_count += 1
        try:
            found = connection.execute(statement.sql, parameters).fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise self._timeout() from error
            if "parser stack overflow" in str(error):
                raise _TooDeep from error
            raise
        if found is None or found[0] is None:
            return b"null"
        answer: bytes = found[0]
        return self._filled(answer, statement, variables) if statement.fillings else answer

    def _filled(self, answer: bytes, statement: Statement, variables: Variables) -> bytes:
        """Put objects in the places of marks: one further statement for each cut of the plan, however many rows."""
        whole = {"": orjson.loads(answer)}
        for number, (path, filling) in enumerate(statement.fillings):
            if self._is_late():
                raise self._timeout()
            places = [place for place in _marks(whole, ("", *path)) if _cut_of(place) == number]
            rows = sorted({holder[key] // MOST_CUTS for holder, key in places})
            objects = orjson.loads(self._run(filling, {**variables, ROWS: rows}))
            for holder, key in places:
                holder[key] = objects[str(holder[key] // MOST_CUTS)]
        return orjson.dumps(whole[""])

    def _timeout(self) -> StatementTimeout:
        return StatementTimeout(
            f"expected an answer within {self._timeout_s:g} s, found none; ask for fewer rows or a narrower condition"
        )

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self._path)
            connection.set_progress_handler(self._is_late, _STEPS_BETWEEN_LOOKS)
            self._local.connection = connection
        return connection

    def _is_late(self) -> bool:
        deadline: float = self._local.deadline
        return time.monotonic() > deadline

    def close(self) -> None:
        """Close this thread's connection; those of other threads close when their threads end."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection


def open_store(path: Path, release: Release, timeout_s: float = 5.0) -> SqliteStore:
    """Open the store of a release. Raises StoreUnavailable where the file is missing, of another release or of another layout."""
    expected = f"the store of release {release.id} in layout {layout.VERSION}"
    if not path.is_file():
        raise StoreUnavailable(f"expected {expected} at {path}, found none; run `hub build` again")
    try:
        found = _contents(path)
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(f"{path}: expected {expected}, found {error}; run `hub build` again") from error
    if found != (layout.VERSION, release.id):
        raise StoreUnavailable(
            f"{path}: expected {expected}, found layout {found[0]} of release {found[1]}; run `hub build` again"
        )
    return SqliteStore(path, release.id, release.base_iri, timeout_s)


def holds(path: Path, release: Release) -> bool:
    """Tell whether a file is the store of a release, as this version of the software reads it."""
    try:
        return path.is_file() and _contents(path) == (layout.VERSION, release.id)
    except sqlite3.DatabaseError:
        return False


def _contents(path: Path) -> tuple[int, str | None]:
    """Return layout and release of a store; the release is None where the layout is not known here."""
    with closing(_connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != layout.VERSION:
            return version, None
        return version, connection.execute("SELECT release_id FROM releases").fetchone()[0].decode()


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, cached_statements=512, isolation_level=None)
    connection.text_factory = bytes
    connection.execute("PRAGMA mmap_size = 1073741824")
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.create_function("iri_path", 1, _iri_path, deterministic=True)
    return connection


def _marks(held: Any, path: tuple[str | None, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield the holder and key of every mark that a path leads to. In a list of several types not all have what it names."""
    step, *further = path
    keys: Any = range(len(held)) if isinstance(held, list) else held if step is None else (step,)
    for key in keys:
        found = held.get(key) if isinstance(held, dict) else held[key]
        if further and found is not None:
            yield from _marks(found, tuple(further))
        elif not further and isinstance(found, int):
            yield held, key


def _cut_of(place: tuple[Any, Any]) -> int:
    holder, key = place
    return int(holder[key] % MOST_CUTS)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _iri_path(key: str) -> str:
    return quote(key, safe="/@~:.-_")

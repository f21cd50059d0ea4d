"""The store in one SQLite file: opened read-only and immutable, one connection per thread, one statement per plan."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from hub.errors import StoreUnavailable, UsageError
from hub.graph.deadline import STEPS_BETWEEN_LOOKS, is_past, within
from hub.graph.folding import fold
from hub.graph.plan import Plan, Rows, Variables
from hub.graph.sqlite import layout
from hub.graph.sqlite.reader import read_only
from hub.graph.sqlite.roots import write_plan, write_rows
from hub.graph.sqlite.spelling import Spelling, expression
from hub.graph.sqlite.statement import Statement
from hub.graph.store import StatementTimeout
from hub.release import Release


class ConditionsTooDeep(UsageError):
    """Conditions that nest deeper than the store can read."""

    code = "CONDITIONS_TOO_DEEP"


class SqliteStore:
    """Answers plans from the store of one release. Safe to use from several threads.

    `place`: number and previous of the release; the file, made before it is published, has none. `statements_count` counts the statements
    sent for plans.
    """

    def __init__(
        self, path: Path, release_id: str, base_iri: str, timeout_s: float, place: tuple[int, str | None] | None = None
    ) -> None:
        self._path = path
        self._base_iri = base_iri
        self._place = place
        self._timeout_s = timeout_s
        self._local = threading.local()
        self._kept_as = f"sqlite {base_iri}"
        self._spelling = Spelling(path)
        self.release_id = release_id
        self.statements_count = 0

    def check(self) -> None:
        """Return where the file can be read. Raises StoreUnavailable where it cannot."""
        try:
            self._cursor().execute("SELECT release_id FROM releases").fetchone()
        except apsw.Error as error:
            raise StoreUnavailable(
                f"{self._path}: expected a graph store, found {error}; run `hub rebuild DIR`"
            ) from error

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the JSON answer to a plan.

        Raises UsageError for a variable that does not hold what it must and for conditions nested too deep, StatementTimeout,
        and StoreUnavailable.
        """
        with within(self._timeout_s):
            return self._answer(plan, variables)

    def answer_soon(self, plan: Plan, variables: Variables, within_s: float) -> bytes | None:
        """Return the JSON answer to a plan, or None where it is not there within so many seconds. Raises UsageError as `answer`."""
        try:
            with within(within_s):
                return self._answer(plan, variables)
        except StatementTimeout:
            return None

    def _answer(self, plan: Plan, variables: Variables) -> bytes:
        kept: Statement | None = plan.__dict__.get(self._kept_as)
        if kept is not None:
            return self._run(kept, variables)
        kept = write_plan(plan, self._base_iri)
        found = self._run(kept, variables)
        plan.__dict__[self._kept_as] = kept
        return found

    def stream(self, rows: Rows, variables: Variables) -> Iterator[bytes]:
        """Yield every row of a plan as JSON, as the reader asks for it; the store holds no more than one.

        The rows are read over a connection of their own, closed with the iterator, which may go from thread to thread. Raises
        UsageError at once, StatementTimeout where the next row takes too long.
        """
        statement = write_rows(rows, self._base_iri)
        return self._streamed(statement, statement.bound(variables))

    def _streamed(self, statement: Statement, parameters: tuple[Any, ...]) -> Iterator[bytes]:
        deadline = time.monotonic() + self._timeout_s
        with closing(_connect(self._path, self._place)) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_BETWEEN_LOOKS)
            try:
                for (row,) in connection.execute(statement.sql, parameters):
                    yield row
                    deadline = time.monotonic() + self._timeout_s
            except apsw.InterruptError as error:
                raise self._timeout() from error

    def _run(self, statement: Statement, variables: Variables) -> bytes:
        parameters = statement.bound(variables)
        cursor = self._cursor()
        self.statements_count += 1
        try:
            found = cursor.execute(statement.sql, parameters).fetchone()
        except apsw.InterruptError as error:
            raise self._timeout() from error
        except apsw.SQLError as error:
            if "too large (maximum depth" in str(error) or "stack overflow" in str(error):
                raise ConditionsTooDeep(
                    "expected conditions that nest a few levels deep, found more than the store can read; ask in steps"
                ) from error
            raise
        return b"null" if found is None or found[0] is None else found[0]

    def _timeout(self) -> StatementTimeout:
        return StatementTimeout(
            f"expected an answer within {self._timeout_s:g} s, found none; ask for fewer rows or a narrower condition"
        )

    def _cursor(self) -> apsw.Cursor:
        """Return this thread's cursor, over a connection of its own; every statement gives one row at most, so one serves all."""
        cursor: apsw.Cursor | None = getattr(self._local, "cursor", None)
        if cursor is None:
            connection = _connect(self._path, self._place)
            # Neither may refer to this store: the connection would keep it, and so itself, open.
            respelled = partial(_respelled, self._spelling)
            connection.create_scalar_function("respelled", respelled, 2, deterministic=True)
            connection.set_progress_handler(is_past, STEPS_BETWEEN_LOOKS)
            self._local.cursor = cursor = connection.cursor()
        return cursor

    def close(self) -> None:
        """Close this thread's connection; those of other threads close with their threads, or when nobody holds the store any more."""
        self._spelling.close()
        cursor = getattr(self._local, "cursor", None)
        if cursor is not None:
            cursor.connection.close()
            del self._local.cursor


def open_store(path: Path, release: Release, timeout_s: float = 5.0) -> SqliteStore:
    """Open the store of a release. Raises StoreUnavailable where the file is missing, of another release or of another layout."""
    expected, mended = (
        f"the store of release {release.id} in layout {layout.version()}",
        f"`hub rebuild DIR {release.id}`",
    )
    if not path.is_file():
        raise StoreUnavailable(f"expected {expected} at {path}, found none; run {mended}")
    try:
        found = _contents(path)
    except apsw.Error as error:
        raise StoreUnavailable(f"{path}: expected {expected}, found {error}; run {mended}") from error
    if found != (layout.version(), release.id):
        of_release = f" of release {found[1]}" if found[1] else ", made by another version of the software"
        raise StoreUnavailable(f"{path}: expected {expected}, found layout {found[0]}{of_release}; run {mended}")
    place = release.manifest.number, release.manifest.previous
    return SqliteStore(path, release.id, release.base_iri, timeout_s, place)


def holds(path: Path, release: Release) -> bool:
    """Tell whether a file is the store of a release, as this version of the software reads it."""
    try:
        return path.is_file() and _contents(path) == (layout.version(), release.id)
    except apsw.Error:
        return False


def _contents(path: Path) -> tuple[int, str | None]:
    """Return layout and release of a store; the release is None where the layout is not known here."""
    with closing(_connect(path)) as connection:
        version = connection.pragma("user_version")
        if version != layout.version():
            return version, None
        return version, connection.execute("SELECT release_id FROM releases").get


def _connect(path: Path, place: tuple[int, str | None] | None = None) -> apsw.Connection:
    """Return a connection. `place`: number and previous of the release, which the file does not have."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(read_only(path), flags=flags, statementcachesize=512)
    # A plan does not depend on the values bound to it: otherwise SQLite would make some plans anew for each value.
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    connection.execute("PRAGMA mmap_size = 1073741824")
    if place is not None:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("CREATE TEMP TABLE releases AS SELECT * FROM main.releases")
        connection.execute("UPDATE temp.releases SET number = ?, previous = ?", place)
    connection.create_scalar_function("fold", _fold, 1, deterministic=True)
    connection.create_scalar_function("iri_path", _iri_path, 1, deterministic=True)
    return connection


def _respelled(spelling: Spelling, *arguments: Any) -> str:
    given, ending = arguments
    return expression(spelling.searched(given), ending)


def _fold(*given: Any) -> str | None:
    (text,) = given
    return None if text is None else fold(text)


def _iri_path(*given: Any) -> str:
    (key,) = given
    return quote(key, safe="/@~:.-_")

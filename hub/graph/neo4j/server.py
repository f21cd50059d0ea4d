"""Connection to a Neo4j server: reads, writes and retries. No other module imports the driver.

The driver pools connections, follows `neo4j://` routing, and retries a transaction after a temporary failure (a deadlock, a new leader, a broken
connection). It does not retry a commit whose result is unknown, or a statement that manages its own transactions. This module retries both, so
statements given to `write` and `run` must be safe to execute twice.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Result,
    Session,
    unit_of_work,
)
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError, TransientError

from hub.errors import StoreUnavailable, UsageError
from hub.graph.neo4j.cypher import Statement
from hub.graph.store import StatementTimeout

Values = Mapping[str, Any]
Found = TypeVar("Found")

logging.getLogger("neo4j").addHandler(
    logging.NullHandler()
)  # what it repeats is no news; what it gives up on is raised


class Neo4j:
    """A server and the database in it. Values go in through parameters only; statements come from `cypher/` or a plan."""

    def __init__(
        self,
        uri: str,
        user: str,
        password: str,
        *,
        database: str | None = None,
        retry_s: float = 30,
        connect_s: float = 10,
        timeout_s: float = 3600,
    ) -> None:
        """Prepare the connection; nothing is sent yet. Raises UsageError for a text that is no URI of a Neo4j server."""
        self.uri = uri
        self._database = database
        self._timeout_s = timeout_s
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._idle: list[Session] = []
        """Sessions that nobody reads with; there are never more than were asked with at once."""
        try:
            self._driver: Driver = GraphDatabase.driver(
                uri,
                auth=(user, password) if password else None,
                max_transaction_retry_time=retry_s,
                connection_timeout=connect_s,
                connection_acquisition_timeout=3 * connect_s,
                keep_alive=True,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                telemetry_disabled=True,  # else each use of the driver is one message more
            )
        except (ConfigurationError, ValueError) as error:
            raise UsageError(
                f"expected the URI of a Neo4j server, such as bolt://host:7687 or neo4j+s://host, found {uri!r}: {error}"
            ) from error

    def __enter__(self) -> "Neo4j":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection of the pool."""
        while self._idle:
            self._idle.pop().close()
        self._driver.close()

    def check(self) -> None:
        """Return when the server answers. Raises StoreUnavailable at once where it does not, and UsageError for a wrong password."""
        try:
            self._driver.verify_connectivity()
        except (DriverError, Neo4jError) as error:
            raise _explained(error, self.uri) from error

    def read(self, text: Statement | str, values: Values) -> list[dict[str, Any]]:
        """Return the rows of a statement that changes nothing.

        A cluster may answer it from any member that has what this connection read or wrote before. Raises StatementTimeout where it
        takes longer than allowed.
        """
        try:
            return self._read_at_once(text, values)
        except (DriverError, Neo4jError) as error:
            if not _is_passing(error):
                raise _explained(error, self.uri) from error
        return self._read_again(text, values)

    def _read_at_once(self, text: Statement | str, values: Values) -> list[dict[str, Any]]:
        """Return the rows in one round trip, where a transaction that could be repeated takes two and more of both sides' time.

        A session is used again by whoever asks next; one that failed is not.
        """
        try:
            session = self._idle.pop()
        except IndexError:
            session = self._session(READ_ACCESS)
        try:
            rows = _rows(session.run(Query(_text(text), timeout=self._timeout_s), dict(values)))
        except BaseException:
            session.close()
            raise
        self._idle.append(session)
        return rows

    def _read_again(self, text: Statement | str, values: Values) -> list[dict[str, Any]]:
        """Return the rows, and repeat what fails for a passing reason."""

        @unit_of_work(timeout=self._timeout_s)
        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return _rows(transaction.run(_text(text), dict(values)))

        return self._done(READ_ACCESS, work)

    def write(self, calls: Iterable[tuple[Statement, Values]]) -> None:
        """Run statements in one transaction: all of them hold, or none. May be repeated."""
        prepared = [(call.text, dict(values)) for call, values in calls]

        def work(transaction: ManagedTransaction) -> None:
            for text, values in prepared:
                transaction.run(text, values).consume()

        self._done(WRITE_ACCESS, work)

    def run(self, call: Statement, values: Values) -> list[dict[str, Any]]:
        """Run a statement that makes its own transactions, or changes the schema, and return its rows. May be repeated."""
        try:
            with self._session(WRITE_ACCESS) as session:
                try:
                    return session.run(call.text, dict(values)).data()
                except (DriverError, Neo4jError) as error:
                    if not _is_passing(error):
                        raise
                session.execute_read(_nothing)  # waits until a server answers again
                return session.run(call.text, dict(values)).data()
        except (DriverError, Neo4jError) as error:
            raise _explained(error, self.uri) from error

    def _done(self, access: str, work: Callable[[ManagedTransaction], Found]) -> Found:
        """Do a transaction, and once more where the connection broke while it was being committed."""
        try:
            with self._session(access) as session:
                execute = session.execute_read if access == READ_ACCESS else session.execute_write
                try:
                    return execute(work)
                except IncompleteCommit:
                    return execute(work)
        except (DriverError, Neo4jError) as error:
            raise _explained(error, self.uri) from error

    def _session(self, access: str) -> Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )


def _nothing(transaction: ManagedTransaction) -> None:
    transaction.run("RETURN 1").consume()


def _is_passing(error: DriverError | Neo4jError) -> bool:
    """Tell whether the same may succeed a little later."""
    return isinstance(error, IncompleteCommit) or error.is_retryable()


def _rows(result: Result) -> list[dict[str, Any]]:
    names = result.keys()
    return [dict(zip(names, row, strict=True)) for row in result.values()]


def _text(text: Statement | str) -> str:
    return text.text if isinstance(text, Statement) else text


def _explained(error: DriverError | Neo4jError, uri: str) -> Exception:
    """Return what to raise: an error of the house where the server is the cause, the error itself where our statement is."""
    if isinstance(error, AuthError):
        return UsageError(
            f"expected user and password that Neo4j at {uri} accepts, found that it refuses them; "
            "set HUB_NEO4J_USER and HUB_NEO4J_PASSWORD"
        )
    if isinstance(error, Neo4jError) and "TransactionTimedOut" in (error.code or ""):
        return StatementTimeout("expected an answer in time, found none; ask for fewer rows or a narrower condition")
    if isinstance(error, DriverError | TransientError) or error.is_retryable():
        return StoreUnavailable(f"expected Neo4j at {uri} to answer, found: {error}; see that it runs, and try again")
    return error

"""Opens the store that the settings name for a release: its SQLite file, or a Neo4j server that holds it."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hub.errors import StoreUnavailable, UsageError
from hub.graph.plan import Plan, Variables
from hub.graph.sqlite import store as sqlite
from hub.graph.sqlite.spelling import Spelling
from hub.graph.store import StatementTimeout, Store
from hub.publication import store_path
from hub.release import Release
from hub.settings import Settings
from hub.web.backoff import Backoff

if TYPE_CHECKING:
    from hub.graph.neo4j.server import Neo4j
    from hub.graph.neo4j.store import Neo4jStore

RETRY_S = 2
"""A member of a cluster that steps down, or a connection that a restart broke, is tried again for so long while somebody waits."""

CONNECT_S = 3
"""Seconds until a server that does not take a connection is taken to be down."""

DOWN = "the graph database does not answer at the moment; files and pages are not affected, try again later"
"""Public error for a server that is down: its address and the driver's message go to the log only."""

_log = logging.getLogger(__name__)

_Found = TypeVar("_Found")


class ServerStore:
    """One release in a Neo4j server, connected to when the first answer is asked for. Safe to use from several threads.

    A server that does not answer, or holds another release, raises StoreUnavailable: at once until it may be tried again.
    """

    def __init__(self, release_id: str, address: str, connect: "Callable[[], Neo4jStore]") -> None:
        self.release_id = release_id
        self._address = address
        self._connect = connect
        self._store: Neo4jStore | None = None
        self._backoff = Backoff()

    @property
    def statements_count(self) -> int:
        """Statements sent for plans."""
        return 0 if self._store is None else self._store.statements_count

    def check(self) -> None:
        """Return where the server answers and holds the release. Raises StoreUnavailable where it does not."""
        self._asked(lambda store: store.check())

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        """Return the JSON answer to a plan. Raises UsageError, StatementTimeout and StoreUnavailable, as any store does."""
        return self._asked(lambda store: store.answer(plan, variables))

    def answer_all(self, plan: Plan, given: Sequence[Variables]) -> list[bytes]:
        """Return the JSON answers to a quick plan for each of some variables, from one statement."""
        return self._asked(lambda store: store.answer_all(plan, given))

    def _asked(self, ask: "Callable[[Neo4jStore], _Found]") -> _Found:
        if not self._backoff.begin():
            raise StoreUnavailable(DOWN)
        try:
            if self._store is None:
                self._store = self._connect()
            found = ask(self._store)
        except StatementTimeout:
            self._backoff.succeeded()  # it answers, though not in time
            raise
        except (StoreUnavailable, UsageError) as error:
            if isinstance(error, UsageError) and self._address not in str(error):
                self._backoff.succeeded()  # the question is wrong, not the server or its password
                raise
            if self._backoff.failed(error):
                _log.error("the Neo4j server does not answer from release %s: %s", self.release_id, error)
            raise StoreUnavailable(DOWN) from error
        except BaseException:
            self._backoff.succeeded()  # whatever was wrong with the question, the server has answered
            raise
        if self._backoff.error is not None:
            _log.warning("the Neo4j server answers again from release %s", self.release_id)
            self._backoff.succeeded()
        return found


class Stores:
    """Opens the store of one release after another. They share the connections to a Neo4j server."""

    def __init__(self, settings: Settings) -> None:
        """Look at the settings; nothing is opened yet. Raises UsageError where they name Neo4j without an address."""
        if settings.store == "neo4j" and not settings.neo4j_uri:
            raise UsageError("expected HUB_NEO4J_URI, such as bolt://host:7687, to serve from Neo4j; found none")
        self._settings = settings
        self._server = self._connected() if settings.store == "neo4j" else None

    def open(self, out: Path, release: Release) -> Store:
        """Return the store of a release; one in a server is connected to later. Raises StoreUnavailable where a file is not there."""
        path = store_path(out, release)
        server = self._server
        if server is None:
            return sqlite.open_store(path, release, self._settings.statement_timeout_s)
        from hub.graph.neo4j import store  # noqa: PLC0415  the driver is loaded only where it is used

        spelling = Spelling(path)
        return ServerStore(release.id, server.uri, lambda: store.open_store(server, release, spelling.searched))

    def _connected(self) -> "Neo4j":
        from hub.graph.neo4j.server import Neo4j  # noqa: PLC0415  as above

        given = self._settings
        return Neo4j(
            given.neo4j_uri,
            given.neo4j_user,
            given.neo4j_password,
            database=given.neo4j_database or None,
            retry_s=RETRY_S,
            connect_s=CONNECT_S,
            timeout_s=given.statement_timeout_s,
        )

    def close(self) -> None:
        """Close every connection to the server."""
        if self._server is not None:
            self._server.close()

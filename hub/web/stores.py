"""The store that the settings name: the SQLite file of a release, or a Neo4j server that holds it."""

from pathlib import Path
from typing import TYPE_CHECKING

from hub.errors import UsageError
from hub.graph.sqlite import store as sqlite
from hub.graph.sqlite.spelling import Spelling
from hub.graph.store import Store
from hub.publication import store_path
from hub.release import Release
from hub.settings import Settings

if TYPE_CHECKING:
    from hub.graph.neo4j.server import Neo4j

RETRY_S = 2
"""A member of a cluster that steps down, or a connection that a restart broke, is tried again for so long while somebody waits."""


class Stores:
    """Opens the store of one release after another. A Neo4j server is connected to once, when the first of them is opened."""

    def __init__(self, settings: Settings) -> None:
        """Look at the settings; nothing is opened yet. Raises UsageError where they name no store that is known."""
        if settings.store not in {"sqlite", "neo4j"}:
            raise UsageError(f"expected HUB_STORE to be `sqlite` or `neo4j`, found {settings.store!r}")
        if settings.store == "neo4j" and not settings.neo4j_uri:
            raise UsageError("expected HUB_NEO4J_URI, such as bolt://host:7687, to serve from Neo4j; found none")
        self._settings = settings
        self._server = self._connected() if settings.store == "neo4j" else None

    def open(self, out: Path, release: Release) -> Store:
        """Return the store of a release. Raises StoreUnavailable where it is not there, or holds another release."""
        path = store_path(out, release)
        if self._server is None:
            return sqlite.open_store(path, release, self._settings.statement_timeout_s)
        from hub.graph.neo4j import store  # noqa: PLC0415  the driver is loaded only where it is used

        return store.open_store(self._server, release, Spelling(path).searched)

    def _connected(self) -> "Neo4j":
        from hub.graph.neo4j.server import Neo4j  # noqa: PLC0415  as above

        given = self._settings
        return Neo4j(
            given.neo4j_uri,
            given.neo4j_user,
            given.neo4j_password,
            database=given.neo4j_database or None,
            retry_s=RETRY_S,
            timeout_s=given.statement_timeout_s,
        )

    def close(self) -> None:
        """Close every connection to the server."""
        if self._server is not None:
            self._server.close()

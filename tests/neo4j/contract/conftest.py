"""The invented election in SQLite and in a real Neo4j: what is asked of one is asked of both, and the bodies must be equal."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.graph.neo4j.load import load
from hub.graph.neo4j.server import Neo4j
from hub.graph.neo4j.store import Neo4jStore, open_store
from hub.graph.sqlite.spelling import Spelling
from hub.graph.sqlite.store import SqliteStore
from hub.graph.sqlite.store import open_store as open_sqlite
from hub.release import Release
from hub.schema.execute import Executor
from hub.schema.limits import Limits
from hub.schema.request import Request
from tests.graph.conftest import release, store_file
from tests.schema.conftest import Asked

__all__ = ["release", "store_file"]

PATIENCE_S = 600
"""Time for all root fields of a request: what is compared is the answer, on whatever machine."""

FINEST = "OVERSEAS"
"""Level at which nothing of a release is left out."""


@pytest.fixture(scope="package")
def server(neo4j_uri: str, release: Release) -> Iterator[Neo4j]:
    """Return a server that holds the invented election; what other tests left there goes."""
    user, password = os.environ.get("HUB_NEO4J_USER", "neo4j"), os.environ.get("HUB_NEO4J_PASSWORD", "")
    with Neo4j(neo4j_uri, user, password, timeout_s=60) as found:
        load(found, release, lambda *_: None, level=FINEST)
        yield found


@pytest.fixture(scope="package")
def store(server: Neo4j, release: Release, store_file: Path) -> Neo4jStore:
    return open_store(server, release, Spelling(store_file).searched)


@pytest.fixture(scope="package")
def sqlite_store(release: Release, store_file: Path) -> Iterator[SqliteStore]:
    opened = open_sqlite(store_file, release)
    yield opened
    opened.close()


class AskedOfBoth(Asked):
    """Asks a query of both stores and returns the response that both must give, to the last byte."""

    def __init__(self, sqlite_store: SqliteStore, neo4j_store: Neo4jStore) -> None:
        patient = Limits(seconds=PATIENCE_S)
        super().__init__(Executor(sqlite_store, patient))
        self._other = Executor(neo4j_store, patient)
        self.counts: Counter[str] = Counter()

    def __call__(self, query: str, **variables: Any) -> Any:
        request = Request(query, variables)
        bodies = {"SQLite": self.executor.execute(request).body, "Neo4j": self._other.execute(request).body}
        assert bodies["Neo4j"] == bodies["SQLite"], (query, variables)
        self.counts.update(bodies.keys())
        return orjson.loads(bodies["Neo4j"])


@pytest.fixture(scope="package")
def both(sqlite_store: SqliteStore, store: Neo4jStore) -> AskedOfBoth:
    return AskedOfBoth(sqlite_store, store)


@pytest.fixture
def ask(both: AskedOfBoth, record_property: Any) -> Iterator[AskedOfBoth]:
    """Return what asks both stores; how often it did is told at the end of the run."""
    before = both.counts.copy()
    yield both
    for name, count in (both.counts - before).items():
        record_property(f"queries answered by {name}", count)

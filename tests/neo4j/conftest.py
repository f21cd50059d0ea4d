"""A real Neo4j for the tests: the one that HUB_NEO4J_URI names, else one that `scripts/neo4j` starts."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from tests.mini import write_mini
from tests.neo4j.running import Running


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URI of a server that is there for the whole session."""
    if uri := os.environ.get("HUB_NEO4J_URI"):
        yield uri
        return
    running = Running(tmp_path_factory.mktemp("neo4j"))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture
def own_neo4j(tmp_path: Path) -> Iterator[Running]:
    """Return a server of the test's own, that it may kill; it is not started yet."""
    running = Running(tmp_path / "neo4j")
    yield running
    running.stop()


@pytest.fixture
def server(neo4j_uri: str) -> Iterator[Neo4j]:
    """Return a connection to a server with nothing in it."""
    with Neo4j(neo4j_uri, os.environ.get("HUB_NEO4J_USER", "neo4j"), os.environ.get("HUB_NEO4J_PASSWORD", "")) as found:
        found.read("RETURN 1 AS one", {})
        with found._driver.session() as session:
            session.run("MATCH (n) DETACH DELETE n").consume()
        yield found


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("mini"))

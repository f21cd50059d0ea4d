"""The fingerprint of a graph: the same after a load of the same, another one whatever changes."""

import os
import re
from collections.abc import Iterator

import pytest
from neo4j import Driver, GraphDatabase

from hub.graph.neo4j.load import load
from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from scripts.neo4j_fingerprint import differences, fingerprint
from tests.neo4j.contents import contents


@pytest.fixture
def driver(neo4j_uri: str, server: Neo4j, mini: Release) -> Iterator[Driver]:
    """Return a driver of a graph that was loaded just now."""
    load(server, mini, lambda *_: None)
    with GraphDatabase.driver(neo4j_uri, auth=("neo4j", os.environ.get("HUB_NEO4J_PASSWORD", ""))) as found:
        yield found


def test_it_counts_all_that_the_graph_holds(driver: Driver, server: Neo4j) -> None:
    found = fingerprint(driver)
    counted = sum(kind.count for kinds in (found.nodes, found.relationships) for kind in kinds.values())
    assert counted == sum(contents(server).values()) > 200
    assert f"{sum(kind.count for kind in found.nodes.values()):,} nodes of {len(found.nodes)} labels" in found.told()


def test_loading_again_leaves_it(driver: Driver, server: Neo4j, mini: Release) -> None:
    before = fingerprint(driver)
    assert load(server, mini, lambda *_: None, again=True).rows_sent > 200
    after = fingerprint(driver)
    assert (differences(before, after), after.told()) == ([], before.told())


OTHERS = r"(\d+) before and after, with other properties"
COUNTS = r"(\d+) before, (\d+) after"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("MATCH (p:Person) WITH p LIMIT 1 SET p.name = p.name + '.'", f"Person: {OTHERS}"),
        ("MATCH (p:Person) WITH p LIMIT 1 CREATE (n:Person) SET n = p {.name}", f"Person: {COUNTS}"),
        ("MATCH ()-[r:FOR_PARTY]->() WITH r LIMIT 1 DELETE r", f"FOR_PARTY: {COUNTS}"),
        ("MATCH (a)-[:FOR_PARTY]->(b) WITH a, b LIMIT 1 CREATE (a)-[:FOR_PARTY]->(b)", f"FOR_PARTY: {COUNTS}"),
        ("MATCH ()-[r:PART_OF]->() WITH r LIMIT 1 SET r.odd = 1", f"PART_OF: {OTHERS}"),
        ("MATCH (a)-[r:STANDS_AS]->(b), (c:Person) WHERE c <> a WITH * LIMIT 1 DELETE r CREATE (c)-[:STANDS_AS]->(b)", f"STANDS_AS: {OTHERS}"),
    ],
)  # fmt: skip
def test_what_somebody_changed_is_told(driver: Driver, change: str, told: str) -> None:
    before = fingerprint(driver)
    driver.execute_query(change)
    (line,) = differences(before, fingerprint(driver))
    assert re.fullmatch(told, line), line

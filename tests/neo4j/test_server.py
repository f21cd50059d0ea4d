"""The connection to a server: what it says on the wire, and what it does when the wire is cut."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from neo4j.exceptions import ClientError

from hub.errors import StoreUnavailable
from hub.graph.neo4j.cypher import Statement
from hub.graph.neo4j.load import load
from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from tests.neo4j.contents import contents
from tests.neo4j.wire import BEGIN, COMMIT, ROUTE, RUN, Cut, Wire, wire

NOTE = Statement(
    "test/note", "", {"Parameters": "$key"}, "MERGE (n:Note {key: $key}) SET n.times = coalesce(n.times, 0) + 1"
)
NOTES = "MATCH (n:Note) RETURN count(n) AS notes, max(n.times) AS times"


@pytest.fixture
def laid(server: Neo4j) -> Iterator[Wire]:
    """Return a wire to a server with nothing in it."""
    with wire(int(urlsplit(server.uri).port or 0)) as found:
        yield found


@pytest.fixture
def far(laid: Wire) -> Iterator[Neo4j]:
    """Return a connection over the wire."""
    with Neo4j(f"bolt://{laid.address}", "neo4j", "") as found:
        yield found


@pytest.mark.parametrize(
    ("cut", "times"),
    [
        (Cut(b"MERGE", is_heard=False), 1),
        (Cut(b"MERGE", is_heard=True), 1),
        (Cut(COMMIT, is_heard=False), 1),
        (Cut(COMMIT, is_heard=True), 2),
    ],
    ids=["before the statement", "after the statement", "before the commit", "after the commit"],
)
def test_a_write_that_is_cut_off_is_done_again(far: Neo4j, laid: Wire, server: Neo4j, cut: Cut, times: int) -> None:
    """Who cannot know whether the server committed writes once more; what is written is the same, however often."""
    laid.cut(cut)
    far.write([(NOTE, {"key": "a"})])
    assert laid.cuts_left == 0
    assert server.read(NOTES, {}) == [{"notes": 1, "times": times}]


@pytest.mark.parametrize("times", [1, 2])
def test_a_read_that_is_cut_off_is_done_again(far: Neo4j, laid: Wire, times: int) -> None:
    laid.cut(Cut(b"RETURN count", is_heard=True), times=times)
    assert far.read(NOTES, {}) == [{"notes": 0, "times": None}]
    assert laid.cuts_left == 0


def test_a_read_is_one_round_trip(far: Neo4j, laid: Wire) -> None:
    far.read(NOTES, {})
    laid.said.clear()
    far.read(NOTES, {})
    assert len(laid.said) == 1
    assert RUN in laid.said[0]


def test_a_statement_with_transactions_of_its_own_is_done_again(far: Neo4j, laid: Wire, server: Neo4j) -> None:
    far.write([(NOTE, {"key": str(key)}) for key in range(9)])
    laid.cut(Cut(b"DELETE", is_heard=True))
    text = "MATCH (n:Note) CALL (n) { DELETE n } IN TRANSACTIONS OF 2 ROWS"
    assert far.run(Statement("test/forget", "", {"Parameters": "none"}, text), {}) == []
    assert laid.cuts_left == 0
    assert server.read(NOTES, {}) == [{"notes": 0, "times": None}]


def test_a_wire_that_is_always_cut_is_an_error_with_a_code(laid: Wire, server: Neo4j) -> None:
    with Neo4j(f"bolt://{laid.address}", "neo4j", "", retry_s=0) as hasty:
        laid.cut(Cut(COMMIT, is_heard=False), times=99)
        with pytest.raises(StoreUnavailable, match=f"bolt://{laid.address}"):
            hasty.write([(NOTE, {"key": "a"})])
    assert server.read(NOTES, {}) == [{"notes": 0, "times": None}]


def test_who_reads_says_so_and_what_it_must_have_seen(far: Neo4j, laid: Wire) -> None:
    """A cluster sends a read session to any member, and with the bookmark of a write only to one that has it."""
    far.write([(NOTE, {"key": "a"})])
    laid.said.clear()
    far.read(NOTES, {})
    (asked,) = [words for words in laid.said if RUN in words]
    assert b"\x84mode\x81r" in asked
    assert b"bookmarks\x91" in asked
    assert b"tx_timeout" in asked


def test_a_read_session_cannot_write(far: Neo4j) -> None:
    with pytest.raises(ClientError, match="read access mode"):
        far.read("CREATE (n:Note) RETURN n", {})


def test_a_cluster_is_asked_for_its_members(laid: Wire, server: Neo4j, mini: Release) -> None:
    """A server by itself gives a routing table too: all that a load does goes the way that `neo4j://` goes."""
    with Neo4j(f"neo4j://{laid.address}", "neo4j", "") as routed:
        loaded = load(routed, mini, lambda *_: None)
        assert contents(routed, loaded.snapshot) == contents(server, loaded.snapshot)
    assert any(ROUTE in words for words in laid.said)
    assert sum(BEGIN in words for words in laid.said) > 100

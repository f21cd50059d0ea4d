"""Cursors of a Neo4j: the number of the row as it is, so that the next page begins behind it."""

from hypothesis import given
from hypothesis import strategies as st

from hub.graph import cursor
from hub.graph.model import MODEL
from hub.graph.neo4j.order import cursor_of, write_value
from hub.graph.neo4j.statement import Row
from hub.graph.plan import Order

SHARE = (Order("votes_share", descending=True),)


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_a_share_is_in_answer_and_cursor_as_it_is(part: int, whole: int) -> None:
    share = part / whole
    made = cursor_of(MODEL["candidacy"], SHARE, [share, "2042/dpr/1/1/1"])
    assert cursor.decode(made, "candidacy", SHARE) == [share, "2042/dpr/1/1/1"]
    assert write_value(Row(MODEL["candidacy"], "c"), "votes_share").value(share) == share

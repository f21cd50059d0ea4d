"""Edges over a table of links: which ones there are, and that their rows come in the order of their keys, each once."""

from pathlib import Path

import orjson

from hub.graph import plan
from hub.graph.model import MODEL
from hub.graph.plan import ByKey, Given, Identity, Listing, Plan, Shape
from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.links import Link, link_of
from hub.graph.sqlite.store import open_store
from hub.release import Release
from hub.tables import BY_NAME


def test_winners_are_read_over_the_index_of_their_table() -> None:
    outcome = MODEL["outcome"]
    assert link_of(outcome, outcome.edges["winners"]) == Link("outcome_winners", "row", "outcome_id#", "candidacy_id#")


def test_edges_that_may_lead_to_a_row_twice_or_by_another_column_are_none() -> None:
    for node, edge in (("person", "sources"), ("region", "ancestors"), ("contest", "outcome"), ("ticket", "parties")):
        assert link_of(MODEL[node], MODEL[node].edges[edge]) is None, (node, edge)


def test_winners_come_in_the_order_of_their_keys(sample_release: Release, tmp_path: Path) -> None:
    build_store(sample_release, tmp_path / "store")
    store = open_store(tmp_path / "store", sample_release)
    winners = sample_release.table(BY_NAME["outcome_winners"])
    shape = Shape("candidacy", (("key", Identity.KEY), ("votes", plan.Column("votes_count"))))
    seen = 0
    for outcome in sample_release.table(BY_NAME["outcomes"])["outcome_id"]:
        listed = ByKey(Given(outcome), Shape("outcome", (("winners", Listing("winners", shape)),)))
        found = [each["key"] for each in orjson.loads(store.answer(Plan(listed), {}))["winners"]]
        assert found == sorted(winners.filter(outcome_id=outcome)["candidacy_id"])
        seen += len(found)
    assert seen == winners.height > 50
    store.close()

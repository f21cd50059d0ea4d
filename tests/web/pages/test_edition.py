"""The page of an edition: who leads, what the nation adds up to, and what a list of members cannot say."""

from pathlib import Path
from typing import Any

import pytest

from hub.web.app import app
from hub.web.pages.edition import _leading_pairs, leading_of, parties_of
from tests.web.conftest import BROWSER, calling

A, B = ({"key": name, "name": name, "abbreviation": None} for name in "ab")


def total(party: dict[str, Any], votes: int | None) -> dict[str, Any]:
    return {"party": party, "votesCount": votes, "status": None, "district": {"contest": {"key": "c"}}}


def ticket(name: str, votes: int | None, *, elected: bool | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "votesCount": votes,
        "contest": {"key": "c"},
        "candidacies": {"nodes": [{"elected": elected}]},
    }


def test_of_equal_votes_nobody_leads() -> None:
    assert leading_of([{"key": "c"}], [total(A, 5), total(B, 5)], {}) == {}
    assert leading_of([{"key": "c"}], [total(A, 5), total(B, 6)], {})["c"]["party"] == B


@pytest.mark.parametrize(
    ("tickets", "name"),
    [
        ([ticket("a", 5), ticket("b", 5)], None),
        ([ticket("a", 5), ticket("b", 6), ticket("c", None)], "b"),
        ([ticket("a", None), ticket("b", None, elected=True)], "b"),
        ([ticket("a", None), ticket("b", None)], None),
    ],
)
def test_the_pair_in_the_lead_is_one_alone(tickets: list[dict[str, Any]], name: str | None) -> None:
    assert [row["name"] for row in _leading_pairs(tickets).values()] == ([name] if name else [])


def test_a_nation_without_votes_leaves_the_sum_of_its_contests() -> None:
    (row,) = parties_of([{"party": A, "votesCount": None, "votesShare": None}], [total(A, 5), total(A, None)], [], 2)
    assert (row["votesCount"], row["of"], row["all"]) == (5, 1, 2)


def test_the_front_page_counts_no_candidates_of_whom_only_the_elected_are_known(sample_out: Path) -> None:
    made = app(sample_out)
    get = calling(made)
    rows = [
        row for row in get("/?lang=en", headers=BROWSER).text.split("<tr>") if "/doc/edition/2014?jabatan=DPR" in row
    ]
    assert "not open" not in rows[0]
    made = app(sample_out)
    made.state.sites.now().only_elected = frozenset({("2014", "DPR")})
    rows = [
        row
        for row in calling(made)("/?lang=en", headers=BROWSER).text.split("<tr>")
        if "/doc/edition/2014?jabatan=DPR" in row
    ]
    assert "not open" in rows[0]

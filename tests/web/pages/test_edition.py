"""The page of an edition: who leads, what the nation adds up to, and what a list of members cannot say."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from hub.web.app import app
from hub.web.pages.edition import _best, _leader, _leading_pairs, leading_of, missing_offices, parties_of
from tests.web.conftest import BROWSER, Get, calling

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


def outcome(*votes: int) -> dict[str, Any]:
    """Return an outcome of candidates without a party, of whom each has the most votes."""
    choices = [
        {"candidacy": {"nameOnBallot": f"N{each}"}, "ticket": None, "votesCount": each, "votesShare": 0.5}
        for each in votes
    ]
    return {"status": "CERTIFIED", "choices": {"nodes": choices}}


def test_a_candidate_without_a_party_leads_a_contest() -> None:
    """Seen: votes and winners of the DPD were said to be in no open file, and all 132 winners were in the release."""
    leader = _leader(outcome(7))
    assert leader is not None
    best = _best(None, None, leader)
    assert best is not None
    assert (best["kind"], best["leading"], best["votesCount"], best["status"]) == ("CANDIDATE", "N7", 7, "CERTIFIED")
    assert _leader(outcome(7, 7)) is None
    assert _leader(outcome()) is None


def test_the_file_of_an_edition_has_the_pair_in_the_lead_that_its_page_shows(sample: Get) -> None:
    """Seen: the page showed pair, share and status, and the file had none of them."""
    (row,) = csv.DictReader(io.StringIO(sample("/doc/edition/2014.csv?jabatan=PRESIDENT").text))
    assert row["leading_kind"] == "TICKET"
    assert row["leading_votes_count"] == "70997833"
    assert row["leading_votes_status"] == "CERTIFIED"
    assert 0.53 < float(row["leading_votes_share"]) < 0.54
    assert {"reported_count", "expected_count", "counted_unit"} <= set(row)
    districts = list(csv.DictReader(io.StringIO(sample("/doc/edition/2024.csv?jabatan=DPR").text)))
    assert {row["leading_kind"] for row in districts if row["leading_votes_count"]} == {"PARTY"}


def test_offices_that_an_election_filled_and_the_release_lacks_are_named(sample: Get) -> None:
    assert missing_offices("GENERAL", 2019, {"DPR": 80, "PRESIDENT": 1}) == [
        ("DPD", 34),
        ("DPRD_PROVINCE", 272),
        ("DPRD_REGENCY", 2206),
    ]
    assert missing_offices("GENERAL", 2042, {}) == []
    assert "DPD (34 contests)" in sample("/doc/edition/2019?lang=en", headers=BROWSER).text


def test_a_contest_without_a_list_of_candidates_has_no_number_of_them(sample: Get) -> None:
    rows = list(csv.DictReader(io.StringIO(sample("/doc/edition/2019.csv?jabatan=DPR").text)))
    assert "0" not in {row["candidacies_count"] for row in rows}

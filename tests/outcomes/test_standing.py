"""Who stands is asked: where a candidate, a pair or a list has no figure, there is no total made up of the others, and no winner."""

from typing import Any

import polars as pl
import pytest

from hub.outcomes import Outcomes, outcomes_of, published
from hub.outcomes.findings import findings_of
from hub.tables import BY_NAME
from tests.outcomes.invented import NATION, contest, everywhere, tables, votes

PRESIDENT, SENATE, COUNCIL = "2024/president", "2024/dpd/11", "2024/dprd-province/1101"


def pair(number: int) -> dict[str, Any]:
    return {
        "ticket_id": f"{PRESIDENT}/{number}",
        "contest_id": PRESIDENT,
        "edition_id": "2024",
        "ballot_number": number,
        "name": f"Pasangan {number}",
    }


def candidate(contest_id: str, choice: str, **more: Any) -> dict[str, Any]:
    list_of = {"nomination_id": f"2024/party/{choice[0]}"} if "/" in choice else {}
    return {"candidacy_id": f"{contest_id}/{choice}", "contest_id": contest_id, **list_of, **more}


def told(found: Outcomes) -> tuple[Any, ...]:
    row = found.outcomes.row(0, named=True)
    return tuple(row[name] for name in ("valid_votes_count", "margin_votes_count", "is_complete"))


def test_a_pair_without_figures_leaves_no_winner() -> None:
    figures = everywhere("2", 100)
    found = outcomes_of(tables(contests=[contest("PRESIDENT")], results=figures, tickets=[pair(1), pair(2)]))
    assert told(found) == (None, None, None)
    assert set(found.choices.select("option", "votes_count", "votes_share", "elected").iter_rows()) == {
        (f"{PRESIDENT}/1", None, None, None), (f"{PRESIDENT}/2", 3900, None, None),
    }  # fmt: skip
    whole = outcomes_of(tables(contests=[contest("PRESIDENT")], results=figures, tickets=[pair(2)]))
    assert told(whole) == (3900, None, True)


def test_a_nation_with_and_without_its_region_is_one_whole() -> None:
    figures = [votes(PRESIDENT, "1", 60), votes(PRESIDENT, "1", 60, region_id=NATION, level="NATION"), votes(PRESIDENT, "2", 40)]  # fmt: skip
    found = outcomes_of(tables(contests=[contest("PRESIDENT")], results=figures, tickets=[pair(1), pair(2)]))
    assert told(found) == (100, 20, True)
    assert found.choices["votes_share"].to_list() == [0.6, 0.4]


def senate(*results: dict[str, Any], stated: int | None = None, **more: Any) -> Outcomes:
    whole = {"edition_id": "2024", "contest_id": SENATE, "office": "DPD", "series": "official", "valid_count": stated}
    more.setdefault("candidacies", [candidate(SENATE, str(number)) for number in range(1, 7)])
    turnout = [] if stated is None else [whole | {"turnout_id": "t"}]
    return outcomes_of(tables(contests=[contest("DPD", "11")], results=results, turnout=turnout, **more))


def senator(number: int, count: int) -> dict[str, Any]:
    row = votes(SENATE, f"1/{number}", count)
    return row | {"candidacy_id": f"{SENATE}/{number}", "nomination_id": None}


ELECTED = [senator(number, 100 * number) for number in (6, 5, 4, 3)]


def test_the_elected_alone_are_not_the_whole_contest() -> None:
    found = senate(*ELECTED)
    assert told(found) == (None, None, None)
    assert found.choices["votes_share"].null_count() == len(found.choices) == 6
    assert not found.choices["elected"].any()


def test_stated_valid_votes_are_shown_and_others_have_no_shares() -> None:
    found = senate(*ELECTED, stated=2500)
    assert told(found) == (2500, None, None)
    assert found.choices["votes_share"].null_count() == 6


@pytest.mark.parametrize("stated", [1900, 2200])
def test_stated_valid_votes_go_before_a_sum_that_differs(stated: int) -> None:
    found = senate(*ELECTED, senator(1, 100), senator(2, 200), stated=stated)
    assert told(found) == (stated, 100, True)
    assert found.choices["votes_share"].null_count() == 6
    assert found.outcomes["margin_share"].to_list() == [None]
    finding = findings_of(found, tables()["candidacies"]).row(0, named=True)
    assert (finding["rule"], finding["subject_key"]) == ("votes-differ", SENATE)
    assert f"equal to valid, {stated:,}; found 2,100" in finding["message"]


@pytest.mark.parametrize("kind", ["REPLACED", "WITHDRAWN", "DIED", "STRUCK_OFF"])
def test_who_left_before_the_vote_need_not_have_a_figure(kind: str) -> None:
    six = senate(*ELECTED, senator(1, 100))
    assert told(six) == (None, None, None)
    left = [{"event_id": "e", "candidacy_id": f"{SENATE}/2", "kind": kind}]
    assert told(senate(*ELECTED, senator(1, 100), candidacy_events=left)) == (1900, 200, True)
    seated = [{"event_id": "e", "candidacy_id": f"{SENATE}/2", "kind": "SEATED"}]
    assert told(senate(*ELECTED, senator(1, 100), candidacy_events=seated)) == (None, None, None)


def test_who_is_on_a_provisional_list_only_need_not_have_a_figure() -> None:
    listed = [candidate(SENATE, str(number), list_status="FINAL") for number in (1, 3, 4, 5, 6)]
    first = candidate(SENATE, "2", list_status="PROVISIONAL")
    assert told(senate(*ELECTED, senator(1, 100), candidacies=[*listed, first])) == (1900, 200, True)


def test_equal_votes_for_the_last_seat_leave_open_who_is_not_elected() -> None:
    found = senate(*ELECTED[:3], senator(3, 200), senator(2, 200), senator(1, 100))
    elected = {row[0][-1]: row[1] for row in found.choices.select("option", "elected").iter_rows()}
    assert elected == {"6": True, "5": True, "4": True, "3": None, "2": None, "1": None}


@pytest.mark.parametrize(("said", "others"), [(1, None), (4, False)])
def test_the_others_are_not_elected_only_where_all_who_are_are_declared(said: int, *, others: bool | None) -> None:
    declared = [candidate(SENATE, str(number), elected=True if number <= said else None) for number in range(1, 7)]
    found = senate(*ELECTED, senator(1, 100), senator(2, 200), candidacies=declared)
    elected = {row[0][-1]: row[1] for row in found.choices.select("option", "elected").iter_rows()}
    assert elected == {str(number): True if number <= said else others for number in range(1, 7)}


def test_who_is_said_not_to_be_elected_is_not() -> None:
    declared = [candidate(SENATE, str(number), elected={1: True, 2: False}.get(number)) for number in range(1, 7)]
    found = senate(*ELECTED, senator(1, 100), senator(2, 200), candidacies=declared)
    elected = {row[0][-1]: row[1] for row in found.choices.select("option", "elected").iter_rows()}
    assert elected == {"1": True, "2": False, "3": None, "4": None, "5": None, "6": None}


@pytest.mark.parametrize(("figures", "shown"), [(ELECTED, None), ([], 700)])
def test_stated_votes_stand_only_where_the_contest_has_no_outcome(
    figures: list[dict[str, Any]], shown: int | None
) -> None:
    listed = [candidate(SENATE, str(number), votes_count=700, person_id="p", edition_id="2024", office="DPD", name_on_ballot="A") for number in range(1, 7)]  # fmt: skip
    held = tables(contests=[contest("DPD", "11")], results=figures, candidacies=listed)
    empty = {name: BY_NAME[name].create_empty() for name in ("provenance", "findings")}
    made = published(outcomes_of(held), {**held, **empty})["candidacies"]
    assert made.filter(candidacy_id=f"{SENATE}/1")["votes_count"].to_list() == [shown]


def council(*results: dict[str, Any], candidacies: tuple[str, ...] = (), status: str | None = "CERTIFIED") -> Outcomes:
    return outcomes_of(
        tables(
            contests=[contest("DPRD_PROVINCE", "1101", 3)],
            nominations=[{"nomination_id": f"2024/party/{number}", "edition_id": "2024", "party_id": f"o-{number}"} for number in (1, 2)],
            results=[{**row, "status": status} for row in results],
            candidacies=[candidate(COUNCIL, choice) for choice in candidacies],
        )
    )  # fmt: skip


FULL = (
    votes(COUNCIL, "1/1", 50), votes(COUNCIL, "1/only", 30), votes(COUNCIL, "2/1", 20), votes(COUNCIL, "2/only", 10),
)  # fmt: skip


@pytest.mark.parametrize("lacking", ["the party's own votes", "a candidate"])
def test_a_list_without_one_of_its_figures_has_no_total(lacking: str) -> None:
    found = council(*FULL[:1], *FULL[2:]) if lacking != "a candidate" else council(*FULL, candidacies=("1/1", "1/2"))
    totals = dict(found.lists.select("nomination_id", "votes_count").iter_rows())
    assert totals == {"2024/party/1": None, "2024/party/2": 30}
    assert told(found) == (None, None, None)
    assert found.lists["seats_count"].to_list() == [None, None]


def test_a_list_that_stands_and_has_no_figure_is_not_left_out() -> None:
    found = council(votes(COUNCIL, "2/all", 30), candidacies=("1/1", "2/1"))
    assert dict(found.lists.select("nomination_id", "votes_count").iter_rows()) == {
        "2024/party/1": None, "2024/party/2": 30,
    }  # fmt: skip
    assert told(found) == (None, None, None)


@pytest.mark.parametrize(("status", "is_complete"), [("CERTIFIED", True), (None, None)])
def test_sums_of_candidates_are_as_complete_as_their_source_says(
    status: str | None, *, is_complete: bool | None
) -> None:
    found = council(*FULL, status=status)
    assert found.outcomes.select("basis", "is_complete").row(0) == ("SUM_OF_PARTS", is_complete)


def test_a_pair_that_certified_votes_elect_is_elected_though_no_source_says_so() -> None:
    members = [
        candidate(PRESIDENT, f"{number}/{place}", ticket_id=f"{PRESIDENT}/{number}", person_id=f"p-{number}{place}", edition_id="2024",
                  office="PRESIDENT", name_on_ballot="A", elected=said)
        for number, place, said in ((1, 1, None), (1, 2, None), (2, 1, None), (2, 2, True))
    ]  # fmt: skip
    held = tables(contests=[contest("PRESIDENT", seats_count=1)], candidacies=members, tickets=[pair(1), pair(2)],
                  results=[*everywhere("1", 200), *everywhere("2", 100)])  # fmt: skip
    said_of = held["candidacies"].drop("elected")
    empty = {name: BY_NAME[name].create_empty() for name in ("provenance", "findings")}
    for candidacies, elected in (
        (said_of.with_columns(pl.lit(None, dtype=pl.Boolean).alias("elected")), [True, True, False, False]),
        (held["candidacies"], [False, False, True, True]),
    ):
        told_of = {**held, "candidacies": candidacies.select(held["candidacies"].columns)}
        made = published(outcomes_of(told_of), {**told_of, **empty})["candidacies"]
        assert made.sort("candidacy_id")["elected"].to_list() == elected


def test_a_certified_contest_without_the_votes_of_one_candidate_is_a_finding() -> None:
    listed = [candidate(SENATE, str(number)) for number in range(1, 7)]
    (found,) = findings_of(senate(*ELECTED, candidacies=listed), tables(candidacies=listed)["candidacies"]).rows(
        named=True
    )
    assert (found["rule"], found["subject_key"]) == ("votes-missing", SENATE)
    assert found["message"] == f"expected votes of each of 6 who stand, found none of {SENATE}/1, {SENATE}/2"
    assert findings_of(senate(candidacies=listed), tables(candidacies=listed)["candidacies"]).is_empty()

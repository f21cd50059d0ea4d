"""The file of a contest: the empty box and the votes for a list alone are in it, and its votes add up."""

import csv
import io
from collections import Counter
from typing import Any

from hub.web.pages.contest_rows import rows_of
from hub.web.pages.contest_votes import lists_of, take_votes
from hub.web.pages.seats_held import by_candidacy, seats_held
from tests.web.conftest import Get

CONTEST = {"key": "2042/governor/1", "edition": {"key": "2042"}, "office": "GOVERNOR", "district": {"name": "UTARA"}}

NO_LISTS: dict[str, Any] = {
    "series": None,
    "choicesSeries": None,
    "status": "CERTIFIED",
    "lists": {"nodes": []},
    "choices": {"nodes": []},
}


def candidate(number: int, *, of_list: str | None = None, pair: str | None = None, role: str | None = None) -> Any:
    return {
        **dict.fromkeys(("gender", "rank", "elected", "party")),
        "key": f"c{of_list or pair}/{number}/{role}",
        "iri": "i",
        "person": {"key": f"p{number}{role}"},
        "ballotNumber": number,
        "nameOnBallot": f"N{number}",
        "role": role,
        "votesCount": number if of_list else None,
        "votesStatus": "CERTIFIED",
        "ticket": {"key": pair, "votesCount": 184, "votesStatus": "CERTIFIED"} if pair else None,
        "nomination": {"key": of_list, "name": of_list, "ballotNumber": int(of_list)} if of_list else None,
    }


def ticket(number: int) -> dict[str, Any]:
    none = dict.fromkeys(("votesCount", "votesStatus"))
    return {"key": f"t{number}", "name": f"PAIR {number}", "ballotNumber": number, **none}


def test_the_empty_box_is_in_the_file_and_a_pair_counts_once() -> None:
    tickets = [ticket(1), ticket(2)]
    choices = [
        {"ticket": {"key": "t1"}, "votesCount": 40, "votesShare": 0.4, "elected": False},
        {"ticket": {"key": "t2"}, "votesCount": 60, "votesShare": 0.6, "elected": True},
    ]
    take_votes(tickets, {**NO_LISTS, "choices": {"nodes": choices}})
    rows = rows_of(CONTEST, [], tickets, [candidate(1, pair="t1", role="DEPUTY"), candidate(1, pair="t1", role="HEAD")])
    assert [(row["kind"], row["ticket_id"], row["role"], row["votes_count"], row["elected"]) for row in rows] == [
        ("TICKET", "t1", None, 40, None),
        ("CANDIDATE", "t1", "HEAD", None, None),
        ("CANDIDATE", "t1", "DEPUTY", None, None),
        ("TICKET", "t2", None, 60, True),
    ]


def test_votes_for_a_list_alone_are_in_the_file_in_the_order_of_the_ballot() -> None:
    stated = [
        {"kind": kind, "votesCount": votes, "status": "CERTIFIED", "series": "s", "nomination": {"key": of_list}}
        for of_list in ("10", "2")
        for kind, votes in (("PARTY_TOTAL", 100), ("PARTY_ONLY", 70))
    ]
    candidates = [candidate(number, of_list=of_list) for of_list in ("10", "2") for number in (10, 2, 18)]
    lists = lists_of(candidates, stated, NO_LISTS)
    rows = rows_of(CONTEST, lists, [], candidates)
    assert [(row["kind"], row["list_number"], row["ballot_number"]) for row in rows] == [
        (kind, number, place)
        for number in (2, 10)
        for kind, place in (("PARTY_TOTAL", None), ("PARTY_ONLY", None), *(("CANDIDATE", at) for at in (2, 10, 18)))
    ]
    assert {row["votes_count"] for row in rows if row["kind"] == "PARTY_TOTAL"} == {100}
    assert {row["votes_count"] for row in rows if row["kind"] == "PARTY_ONLY"} == {70}


def test_of_a_district_of_the_sample_lists_are_the_sum_of_candidates_and_votes_for_the_list_alone(sample: Get) -> None:
    rows = list(csv.DictReader(io.StringIO(sample("/doc/contest/2024/dpr/1101.csv").text)))
    sums: dict[str, Counter[str]] = {kind: Counter() for kind in ("PARTY_TOTAL", "PARTY_ONLY", "CANDIDATE")}
    for row in rows:
        sums[row["kind"]][row["list_number"]] += int(row["votes_count"])
    assert len(sums["PARTY_TOTAL"]) >= 18
    assert sums["PARTY_TOTAL"] == sums["PARTY_ONLY"] + sums["CANDIDATE"]
    places = [int(row["list_number"]) for row in rows]
    assert places == sorted(places)


def member(name: str, *, candidacy: str = "c", ended: bool | None = None, replaces: Any = None) -> dict[str, Any]:
    return {
        "name": name,
        "hasEnded": ended,
        "candidacy": {"key": candidacy},
        "replaces": replaces,
        "replacedBy": [],
    }


def test_where_the_elected_are_known_only_seats_that_passed_on_are_listed() -> None:
    stayed, left, came = member("B"), member("A", ended=True), member("C", replaces={"name": "A"})
    assert seats_held([stayed, left, came], elected_known=True) == [left, came]
    assert seats_held([came, stayed, left], elected_known=False) == [left, stayed, came]
    assert by_candidacy([stayed, left]) == {"c": stayed}, "a seat that is still held goes before one that ended"

"""Rows of a contest's file: its pairs, its lists, the votes for a list alone, and every candidate, in the order of the ballot.

`kind` says what the votes of a row are of, as the kinds of results do. A pair's votes are on the row of the pair and on neither of its
two people, so that votes add up within a kind.
"""

from typing import Any

from hub.web.pages.contest_votes import votes_of

NOWHERE = 10**9
"""Place of what has no number on the ballot: after all that have."""

NAMES = (
    *("list_number", "party", "party_id", "ballot_number", "name_on_ballot", "role", "gender", "ticket_id"),
    *("votes_count", "votes_status", "votes_share", "rank", "elected", "person_id", "candidacy_id", "candidacy_iri"),
)
"""Columns after those that say which contest it is."""


def rows_of(
    found: dict[str, Any], lists: list[dict[str, Any]], tickets: list[dict[str, Any]], candidates: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rows of a contest. `lists` are those of its parties, empty where it has pairs; `tickets` may have no candidates: the empty box."""
    rows = [(_place(row["ballotNumber"], 0, 0), _of_ticket(found, row)) for row in tickets]
    for each in lists:
        if each["key"]:
            rows += [
                (_place(each["number"], kind == "PARTY_ONLY", 0), _of_list(found, each, kind))
                for kind, votes in (("PARTY_TOTAL", each["votesCount"]), ("PARTY_ONLY", each["aloneCount"]))
                if votes is not None
            ]
    numbers = {row["key"]: row["ballotNumber"] for row in tickets}
    for row in candidates:
        of_list = row["nomination"] or {}
        if row["ticket"]:
            place = _place(numbers.get(row["ticket"]["key"]), 2, 1 if row["role"] == "DEPUTY" else 0)
        else:
            place = _place(of_list.get("ballotNumber"), 2, row["ballotNumber"])
        rows.append((place, _of_candidate(found, row)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def place_of(found: dict[str, Any]) -> str:
    """Return where a contest is held: its district; the whole nation has no name of its own here."""
    return str(found["district"]["name"]) if found["district"] else "Indonesia"


def _place(of_list: int | None, kind: int, number: int | None) -> tuple[int, int, int]:
    return of_list if of_list is not None else NOWHERE, int(kind), number if number is not None else NOWHERE


def _row(found: dict[str, Any], kind: str, **given: Any) -> dict[str, Any]:
    about = {
        "contest": found["key"],
        "edition": found["edition"]["key"],
        "office": found["office"],
        "district": place_of(found),
        "kind": kind,
    }
    return {**about, **{name: given.get(name) for name in NAMES}}


def _of_ticket(found: dict[str, Any], ticket: dict[str, Any]) -> dict[str, Any]:
    is_counted = ticket["votesCount"] is not None
    return _row(
        found,
        "TICKET",
        ballot_number=ticket["ballotNumber"],
        name_on_ballot=ticket["name"],
        ticket_id=ticket["key"],
        votes_count=ticket["votesCount"],
        votes_status=ticket["votesStatus"] if is_counted else None,
        votes_share=ticket["share"],
        elected=ticket["won"] or None,
    )


def _of_list(found: dict[str, Any], each: dict[str, Any], kind: str) -> dict[str, Any]:
    is_total = kind == "PARTY_TOTAL"
    return _row(
        found,
        kind,
        list_number=each["number"],
        party=each["party"]["name"] if each["party"] else each["name"],
        party_id=each["party"]["key"] if each["party"] else None,
        votes_count=each["votesCount"] if is_total else each["aloneCount"],
        votes_status=each["status"] if is_total else each["aloneStatus"],
        votes_share=each["share"] if is_total else None,
    )


def _of_candidate(found: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    party, nomination = row["party"], row["nomination"]
    votes_count, votes_status = (None, None) if row["ticket"] else votes_of(row)
    return _row(
        found,
        "CANDIDATE",
        list_number=nomination["ballotNumber"] if nomination else None,
        party=party["name"] if party else None,
        party_id=party["key"] if party else None,
        ballot_number=row["ballotNumber"],
        name_on_ballot=row["nameOnBallot"],
        role=row["role"],
        gender=row["gender"],
        ticket_id=row["ticket"]["key"] if row["ticket"] else None,
        votes_count=votes_count,
        votes_status=votes_status,
        rank=row["rank"],
        elected=row["elected"],
        person_id=row["person"]["key"],
        candidacy_id=row["key"],
        candidacy_iri=row["iri"],
    )

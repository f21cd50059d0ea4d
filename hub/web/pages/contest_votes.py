"""Votes of a contest as its pages show them: each pair's, each list's with and without its candidates', and each candidate's."""

from typing import Any

from hub.web.pages.page import sum_of

NOT_STATED: dict[str, Any] = {"votesCount": None, "status": None}
"""The figure of a list of which none is stated."""


def lists_of(
    candidates: list[dict[str, Any]], stated_rows: list[dict[str, Any]], outcome: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the lists of a contest, the one with the most votes first; candidates without a party are one list without a party.

    The votes of a list are those of the outcome, else its total as a source states it; without either they are not known, whatever its
    candidates have. `aloneCount` are those for the list and none of its candidates. `stated_rows` are figures of both kinds.
    """
    official = {row["nomination"]["key"]: row for row in outcome["lists"]["nodes"]}
    totals, alone = (_by_list(stated_rows, kind, outcome) for kind in ("PARTY_TOTAL", "PARTY_ONLY"))
    found: dict[str, dict[str, Any]] = {}
    for row in candidates:
        nomination = row["nomination"]
        key = nomination["key"] if nomination else ""
        whole, only = totals.get(key, NOT_STATED), alone.get(key, NOT_STATED)
        is_official = official.get(key, NOT_STATED)["votesCount"] is not None
        made = found.setdefault(
            key,
            {
                "key": key,
                "party": row["party"],
                "name": nomination["name"] if nomination else None,
                "number": nomination["ballotNumber"] if nomination else None,
                "votesCount": (official[key] if is_official else whole)["votesCount"],
                "status": outcome["status"] if is_official else whole["status"],
                "aloneCount": only["votesCount"],
                "aloneStatus": only["status"],
                "lastSeat": official.get(key, {}).get("lastSeatMarginVotesCount"),
                "isBelow": official.get(key, {}).get("isOverThreshold") is False,
                "candidates": [],
            },
        )
        made["candidates"].append(row)
    total = sum_of(made["votesCount"] for made in found.values())
    for made in found.values():
        made["seats"] = sum(bool(row["elected"]) for row in made["candidates"])
        made["share"] = made["votesCount"] / total if total and made["votesCount"] is not None else None
        made["candidates"].sort(key=lambda row: (row["ballotNumber"] or 0, row["nameOnBallot"]))
    if list(found) == [""]:
        found[""]["candidates"].sort(key=most_votes)
    return sorted(
        found.values(),
        key=lambda made: (
            made["votesCount"] is None,
            -(made["votesCount"] or 0),
            made["number"] or 0,
            not made["party"],
        ),
    )


def _by_list(rows: list[dict[str, Any]], kind: str, outcome: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the figure of one kind of each list; where several series state one, that of the outcome."""
    held = [row for row in rows if row["kind"] == kind and row["nomination"]]
    held.sort(key=lambda row: row["series"] in {outcome["series"], outcome["choicesSeries"]})
    return {row["nomination"]["key"]: row for row in held}


def take_votes(tickets: list[dict[str, Any]], outcome: dict[str, Any]) -> None:
    """Give each pair the votes, their status and share, and whether the outcome says that it won; nobody stands for the empty box, which may win too."""
    official = {row["ticket"]["key"]: row for row in outcome["choices"]["nodes"] if row["ticket"]}
    for ticket in tickets:
        chosen = official.get(ticket["key"], {})
        ticket["share"] = chosen.get("votesShare")
        ticket["won"] = bool(chosen.get("elected"))
        if chosen.get("votesCount") is not None:
            ticket["votesCount"], ticket["votesStatus"] = chosen["votesCount"], outcome["status"]


def most_votes(row: dict[str, Any]) -> tuple[bool, int, int]:
    """Return the place of a candidate in the order of votes: the most first, those whose votes are not known last."""
    return row["votesCount"] is None, -(row["votesCount"] or 0), row["ballotNumber"] or 0


def votes_of(candidacy: dict[str, Any]) -> tuple[int | None, str | None]:
    """Return the votes of a candidacy and how final they are; of one that stands in a pair, those of the pair. Votes that are not known have no status."""
    holder = candidacy if candidacy["votesCount"] is not None else candidacy["ticket"] or candidacy
    return holder["votesCount"], holder["votesStatus"] if holder["votesCount"] is not None else None

"""Counts of votes in a place: one entry per contest, with the most final count first and every other count after it, each with how much of it is counted."""

from collections import defaultdict
from typing import Any

from hub.web.pages.coverage import coverage
from hub.web.pages.page import sum_of

COUNTED = """results(where: {pollingStation: {isNull: true}, kind: {in: [TICKET, PARTY_TOTAL]}}, first: 200) {
      totalCount
      nodes { votesCount status series contest { key district { name } } edition { key year } office ticket { key name ballotNumber }
        party { key name abbreviation } source { key title } }
    }
    progress(first: 200) { nodes { series contest { key } unitLevel countedCount expectedCount } }"""
"""What is selected of a place: its figures, and how much of each count is in."""

FIRM = frozenset({"CERTIFIED", "CORRECTED", "RECOUNTED"})
"""Of a total that a source states as one of these, how many parts have figures says nothing."""

STATUSES = ("CORRECTED", "CERTIFIED", "RECOUNTED", "UNOFFICIAL_COMPLETE", None, "UNOFFICIAL_PARTIAL", "SAMPLE")
"""The most final first."""


def counts(results: list[dict[str, Any]], progress: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the contests that votes are counted of in a place, the latest first: `contest`, `office`, `place`, `year` and `counts`.

    Each count has `series`, `status`, `source`, `coverage` (None of a final total), `votes` (name -> votes, None where not stated) and their sum `votesCount`, None
    where one is not stated. The first is the most final, and of equally final ones that of which most is counted.
    """
    parts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in progress:
        parts[row["contest"]["key"], row["series"]].append(row)
    contests: dict[str, dict[str, Any]] = {}
    for row in results:
        contest = row["contest"]
        if contest is None:
            continue
        made = contests.setdefault(contest["key"], _contest(row))
        count = made["counts"].setdefault(row["series"], _count(row, parts[contest["key"], row["series"]]))
        named = row["ticket"] or row["party"]
        name = (named.get("abbreviation") or named["name"]) if named else None
        count["votes"][name] = row["votesCount"]
    for made in contests.values():
        made["counts"] = sorted(made["counts"].values(), key=_finality)
        for count in made["counts"]:
            count["votes"] = dict(sorted(count["votes"].items(), key=lambda pair: -(pair[1] or 0)))
            count["votesCount"] = sum_of(count["votes"].values())
    return sorted(contests.values(), key=lambda made: (-made["year"], made["contest"]["key"]))


def _contest(row: dict[str, Any]) -> dict[str, Any]:
    district = row["contest"]["district"]
    return {
        "contest": row["contest"],
        "office": row["office"],
        "place": district["name"] if district else "Indonesia",
        "year": row["edition"]["year"],
        "counts": {},
    }


def _count(row: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "series": row["series"],
        "status": row["status"],
        "source": row["source"],
        "coverage": coverage(parts) if parts and row["status"] not in FIRM else None,
        "votes": {},
    }


def _finality(count: dict[str, Any]) -> tuple[int, int, str]:
    votes = sum(votes or 0 for votes in count["votes"].values())
    return STATUSES.index(count["status"]), -votes, count["series"]

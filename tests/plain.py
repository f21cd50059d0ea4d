"""The questions that researchers ask, answered by plain loops over the tables of a release: what the tests compare answers with."""

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Any

import polars as pl

Tables = Callable[[str], pl.DataFrame]
Row = dict[str, Any]


def candidacies(table: Tables) -> list[Row]:
    """Return the candidacies in order of time, with the name of their district."""
    day = {row["edition_id"]: str(row["voting_date"] or row["year"]) for row in table("editions").iter_rows(named=True)}
    line = dict(table("districts").select("district_id", "line_id").iter_rows())
    rows = table("candidacies").with_columns(pl.col("office").cast(pl.String)).to_dicts()
    for row in rows:
        row["day"], row["line"] = day[row["edition_id"]], line.get(row["district_id"])
    return sorted(rows, key=lambda row: (row["day"], row["edition_id"], row["candidacy_id"]))


def pairs(table: Tables) -> list[tuple[Row, Row]]:
    """Return every pair of candidacies of one person, the earlier one first."""
    of_person: dict[str, list[Row]] = defaultdict(list)
    for row in candidacies(table):
        of_person[row["person_id"]].append(row)
    return [
        (first, second)
        for rows in of_person.values()
        for first, second in combinations(rows, 2)
        if first["edition_id"] != second["edition_id"]
    ]


def keys(found: list[tuple[Row, Row]]) -> set[tuple[str, str]]:
    return {(first["candidacy_id"], second["candidacy_id"]) for first, second in found}


def switchers(table: Tables, before: str, after: str, office: str) -> set[tuple[str, str]]:
    return keys(
        [
            (first, second)
            for first, second in pairs(table)
            if (first["edition_id"], second["edition_id"]) == (before, after)
            and first["office"] == second["office"] == office
            and first["party_id"]
            and second["party_id"]
            and first["party_id"] != second["party_id"]
        ]
    )


def incumbents(table: Tables, before: str, after: str, office: str) -> set[tuple[str, str]]:
    """Return those who won in `before`, the edition of the office just before `after`, and stand again."""
    return keys(
        [
            (first, second)
            for first, second in pairs(table)
            if (first["edition_id"], second["edition_id"]) == (before, after)
            and first["office"] == second["office"] == office
            and first["elected"]
        ]
    )


def climbers(table: Tables, low: set[str], high: set[str]) -> set[tuple[str, str]]:
    return keys(
        [(first, second) for first, second in pairs(table) if first["office"] in low and second["office"] in high]
    )


def turnover(table: Tables, district: str, before: str) -> dict[str, int | None]:
    """Return the counts of a district's turnover since an edition; null where no member of its name, or not every winner, is known."""
    rows = candidacies(table)
    office, line = next((row["office"], row["line"]) for row in rows if row["district_id"] == district)
    now = [row for row in rows if row["office"] == office and row["edition_id"] == district.split("/", maxsplit=1)[0]]
    then = [row for row in rows if row["office"] == office and row["edition_id"] == before and row["elected"]]
    won = {row["person_id"] for row in now if row["elected"] and row["district_id"] == district}
    members = {row["person_id"] for row in then if row["line"] == line}
    returned = won & {row["person_id"] for row in then}
    seats = [
        row["seats_count"]
        for row in table("contests").iter_rows(named=True)
        if (row["office"], row["edition_id"]) == (office, before)
    ]
    return {
        "electedCount": len(won),
        "returnedCount": len(returned),
        "newCount": len(won - returned) if None not in seats and len(then) >= sum(seats) else None,
        "membersCount": len(members) or None,
        "stoodAgainCount": len(members & {row["person_id"] for row in now}) if members else None,
        "reElectedCount": len(members & {row["person_id"] for row in now if row["elected"]}) if members else None,
    }

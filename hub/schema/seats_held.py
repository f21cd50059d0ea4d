"""Seats of the houses of an edition of which a member is held: what a list of members lacks, for `extensions.partlyHeld`."""

from collections import Counter
from typing import Any

from hub.catalog.availability import LEVEL_OFFICES
from hub.graph.plan import Compare, Given, Operator
from hub.schema.computed import Ask, groups

HOUSES = ("DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY")
"""Offices that are seats in a house."""

_LEVEL = {office: level for level, offices in LEVEL_OFFICES["GENERAL"].items() for office in offices}


def seats_held(edition: str, ask: Ask) -> list[dict[str, Any]]:
    """Return a part for each house that the edition elects and whose members are not all held: as those of `partly_held`, with the office.

    A seat that several held one after the other is one. How many there are is the sum over the contests, null where that of one is not known.
    """
    of_edition = (Compare("edition_id", Operator.EQ, Given(edition)),)
    seats = groups(ask, "membership", of_edition, ("office", "seat_number"))
    held = Counter[str]()
    for row in seats:
        held[row["office"]] += row["count"] if row["seat_number"] is None else 1
    contests = groups(ask, "contest", of_edition, ("office", "seats_count"))
    return [
        _part(office, held[office], expected)
        for office in HOUSES
        if (counts := [(row["seats_count"], row["count"]) for row in contests if row["office"] == office])
        and ((expected := _total(counts)) is None or held[office] < expected)
    ]


def _total(counts: list[tuple[int | None, int]]) -> int | None:
    """Return the seats of all contests, given (seats of a contest, such contests); None where those of one are not known."""
    known = [seats * count for seats, count in counts if seats is not None]
    return sum(known) if len(known) == len(counts) else None


def _part(office: str, held: int, expected: int | None) -> dict[str, Any]:
    told = f"{held:,} seats" if expected is None else f"{held:,} of {expected:,} seats"
    rest = "; how many there should be is not stated" if expected is None else ""
    return {
        "category": "ELECTION_RESULTS",
        "level": _LEVEL[office],
        "office": office,
        "state": "PARTIAL" if held else "ABSENT",
        "heldCount": held,
        "expectedCount": expected,
        "reason": f"{told} with a member{rest}",
    }

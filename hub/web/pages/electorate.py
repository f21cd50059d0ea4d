"""Registered voters and turnout of an area as pages show them: one row per election and office, with how much of it is known."""

from typing import Any

EDITION = "edition { key name nameEn year }"

VOTERS = f"office totalCount isComplete unit reportedCount expectedCount includesOverseas unknownBecause {EDITION}"
"""What is selected of a `VoterOutcome`."""

TURNOUT = (
    "office registeredCount votedCount turnoutRatio validVotesCount invalidVotesCount status isComplete unit reportedCount expectedCount "
    f"includesOverseas unknownBecause {EDITION}"
)
"""What is selected of a `TurnoutOutcome`."""


def electorate(voters: list[dict[str, Any]], turnout: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return `edition`, `office`, `voters` and `turnout` of each election, the latest first. What nothing is known of is left out.

    `voters` are outcomes of the fixed list, `turnout` those of turnout, of one area; either may be None in a row.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, rows in (("voters", voters), ("turnout", turnout)):
        for row in rows:
            if row["unknownBecause"] != "NO_FIGURES":
                key = row["edition"]["key"], row["office"]
                empty = {"edition": row["edition"], "office": row["office"], "voters": None, "turnout": None}
                found.setdefault(key, empty)[name] = row
    return sorted(found.values(), key=lambda row: (-row["edition"]["year"], row["edition"]["key"], row["office"]))

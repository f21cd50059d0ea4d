"""Who held the seats of a term, and who took a seat over: as lists of members say, apart from who was elected."""

from typing import Any

MEMBERS = """key name hasEnded person { key } party { key name abbreviation } candidacy { key elected }
        replaces { name person { key } } replacedBy { name person { key } } source { key title publisher }"""
"""What is selected of a `Membership`."""


def seats_held(members: list[dict[str, Any]], *, elected_known: bool) -> list[dict[str, Any]]:
    """Return the members that a page of a contest lists, by name: all of them, or where it is known who was elected those of seats that passed on."""
    shown = [row for row in members if not elected_known or row["replaces"] or row["replacedBy"] or row["hasEnded"]]
    return sorted(shown, key=lambda row: (bool(row["replaces"]), str(row["name"]).casefold()))


def by_candidacy(members: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the seat that followed each candidacy; one that has not ended goes before one that has."""
    held = sorted((row for row in members if row["candidacy"]), key=lambda row: not row["hasEnded"])
    return {row["candidacy"]["key"]: row for row in held}

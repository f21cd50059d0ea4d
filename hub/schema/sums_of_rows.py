"""Sums of rows: how an answer says that a sum is over what the release holds, and which field has the official figure.

`extensions.sumsOfRows` holds for each connection that sums up figures of a source: its path, how many rows were summed up, and the root
fields that have the official figure with its status and denominator. A sum of 14 provinces reads like the nation's total.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "Result": ("outcomes", "partyOutcomes"),
    "Turnout": ("turnoutOutcomes",),
    "Voters": ("voterOutcomes",),
}
"""By GraphQL type: the root fields that answer for a contest or an area with one figure, where sources state several."""


def sum_of_rows(path: Iterable[str | int], kinds: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return what to say of a sum, from groups of its rows with `type` and `count`; None where no other field has the figure, or nothing was summed up."""
    count = sum(kind["count"] for kind in kinds)
    official = OFFICIAL.get(kinds[0]["type"], ()) if count else ()
    if not official:
        return None
    return {
        "path": list(path),
        "type": kinds[0]["type"],
        "count": count,
        "official": list(official),
        "read": f"the sum is of the {count} rows that the release holds, which may be fewer than there are; "
        f"the official figure, with its status and denominator, is in {' and '.join(f'`{field}`' for field in official)}",
    }

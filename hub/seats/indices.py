"""Proportionality indices, as research uses them, each with its formula.

Shares are parts of all valid votes and of all seats that are filled. None where there are no votes or no seats.
"""

from collections.abc import Mapping
from math import sqrt


def gallagher(votes: Mapping[str, int], seats: Mapping[str, int]) -> float | None:
    """Return the least squares index of disproportionality, in percentage points: sqrt(sum((v - s)^2) / 2).

    Gallagher, M. (1991), Proportionality, disproportionality and electoral systems. 0 is the same share of seats as of votes.
    """
    votes_count, seats_count = sum(votes.values()), sum(seats.values())
    if not votes_count or not seats_count:
        return None
    squares = (
        (100 * count / votes_count - 100 * seats.get(name, 0) / seats_count) ** 2 for name, count in votes.items()
    )
    return sqrt(sum(squares) / 2)


def effective_parties(counts: Mapping[str, int]) -> float | None:
    """Return the effective number of parties by votes or by seats: 1 / sum(p^2).

    Laakso, M. and Taagepera, R. (1979), Effective number of parties. Five parties of one size make 5.
    """
    total = sum(counts.values())
    return 1 / sum((count / total) ** 2 for count in counts.values()) if total else None

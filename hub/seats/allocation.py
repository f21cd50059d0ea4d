"""Seats of one district from the votes of its lists, exactly, with who holds the last seat and who was next.

A tie for the last seats decides nothing: the seats that it is about stay open. Nothing depends on the order of the lists.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from hub.seats.rules import HARE


@dataclass(frozen=True)
class LastSeat:
    """The last seat given and the list that was next: `quotient` is what decided, a quotient or, by Hare, a remainder of votes."""

    winner: str
    winner_quotient: Fraction
    loser: str
    loser_quotient: Fraction
    missing_count: int
    """Votes that the next list lacked to draw level, all other votes unchanged."""


@dataclass(frozen=True)
class Allocation:
    """Seats by list. `open_count` seats stay open between the `tied` lists. `missing` says of each list what it lacks for one more seat.

    For the holder of the last seat: the next list's shortfall.
    """

    seats: dict[str, int]
    open_count: int
    tied: tuple[str, ...]
    last: LastSeat | None
    missing: dict[str, int]


@dataclass(frozen=True)
class _Claim:
    """The claim of a list to one more seat, and what it would take to raise it to that of another."""

    of: str
    quotient: Fraction
    per_vote: int
    """Votes that raise the quotient by one."""


def allocate(votes: Mapping[str, int], seats_count: int, method: str) -> Allocation:
    """Return the seats of each list. Lists without votes win none; with no votes at all every seat stays open."""
    standing = {name: count for name, count in sorted(votes.items()) if count > 0}
    if not standing or not seats_count:
        return Allocation(dict.fromkeys(votes, 0), seats_count, tuple(standing), None, {})
    return (_by_remainders if method == HARE else _by_divisors)(standing, dict.fromkeys(votes, 0), seats_count)


def _by_divisors(votes: dict[str, int], seats: dict[str, int], seats_count: int) -> Allocation:
    claims = sorted(
        (_Claim(name, Fraction(count, 2 * taken + 1), 2 * taken + 1) for name, count in votes.items() for taken in range(seats_count)),
        key=lambda claim: -claim.quotient,
    )  # fmt: skip
    boundary = claims[seats_count - 1].quotient if len(claims) >= seats_count else claims[-1].quotient
    won = [claim for claim in claims if claim.quotient > boundary]
    level = [claim for claim in claims if claim.quotient == boundary]
    if len(won) + len(level) <= seats_count:
        won, level = won + level, []
    for claim in won:
        seats[claim.of] += 1
    if level:
        return Allocation(seats, seats_count - len(won), tuple(sorted(claim.of for claim in level)), None, {})
    following = {name: _Claim(name, Fraction(count, 2 * seats[name] + 1), 2 * seats[name] + 1) for name, count in votes.items()}  # fmt: skip
    last = won[-1]
    missing = {
        name: ceil((last.quotient - claim.quotient) * claim.per_vote)
        for name, claim in following.items()
        if name != last.of
    }
    return _settled(seats, last, following, missing)


def _by_remainders(votes: dict[str, int], seats: dict[str, int], seats_count: int) -> Allocation:
    quota = Fraction(sum(votes.values()), seats_count)
    whole = {name: count // quota for name, count in votes.items()}
    remainders = {name: count - whole[name] * quota for name, count in votes.items()}
    seats.update(whole)
    left_count = seats_count - sum(whole.values())
    if not left_count:
        return Allocation(seats, 0, (), None, {})
    ranked = sorted(remainders, key=lambda name: -remainders[name])
    boundary = remainders[ranked[left_count - 1]]
    won = [name for name in ranked if remainders[name] > boundary]
    level = [name for name in ranked if remainders[name] == boundary]
    if len(won) + len(level) <= left_count:
        won, level = won + level, []
    for name in won:
        seats[name] += 1
    if level:
        return Allocation(seats, left_count - len(won), tuple(sorted(level)), None, {})
    last = _Claim(won[-1], remainders[won[-1]], 1)
    # A list that holds a seat for its remainder needs a whole quota first, and then a remainder as large as the last.
    following = {
        name: _Claim(name, remainder - quota if name in won else remainder, 1) for name, remainder in remainders.items()
    }
    missing = {name: _short_of_quota(votes, name, seats[name], seats_count) for name in votes if name != last.of}
    return _settled(seats, last, following, missing)


def _short_of_quota(votes: Mapping[str, int], name: str, held_count: int, seats_count: int) -> int:
    """Return the fewest votes that bring a list level for one more seat by Hare. They raise the quota as well, which costs other lists more."""

    def is_level(more: int) -> bool:
        # Each list claims its votes less 0, 1, 2 ... quotas; the seats go to the largest claims. All claims are times `seats_count`.
        total = sum(votes.values()) + more
        claim = (votes[name] + more) * seats_count - held_count * total
        larger_count = sum(
            max(0, -((claim - count * seats_count) // total)) for other, count in votes.items() if other != name
        )
        return larger_count + held_count < seats_count

    enough = 1
    while not is_level(enough):
        enough *= 2
    return bisect_left(range(enough), 1, key=is_level)


def _settled(seats: dict[str, int], last: _Claim, following: dict[str, _Claim], missing: dict[str, int]) -> Allocation:
    """Return an allocation without a tie for the last seat; the next list is the one with the best claim among the others."""
    if not missing:
        return Allocation(seats, 0, (), None, {})
    following_best = max(missing, key=lambda name: (following[name].quotient, name))
    best = LastSeat(last.of, last.quotient, following_best, following[following_best].quotient, missing[following_best])
    return Allocation(seats, 0, (), best, {**missing, last.of: best.missing_count})


def elected_in(votes: Mapping[str, int], seats_count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the candidates of a list who take its seats, the most votes first, and those whom a tie leaves undecided.

    Within a list more votes always win (UU 8/2012 art. 215, UU 7/2017 art. 422); a tie decides nothing by itself.
    """
    ranked = sorted(votes, key=lambda name: (-votes[name], name))
    if seats_count <= 0 or seats_count >= len(ranked):
        return tuple(ranked[: max(seats_count, 0)]), ()
    boundary = votes[ranked[seats_count - 1]]
    if votes[ranked[seats_count]] < boundary:
        return tuple(ranked[:seats_count]), ()
    return (
        tuple(name for name in ranked if votes[name] > boundary),
        tuple(name for name in ranked if votes[name] == boundary),
    )

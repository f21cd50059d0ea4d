"""The seats of an election as rows for people and scripts: by party, and the closest last seats."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from hub.seats.election import ElectionSeats


@dataclass(frozen=True)
class PartySeats:
    """What a list got in the nation; `seats_stated_count` is None where it is not known who was elected everywhere."""

    name: str
    votes_count: int
    votes_share: float
    is_over_threshold: bool
    seats_count: int
    seats_stated_count: int | None


@dataclass(frozen=True)
class ClosestSeat:
    """The last seat of a district: who holds it, who was next, by which quotients (remainders by Hare), and the votes that were missing."""

    contest_id: str
    winner: str
    winner_quotient: Fraction
    loser: str
    loser_quotient: Fraction
    missing_count: int


def party_seats(election: ElectionSeats) -> list[PartySeats]:
    """Return what every list got, the most votes first."""
    seats, stated = election.seats(), election.stated_seats()
    return [
        PartySeats(
            name,
            count,
            count / election.valid_votes_count if election.valid_votes_count else 0.0,
            name in election.over_threshold,
            seats.get(name, 0),
            None if stated is None else stated.get(name, 0),
        )
        for name, count in sorted(election.national_votes.items(), key=lambda item: (-item[1], item[0]))
    ]


def closest_seats(election: ElectionSeats) -> list[ClosestSeat]:
    """Return the last seat of every district in which one list was next to another, the closest first."""
    found = [
        ClosestSeat(contest_id, last.winner, last.winner_quotient, last.loser, last.loser_quotient, last.missing_count)
        for contest_id, each in election.allocations.items()
        if (last := each.last) is not None
    ]
    return sorted(found, key=lambda seat: (seat.missing_count, seat.contest_id))


def open_seats(election: ElectionSeats) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Yield the contests in which a tie leaves seats open: contest, number of seats, the lists that are level."""
    for contest_id, each in sorted(election.allocations.items()):
        if each.open_count:
            yield contest_id, each.open_count, each.tied


def different_seats(election: ElectionSeats) -> Iterator[tuple[str, str, int, int]]:
    """Yield the cells in which the law gives another number of seats than is stated: contest, list, by law, stated."""
    for district in election.districts:
        if district.stated is not None:
            given = election.allocations[district.contest_id].seats
            for name in sorted(district.votes):
                if given.get(name, 0) != district.stated.get(name, 0):
                    yield district.contest_id, name, given.get(name, 0), district.stated.get(name, 0)

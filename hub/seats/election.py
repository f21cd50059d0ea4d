"""Shares out the seats of one office in one edition: in every district by its votes, among the lists over the national threshold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hub.seats.allocation import Allocation, allocate
from hub.seats.indices import effective_parties, gallagher
from hub.seats.rules import SeatRules, SeatsUnknown


@dataclass(frozen=True)
class District:
    """The votes of the lists in one contest, its seats, and the seats that the commission gave each list where that is known."""

    contest_id: str
    votes: Mapping[str, int]
    seats_count: int
    stated: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Held:
    """What the outcome of a contest says: `lists` are (list, votes, seats of those declared elected), None where not known."""

    contest_id: str
    seats_count: int | None
    is_complete: bool | None
    lists: Sequence[tuple[str, int | None, int | None]]

    def district(self) -> District | None:
        """Return the contest as a district; None unless its seats and all of its votes are known."""
        votes = {name: count for name, count, _ in self.lists if count is not None}
        stated = {name: count for name, _, count in self.lists if count is not None}
        if not self.is_complete or self.seats_count is None or not votes or len(votes) < len(self.lists):
            return None
        return District(self.contest_id, votes, self.seats_count, stated if len(stated) == len(self.lists) else None)


@dataclass(frozen=True)
class ElectionSeats:
    """Seats by contest, the lists over the threshold, and the votes that decided it: of the nation, or of the districts that are held."""

    rules: SeatRules
    national_votes: Mapping[str, int]
    over_threshold: frozenset[str]
    districts: tuple[District, ...]
    allocations: Mapping[str, Allocation]
    expected_count: int | None = None
    """Districts of the whole election: by the law, else as many as there are contests; None where nobody counted."""

    @property
    def valid_votes_count(self) -> int:
        return sum(self.national_votes.values())

    def under(self, rules: SeatRules) -> "ElectionSeats":
        """Return the seats of the same votes by other rules."""
        return replace(share_out(self.districts, rules, self.national_votes), expected_count=self.expected_count)

    def seats(self) -> dict[str, int]:
        """Return the seats of every list in the nation; seats that a tie leaves open are nobody's."""
        return _added(self.national_votes, (each.seats for each in self.allocations.values()))

    def stated_seats(self) -> dict[str, int] | None:
        """Return the seats that the commission gave every list; None unless it is known for every district."""
        stated = [each.stated for each in self.districts]
        known = [each for each in stated if each is not None]
        return _added(self.national_votes, known) if len(known) == len(stated) else None

    def gallagher_index(self) -> float | None:
        return gallagher(self.national_votes, self.seats())

    def effective_parties_by_votes(self) -> float | None:
        return effective_parties(self.national_votes)

    def effective_parties_by_seats(self) -> float | None:
        return effective_parties(self.seats())

    def below_threshold_share(self) -> float | None:
        """Return the part of all valid votes that lists below the threshold got."""
        below = sum(count for name, count in self.national_votes.items() if name not in self.over_threshold)
        return below / self.valid_votes_count if self.valid_votes_count else None

    def wasted_votes_share(self) -> float | None:
        """Return the part of the votes in districts that went to lists without a seat there, whatever the reason."""
        total = sum(sum(each.votes.values()) for each in self.districts)
        wasted = sum(
            count
            for each in self.districts
            for name, count in each.votes.items()
            if not self.allocations[each.contest_id].seats.get(name)
        )
        return wasted / total if total else None


def share_out(
    districts: Iterable[District], rules: SeatRules, national_votes: Mapping[str, int] | None = None
) -> ElectionSeats:
    """Return the seats of all districts by the rules. The votes of the nation are those of the districts unless they are given."""
    held = tuple(sorted(districts, key=lambda each: each.contest_id))
    nation = dict(national_votes) if national_votes is not None else _added({}, (each.votes for each in held))
    over = over_threshold(nation, rules.threshold)
    allocations = {
        each.contest_id: allocate(
            {name: count for name, count in each.votes.items() if name in over}, each.seats_count, rules.method
        )
        for each in held
    }
    return ElectionSeats(rules, nation, over, held, allocations)


def election_of(contests: Sequence[Held], rules: SeatRules, national_votes: Mapping[str, int]) -> ElectionSeats:
    """Return the seats of the contests whose votes are known. `national_votes` may be empty: then those of all districts are added up.

    Raises SeatsUnknown without any such contest, and where a threshold applies and the votes of the nation are not known.
    """
    districts = [district for each in contests if (district := each.district()) is not None]
    expected_count = rules.districts_count or len(contests)
    if not districts or not (rules.threshold is None or national_votes or len(districts) == rules.districts_count):
        raise SeatsUnknown(
            f"expected complete votes of lists in every district, found them in {len(districts)} of {expected_count}: seats are not known"
        )
    return replace(share_out(districts, rules, national_votes or None), expected_count=expected_count)


def over_threshold(national_votes: Mapping[str, int], threshold: Fraction | None) -> frozenset[str]:
    """Return the lists whose votes reach the threshold, which is a part of all valid votes."""
    least = (threshold or 0) * sum(national_votes.values())
    return frozenset(name for name, count in national_votes.items() if count >= least)


def _added(names: Iterable[str], counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(names, 0)
    for each in counts:
        for name, count in each.items():
            total[name] = total.get(name, 0) + count
    return total

"""Shares out votes from the districts of one edition over those of another: estimates that sum to what was cast."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hub.crosswalk.overlaps import Overlap, apportioned

NOWHERE = ""
"""Marker for the part of a district that no district of the other edition is known to cover."""

Votes = Mapping[tuple[str, str], int]
"""(district, party) -> votes."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Votes of a party on a district of another edition; `coverage` is the share of the district that they speak for."""

    district: str
    party: str
    votes_count: int
    coverage: Fraction


def weight_of(overlap: Overlap, measure: str) -> Fraction | None:
    """Return the weight by a measure: POPULATION, AREA or REGIONS."""
    weight: Fraction | None = getattr(overlap, f"weight_{measure.lower()}")
    return weight


def notional(there: Iterable[Overlap], back: Iterable[Overlap], votes: Votes, measure: str) -> Iterator[Estimate]:
    """Yield an estimate per party and district that any of its votes fall to, in order of keys.

    `there`: overlaps of the districts that voted with the others. `back`: those of the others with the districts that voted. Votes of a
    district without the weight are not shared out. The part of a district's votes that falls to no known district is left out, and
    each vote falls to one place: the estimates of a party and what is left out sum to its votes.
    """
    shares: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for overlap in there:
        weight = weight_of(overlap, measure)
        if weight is not None:
            shares[overlap.district][overlap.other or NOWHERE] = weight
    given: dict[tuple[str, str], int] = defaultdict(int)
    for (district, party), count in votes.items():
        for other, share in apportioned(count, shares[district]).items() if district in shares else ():
            given[other, party] += share
    covered: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    parties_of: dict[str, list[str]] = defaultdict(list)
    for district, party in votes:
        parties_of[district].append(party)
    for overlap in back:
        weight = weight_of(overlap, measure)
        for party in parties_of.get(overlap.other or NOWHERE, ()):
            covered[overlap.district, party] += weight or 0
    for district, party in sorted(given):
        if district != NOWHERE:
            yield Estimate(district, party, given[district, party], covered[district, party])

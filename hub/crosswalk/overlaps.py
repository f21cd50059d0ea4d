"""Overlaps of electoral districts: the share of a district of one edition that lies in each district of another.

Shares are exact fractions, by regencies, voters and area, measured in units: regions that no district of either edition cuts (a
regency, or its subdistricts where an edition cuts the regency). What lies in no known district of the other edition is a row of its
own, so that the shares of a district sum to 1. `apportioned` divides a total by such shares into whole numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

Held = Mapping[str, Set[str]]
"""District -> the units that lie in it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit weighs: `regencies` is 1 for a regency and a part of 1 for a subdistrict; voters and area are null where not known."""

    regencies: Fraction = Fraction(1)
    voters_count: int | None = None
    area_m2: int | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """The share of `district` that lies in `other`, or in no known district of the other side where that is null.

    A weight is null where a unit of the district has no such measure, or where all of them measure zero.
    """

    district: str
    other: str | None
    shared_count: int
    weight_regions: Fraction
    weight_population: Fraction | None
    weight_area: Fraction | None


def overlaps(held: Held, others: Held, units: Mapping[str, Unit]) -> Iterator[Overlap]:
    """Yield what each district of `held` shares with each of `others`, in order of keys, its remainder last.

    A unit that two districts of one side hold says nothing of either, and counts as not known on that side.
    """
    side, holder = _sole_holders(held), _sole_holders(others)
    for district in sorted(held):
        own = [unit for unit in held[district] if side.get(unit) == district]
        parts: dict[str | None, list[str]] = {}
        for unit in own:
            parts.setdefault(holder.get(unit), []).append(unit)
        for other in sorted(parts, key=lambda name: (name is None, name or "")):
            yield _overlap(district, other, parts[other], own, units)


def _sole_holders(held: Held) -> dict[str, str]:
    """Return unit -> district for the units that one district alone holds."""
    count = Counter(unit for units in held.values() for unit in units)
    return {unit: district for district, units in held.items() for unit in units if count[unit] == 1}


def _overlap(district: str, other: str | None, shared: list[str], own: list[str], units: Mapping[str, Unit]) -> Overlap:
    def share(measure: str) -> Fraction | None:
        measured = [getattr(units[unit], measure) for unit in own]
        whole = None if None in measured else sum(measured, Fraction(0))
        return sum((getattr(units[unit], measure) for unit in shared), Fraction(0)) / whole if whole else None

    regencies = share("regencies") or Fraction(0)  # never null: every unit is a regency or a part of one
    return Overlap(district, other, len(shared), regencies, share("voters_count"), share("area_m2"))


def apportioned(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Return whole shares of `total` that sum to it exactly, by largest remainders; `weights` sum to 1 and ties go by key.

    Raises ValueError where the weights do not sum to 1.
    """
    if sum(weights.values()) != 1:
        raise ValueError(f"expected weights that sum to 1, found {float(sum(weights.values()))}")
    exact = {key: total * weight for key, weight in weights.items()}
    shares = {key: int(value) for key, value in exact.items()}
    left = total - sum(shares.values())
    for key in sorted(exact, key=lambda name: (shares[name] - exact[name], name))[:left]:
        shares[key] += 1
    return shares

"""Units by which districts of two editions are compared: regencies, or their subdistricts where a district takes only part of a regency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction

Listed = Mapping[str, Set[str]]
"""District -> the regions that its list names."""


@dataclass(frozen=True)
class Division:
    """The administrative division as far as units need it: level and parent of each region, and its parts."""

    level_of: Mapping[str, str]
    parent_of: Mapping[str, str]
    parts_of: dict[str, set[str]] = field(init=False, default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for region, parent in self.parent_of.items():
            self.parts_of[parent].add(region)

    def regencies_of(self, region: str) -> set[str]:
        """Return the regencies of a province, or the regency itself; nothing for a smaller region."""
        level = self.level_of.get(region)
        if level == "PROVINCE":
            return {part for part in self.parts_of.get(region, ()) if self.level_of[part] == "REGENCY"}
        return {region} if level == "REGENCY" else set()

    def subdistricts_of(self, regency: str) -> set[str]:
        return {part for part in self.parts_of.get(regency, ()) if self.level_of[part] == "SUBDISTRICT"}


@dataclass(frozen=True)
class Cut:
    """The units of a pair of editions: `cut` are the regencies that stand for their subdistricts."""

    division: Division
    cut: frozenset[str]

    def units(self, listed: Listed) -> dict[str, set[str]]:
        """Return the units of each district; smaller regions than a subdistrict are none."""
        return {district: self._units(regions) for district, regions in listed.items()}

    def regencies(self, unit: str) -> Fraction:
        """Return what a unit is of a regency."""
        if self.division.level_of[unit] == "REGENCY":
            return Fraction(1)
        return Fraction(1, len(self.division.subdistricts_of(self.division.parent_of[unit])))

    def _units(self, regions: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for region in regions:
            for regency in self.division.regencies_of(region):
                found |= self.division.subdistricts_of(regency) if regency in self.cut else {regency}
            if self.division.level_of.get(region) == "SUBDISTRICT":
                found.add(region)
        return found


def cut_by(division: Division, *sides: Listed) -> Cut:
    """Return the cut of the editions whose lists are given: every regency of which one of them names a subdistrict."""
    named = {region for side in sides for regions in side.values() for region in regions}
    small = {region for region in named if division.level_of.get(region) == "SUBDISTRICT"}
    return Cut(division, frozenset(division.parent_of[region] for region in small if region in division.parent_of))


def with_later_regions(listed: Listed, split_from: Iterable[tuple[str, str, int]], year: int) -> dict[str, set[str]]:
    """Return the lists with regions that were split off after `year` from a region of a list, so that later lists find them.

    `split_from`: (earlier region, new region, year of the change), in order of year. A new region that a list names itself stays there.
    """
    grown = {district: set(regions) for district, regions in listed.items()}
    known = {region for regions in grown.values() for region in regions}
    for earlier, new, changed in split_from:
        if changed > year and new not in known:
            for regions in grown.values():
                if earlier in regions:
                    regions.add(new)
                    known.add(new)
    return grown

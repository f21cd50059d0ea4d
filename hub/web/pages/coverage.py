"""Coverage in words: how much of an area is counted. A sample is never presented as the total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.tables.vocabulary import LEVELS


@dataclass(frozen=True)
class Unit:
    """Parts of one kind in an area: a level, how many are counted, and how many there are."""

    level: str
    counted: int
    expected: int


@dataclass(frozen=True)
class Coverage:
    """What is counted of an area and what is missing, coarsest parts first.

    The parts of all units together make up the area, each part once, by the finest division that a source has of it.
    """

    units: tuple[Unit, ...]

    @property
    def is_whole(self) -> bool:
        """True where nothing of the area is missing."""
        return all(unit.counted >= unit.expected for unit in self.units)

    @property
    def is_sample(self) -> bool:
        """True where something is counted, but less than half of the area as far as its parts tell.

        A part is taken for ten of the next finer level: of Indonesia's levels each has 10 to 14 on average (2019: 34 provinces, 514
        regencies, 7,201 subdistricts, 83,426 villages, 810,329 polling stations). Missions abroad are left out of account.
        """
        counted = sum(unit.counted * _weight(unit) for unit in self.units)
        expected = sum(max(unit.expected, unit.counted) * _weight(unit) for unit in self.units)
        return 0 < counted < expected / 2

    @property
    def counted(self) -> tuple[Unit, ...]:
        """The units of which parts are counted."""
        return tuple(unit for unit in self.units if unit.counted)

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units of which nothing is counted, but is expected."""
        return tuple(unit for unit in self.units if not unit.counted and unit.expected)


def coverage(rows: Sequence[dict[str, Any]]) -> Coverage:
    """Return the coverage of one area in one series, from its rows of progress (`unitLevel`, `countedCount`, `expectedCount`)."""
    units = (Unit(row["unitLevel"], row["countedCount"], row["expectedCount"]) for row in rows)
    return Coverage(tuple(sorted(units, key=_rank)))


_FINEST = LEVELS.index("POLLING_STATION")
_PARTS = 10


def _weight(unit: Unit) -> int:
    rank = _rank(unit)
    return int(_PARTS ** (_FINEST - rank)) if rank <= _FINEST else 0


def _rank(unit: Unit) -> int:
    return LEVELS.index(unit.level) if unit.level in LEVELS else len(LEVELS)

"""Legal limits of one polling station: most voters, and ballots in reserve.

A count above these needs an explanation; it is not wrong by itself. Stations abroad have limits of their own and are not covered.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

REGIONAL_HEADS = frozenset({"GOVERNOR", "REGENT", "MAYOR"})


@dataclass(frozen=True)
class Limits:
    """Voters of a station at most, ballots in reserve as a part of its voters, and the rule that says so."""

    station_voters_count: int
    reserve_ratio: Fraction
    source: str

    @property
    def station_ballots_count(self) -> int:
        """The most ballots that a station can have: those of its voters and the reserve, counted up to whole ballots."""
        return int(self.ballots(np.array([self.station_voters_count]))[0])

    def ballots(self, registered: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Return how many ballots stations with so many voters have; the reserve of each is counted up to a whole ballot."""
        voters = registered.astype(np.int64)
        reserve = -(-voters * self.reserve_ratio.numerator // self.reserve_ratio.denominator)
        return np.asarray(voters + reserve, dtype=np.int64)


_TWO_PERCENT = Fraction(2, 100)

_LEGISLATURE_2014 = Limits(
    500, _TWO_PERCENT, "UU 8/2012 art. 151: at most 500 voters, ballots for them and 2% in reserve"
)
_PRESIDENT_2014 = Limits(800, _TWO_PERCENT, "UU 42/2008 art. 109 and 113: at most 800 voters, 2% of ballots in reserve")
_GENERAL_2019 = Limits(
    300,
    _TWO_PERCENT,
    "PKPU 11/2018: at most 300 voters (UU 7/2017 art. 350: 500); UU 7/2017 art. 344 (2): 2% in reserve",
)
_GENERAL_2024 = Limits(
    300,
    _TWO_PERCENT,
    "PKPU 7/2022 art. 15, PKPU 25/2023: at most 300 voters (UU 7/2017 art. 350: 500); UU 7/2017 art. 344 (2): 2% in reserve",
)
_REGIONAL_RESERVE = Fraction(25, 1000)
_REGIONAL = Limits(800, _REGIONAL_RESERVE, "Perpu 1/2014 (UU 1/2015) art. 87: at most 800 voters, 2.5% in reserve")
_REGIONAL_2020 = Limits(500, _REGIONAL_RESERVE, "PKPU 6/2020: at most 500 voters; UU 1/2015 art. 87: 2.5% in reserve")
_REGIONAL_2024 = Limits(600, _REGIONAL_RESERVE, "PKPU 7/2024: at most 600 voters; UU 1/2015 art. 87: 2.5% in reserve")


def limits_of(year: int, office: str) -> Limits | None:
    """Return the limits for an office in the election of a year; None where none is on record here."""
    if office in REGIONAL_HEADS:
        return {2020: _REGIONAL_2020, 2024: _REGIONAL_2024}.get(year, _REGIONAL if 2015 <= year <= 2018 else None)
    if year == 2014:
        return _PRESIDENT_2014 if office == "PRESIDENT" else _LEGISLATURE_2014
    return {2019: _GENERAL_2019, 2024: _GENERAL_2024}.get(year)

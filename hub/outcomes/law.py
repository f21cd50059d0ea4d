"""National figures fixed by law or by decisions of the commission, by edition and office: the parts that a count is made of, polling stations, seats."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.seats import rules_of


@dataclass(frozen=True)
class NationalCount:
    """What the votes of the whole nation are made of: so many provinces, and the votes from abroad as one part more."""

    provinces_count: int
    stations_count: int | None
    source: str
    regencies_count: int | None = None

    @property
    def parts_count(self) -> int:
        return self.provinces_count + 1


NATIONAL_COUNTS: dict[int, NationalCount] = {
    2014: NationalCount(
        33, None, "KPU decision 535/Kpts/KPU/2014: 33 provinces (Kalimantan Utara counted in Kalimantan Timur) and abroad"
    ),
    2019: NationalCount(34, None, "KPU decision 987/PL.01.8-KPT/06/KPU/V/2019: 34 provinces and abroad; Situng 2019 lists 514 regencies", 514),
    2024: NationalCount(
        38, 823_236, "KPU decision 360/2024: 38 provinces and abroad; Sirekap 2024 counts of 823,236 polling stations; 508 regencies with a council and 6 of Jakarta", 514
    ),
}  # fmt: skip
"""By year of a general election. A number of stations or regencies that is on no record here is None."""


def parts_counts(years: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return how many parts the votes of a nation have, by edition and office: the districts of the DPR; provinces and abroad for a president."""
    found = {
        (edition, "PRESIDENT"): NATIONAL_COUNTS[year].parts_count
        for edition, year in years.items()
        if year in NATIONAL_COUNTS
    }
    for edition, year in years.items():
        rules = rules_of(year, "DPR")
        if rules is not None and rules.districts_count is not None:
            found[edition, "DPR"] = rules.districts_count
    return found


SEATS_BY_LAW = {"DPD": 4, "PRESIDENT": 1, "GOVERNOR": 1, "REGENT": 1, "MAYOR": 1}
"""Seats of a contest where the law gives every district as many: four of the DPD for a province (UUD 1945 art. 22C, UU 7/2017
art. 196), one pair of an office."""

LIST_OFFICES = ("DPR", "DPRD_PROVINCE", "DPRD_REGENCY")
"""Offices that lists of parties stand for; the votes of a list are those of its candidates and of the party alone."""

PAIR_OFFICES = ("PRESIDENT", "GOVERNOR", "REGENT", "MAYOR")
"""Offices that two people win together."""

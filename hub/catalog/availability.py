"""The availability matrix: how much of each category of election data is held of an edition, at which level, and who owes the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hub.catalog.grades import Grade, grade_of
from hub.tables.vocabulary import THEMES

STATES = ("PRESENT", "PARTIAL", "SCAN", "ABSENT")
"""All there is; a part of it, or of an unknown whole; published, but not as data; not found at all."""

LEVEL_OFFICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "GENERAL": {"NATION": ("PRESIDENT", "DPR", "DPD"), "PROVINCE": ("DPRD_PROVINCE",), "REGENCY": ("DPRD_REGENCY",)},
    "REGIONAL": {"PROVINCE": ("GOVERNOR",), "REGENCY": ("REGENT", "MAYOR")},
}
"""Offices that each kind of election fills, by the level that they govern."""

CONTESTS: Mapping[tuple[int, str], int] = {
    (2014, "PRESIDENT"): 1, (2014, "DPR"): 77, (2014, "DPD"): 33, (2014, "DPRD_PROVINCE"): 259, (2014, "DPRD_REGENCY"): 2_102,
    (2015, "GOVERNOR"): 9, (2015, "REGENT"): 224, (2015, "MAYOR"): 36,
    (2019, "PRESIDENT"): 1, (2019, "DPR"): 80, (2019, "DPD"): 34, (2019, "DPRD_PROVINCE"): 272, (2019, "DPRD_REGENCY"): 2_206,
    (2024, "PRESIDENT"): 1, (2024, "DPR"): 84, (2024, "DPD"): 38, (2024, "DPRD_PROVINCE"): 301, (2024, "DPRD_REGENCY"): 2_325,
    (2024, "GOVERNOR"): 37, (2024, "REGENT"): 415, (2024, "MAYOR"): 93,
}  # fmt: skip
"""Contests of an office in the election of a year, by the commission's decisions on districts (2014: UU 8/2012 and decisions of 2013;
2019: UU 7/2017 and decisions of 2018; 2024: Perppu 1/2022 and PKPU 6/2023) and on the regions that vote (2015: 269, 2024: 545).
Years that are not here have no denominator."""

PARTIES: Mapping[int, int] = {2014: 15, 2019: 20, 2024: 24}
"""Parties admitted to a general election, the local ones of Aceh among them."""

PUBLISHER = "Komisi Pemilihan Umum (KPU)"
"""Publisher of the facts, who owes what no dataset names another steward of; the hub arranges them."""

_OWED = {
    "COMPLAINTS_AND_DISPUTES": "Mahkamah Konstitusi (MK); Badan Pengawas Pemilu (Bawaslu)",
    "ELECTION_SECURITY": "Badan Pengawas Pemilu (Bawaslu)",
}

_NOTHING_OWED = {
    "E_VOTING_AND_COUNTING": "votes are cast and counted on paper in Indonesia; the electronic recapitulation is under ELECTION_RESULTS"
}

MEASURED_BY_LEVEL = {
    "ELECTORAL_BOUNDARIES": "districts with a map",
    "BALLOT_QUALIFICATION": "contests with candidates",
    "ELECTION_RESULTS": "contests with complete votes",
}
"""What is counted of the categories whose data are of one level each."""

MEASURED_ROWS = {
    "LEGAL_FRAMEWORK": "laws and regulations",
    "EMB_PROCESSES": "stages of the calendar",
    "PARTY_REGISTRATION": "parties",
    "CAMPAIGN_FINANCE": "finance reports",
    "VOTER_REGISTRATION": "contests with their registered voters",
    "VOTER_LISTS": "totals of voters",
    "POLLING_STATIONS": "polling stations",
    "COMPLAINTS_AND_DISPUTES": "disputes",
}
"""What is counted of the other categories that have tables of their own."""


@dataclass(frozen=True)
class Held:
    """What an edition holds of a category: units that are complete, and units of which anything is known.

    `records_count` of them are public records, which have no unit of their own. `expected_count` is how many units there should be, where the
    release itself holds a statement of it.
    """

    complete_count: int
    begun_count: int
    records_count: int = 0
    expected_count: int | None = None

    @property
    def units(self) -> "Held":
        """The same without public records, which are none of the units that a known number of them counts."""
        return replace(self, complete_count=self.complete_count - self.records_count, records_count=0)


@dataclass(frozen=True)
class CategoryAvailability:
    """One row of the matrix. `share` is None where no decision states how many there should be; `level` where data are of no one level."""

    category: str
    level: str | None
    state: str
    share: float | None
    held_count: int | None
    expected_count: int | None
    dataset_keys: tuple[str, ...]
    owed_by: str | None
    reason: str | None
    grade: Grade | None = None
    """None where no dataset is published."""


def availability_of(
    kind: str,
    year: int,
    held: Mapping[tuple[str, str | None], Held],
    datasets: Sequence[Mapping[str, Any]],
    files: Sequence[Mapping[str, Any]] = (),
    *,
    offices: frozenset[str] | None = None,
) -> list[CategoryAvailability]:
    """Return a row for each category, and for each level of those in MEASURED_BY_LEVEL; of the contests of some offices alone, if given.

    `kind` and `year` are those of the edition, `held` what it holds by category and level, `datasets` its datasets with `key`, `theme`,
    `steward`, `availability`, `reason`, and `files` their source files; see `grade_of` for both.
    """
    rows = []
    for category in THEMES:
        found = [row for row in datasets if row["theme"] == category]
        levels: Iterable[str | None] = (None,)
        if category in MEASURED_BY_LEVEL:
            levels = [each for each in LEVEL_OFFICES[kind] if offices_measured(kind, category, each, offices)]
        for level in levels:
            of_level = held.get((category, level))
            expected = of_level.expected_count if of_level else None
            if expected is None:
                expected = _expected(kind, year, category, level, offices)
            counted = of_level.units if of_level and expected is not None else of_level
            row = _row(category, level, counted, expected, found)
            shown = [each for each in found if each["key"] in row.dataset_keys]
            rows.append(replace(row, grade=grade_of(shown, files, row.share)))
    return rows


def _expected(
    kind: str, year: int, category: str, level: str | None, offices: frozenset[str] | None = None
) -> int | None:
    """Return how many units there should be; None where no decision on record states it."""
    if category == "PARTY_REGISTRATION" and kind == "GENERAL":
        return PARTIES.get(year)
    if category == "VOTER_REGISTRATION" and kind == "REGIONAL":
        return _contests(year, [office for offices in LEVEL_OFFICES[kind].values() for office in offices])
    if category not in MEASURED_BY_LEVEL or level is None:
        return None
    return _contests(year, offices_measured(kind, category, level, offices))


def _contests(year: int, offices: Sequence[str]) -> int | None:
    """Return the contests of offices in a year together; None where the number of one is not on record."""
    counts = [CONTESTS.get((year, office)) for office in offices]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def offices_measured(kind: str, category: str, level: str, offices: frozenset[str] | None = None) -> tuple[str, ...]:
    """Return the offices whose contests a category is measured by, among some if given: districts are drawn for the DPR alone among those of the nation."""
    drawn = category == "ELECTORAL_BOUNDARIES" and level == "NATION"
    measured = ("DPR",) if drawn else LEVEL_OFFICES[kind][level]
    return measured if offices is None else tuple(office for office in measured if office in offices)


def _row(
    category: str,
    level: str | None,
    held: Held | None,
    expected: int | None,
    datasets: Sequence[Mapping[str, Any]],
) -> CategoryAvailability:
    if held is None and expected is not None:
        held = Held(0, 0)
    state = _state(held, expected, datasets, is_measured=level is not None)
    shown = datasets if state != "ABSENT" or level is None else ()
    return CategoryAvailability(
        category=category,
        level=level,
        state=state,
        share=None if held is None or not expected else min(1.0, held.complete_count / expected),
        held_count=None if held is None else held.complete_count,
        expected_count=expected,
        dataset_keys=tuple(row["key"] for row in shown),
        owed_by=None if state == "PRESENT" or category in _NOTHING_OWED else _owed_by(category, datasets),
        reason=None if state == "PRESENT" else _reason(category, held, expected, datasets),
    )


def _state(held: Held | None, expected: int | None, datasets: Sequence[Mapping[str, Any]], *, is_measured: bool) -> str:
    if held is not None and expected is not None and held.complete_count >= expected:
        return "PRESENT"
    is_open = any(row["availability"] == "OPEN" for row in datasets) and not is_measured
    if (held is not None and held.begun_count) or is_open:
        return "PARTIAL"
    return "SCAN" if any(row["availability"] == "NOT_OPEN" for row in datasets) else "ABSENT"


def _owed_by(category: str, datasets: Sequence[Mapping[str, Any]]) -> str:
    owing = dict.fromkeys(row["steward"] for row in datasets if row["availability"] != "OPEN")
    return "; ".join(owing) or _OWED.get(category, PUBLISHER)


def _reason(category: str, held: Held | None, expected: int | None, datasets: Sequence[Mapping[str, Any]]) -> str:
    if category in _NOTHING_OWED:
        return _NOTHING_OWED[category]
    said = []
    unit = MEASURED_BY_LEVEL.get(category) or MEASURED_ROWS.get(category)
    if held is not None and expected is not None:
        said.append(f"{held.complete_count:,} of {expected:,} {unit}")
    elif held is not None and held.begun_count:
        counts = {unit: held.complete_count - held.records_count, "public records": held.records_count}
        told = " and ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        said.append(f"{told or f'no {unit}'}; how many there should be is not stated")
    said += dict.fromkeys(row["reason"] for row in datasets if row["availability"] != "OPEN" and row["reason"])
    if not said and any(row["availability"] == "OPEN" for row in datasets):
        said.append("held as open data; how much there should be is not stated")
    return "; ".join(said) or "no source held states anything of it"

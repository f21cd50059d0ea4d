"""The commission's ten information systems: datasets that each is said to hold, those held here by phase of opening, owner and due date.

The two numbers count different things and are no share of each other: the one was counted in 2022 within each system, the other is of
series of files, one for each election.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from hub.catalog.action_plan import Promise, promises
from hub.catalog.availability import PUBLISHER

PHASES = ("SCAN", "WORKBOOK", "OPEN")
"""Published as scans or pages; as office files, which one program's form binds; as open data."""

_OFFICE_FORMATS = frozenset({"XLS", "XLSX", "ODS", "DOC", "DOCX"})

NOT_COUNTED = "the count of {year} does not name it"
NO_DAY = "the action plan sets no day for it"


@dataclass(frozen=True)
class System:
    """One system with what is said of it and what is held."""

    id: str
    owner: str
    stated_count: int | None
    """Datasets of the system as counted in that year; None where it was not counted."""
    stated_in: int
    """Year of that count."""
    counts: Mapping[str, int]
    """Datasets known here in each phase of PHASES."""
    missing_count: int
    """Datasets that are known to be wanted, and published in no form."""
    phase: str | None
    """The earliest phase that a dataset known here is still in; None where none is known."""
    due: dt.date | None
    is_due_stated: bool
    dataset_keys: tuple[str, ...]
    reason: str | None
    """Why number or day is missing, in words."""

    @property
    def held_count(self) -> int:
        """Datasets of which rows are held."""
        return self.counts["WORKBOOK"] + self.counts["OPEN"]


def systems_of(datasets: Sequence[Mapping[str, Any]]) -> list[System]:
    """Return the ten systems. `datasets` have `key`, `system`, `availability` and `formats`."""
    declared = _declared()
    due = {promise.id: promise for promise in promises()}
    return [_system(row, declared["stated_in"], due, datasets) for row in declared["systems"]]


def _system(
    row: Mapping[str, Any], year: int, due: Mapping[str, Promise], datasets: Sequence[Mapping[str, Any]]
) -> System:
    found = [each for each in datasets if each["system"] == row["id"]]
    phases = [phase_of(each["availability"], each["formats"]) for each in found]
    counts = {phase: phases.count(phase) for phase in PHASES}
    promise = due.get(row.get("promise", ""))
    stated = row.get("datasets_count")
    reasons = [
        *([NOT_COUNTED.format(year=year)] if stated is None else []),
        *([NO_DAY] if promise is None else []),
    ]
    return System(
        id=row["id"],
        owner=PUBLISHER,
        stated_count=stated,
        stated_in=year,
        counts=counts,
        missing_count=phases.count(None),
        phase=next((phase for phase in PHASES if counts[phase]), None),
        due=promise.deadline if promise else None,
        is_due_stated=promise.deadline_is_stated if promise else False,
        dataset_keys=tuple(each["key"] for each in found),
        reason="; ".join(reasons) or None,
    )


def phase_of(availability: str, formats: Sequence[str]) -> str | None:
    """Return the phase of a dataset; None for one that is published in no form."""
    if availability == "MISSING":
        return None
    if availability == "NOT_OPEN":
        return "SCAN"
    return "WORKBOOK" if formats and set(formats) <= _OFFICE_FORMATS else "OPEN"


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(resources.files("hub.catalog").joinpath("systems.toml").read_text("utf-8"))

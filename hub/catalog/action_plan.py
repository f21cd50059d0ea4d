"""The milestones of the national action plans on election data: what was promised by when, and whether the datasets that are held prove it."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

STATES = ("ON_TIME", "LATE", "MISSING", "UNKNOWN")
"""Open by the deadline; open, and not known to have been by then; not open, or nothing held proves it; what was promised is not known."""


@dataclass(frozen=True)
class Promise:
    """One measure of a plan. Datasets of its themes in each of its editions prove it; with no theme, no dataset can."""

    id: str
    plan: str
    measure: str
    measure_en: str
    deadline: dt.date
    deadline_is_stated: bool
    responsible: str
    themes: tuple[str, ...]
    editions: tuple[str, ...]
    is_named: bool = True
    """False for a success criterion that is only known to exist: its text is not in the sources."""

    @property
    def plan_url(self) -> str:
        """Where the commitment of the plan is published."""
        return str(_declared()["plans"][self.plan]["url"])


@dataclass(frozen=True)
class Milestone:
    """A promise with its state, and the keys of the datasets that prove it, or would if they were open."""

    promise: Promise
    state: str
    evidence_keys: tuple[str, ...]
    reason: str | None


@cache
def promises() -> tuple[Promise, ...]:
    """Return what the plans promise, in their order; of each plan the criteria without a known text come last."""
    named = [
        Promise(**{**row, "themes": tuple(row["themes"]), "editions": tuple(row["editions"])})
        for row in _declared()["milestones"]
    ]
    return tuple(each for plan in _declared()["plans"] for each in _of_plan(plan, named))


def _of_plan(plan: str, named: Sequence[Promise]) -> list[Promise]:
    found = [promise for promise in named if promise.plan == plan]
    about = _declared()["plans"][plan]
    return found + [
        _unnamed(plan, number, about) for number in range(len(found) + 1, about.get("criteria_count", 0) + 1)
    ]


def _unnamed(plan: str, number: int, about: Mapping[str, Any]) -> Promise:
    return Promise(
        id=f"criterion-{number}-of-{plan}",
        plan=plan,
        measure=f"Kriteria ke-{number}, yang isinya tidak disebut dalam teks yang ada di sini",
        measure_en=f"Criterion {number}, which no text at hand names",
        deadline=about["last_day"],
        deadline_is_stated=False,
        responsible=about["responsible"],
        themes=(),
        editions=(),
        is_named=False,
    )


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(resources.files("hub.catalog").joinpath("action_plan.toml").read_text("utf-8"))


def milestones_of(datasets: Sequence[Mapping[str, Any]], dates: Mapping[str, str]) -> list[Milestone]:
    """Return every milestone with its state.

    `datasets` have `key`, `edition`, `theme`, `availability`; `dates` says of a dataset when its files were first known to be there, as
    `2024`, `2024-02` or `2024-02-16`; a month or a year counts as its last day. A promise is kept on time where all of its datasets have
    dates by the deadline.
    """
    return [_milestone(promise, datasets, dates) for promise in promises()]


def _milestone(promise: Promise, datasets: Sequence[Mapping[str, Any]], dates: Mapping[str, str]) -> Milestone:
    concerned = [row for row in datasets if row["theme"] in promise.themes and row["edition"] in promise.editions]
    is_open = [row for row in concerned if row["availability"] == "OPEN"]
    owed = [
        f"{theme} of {edition}"
        for edition in promise.editions
        for theme in promise.themes
        if not any(row["edition"] == edition and row["theme"] == theme for row in is_open)
    ]
    evidence = tuple(row["key"] for row in concerned)
    if not promise.is_named:
        return Milestone(
            promise, "UNKNOWN", evidence, "no text at hand names this criterion, so that no dataset can prove it"
        )
    if not promise.themes:
        return Milestone(promise, "MISSING", evidence, "no dataset that is held proves it")
    if owed:
        return Milestone(promise, "MISSING", evidence, f"not held as open data: {', '.join(owed)}")
    known = [last_day(dates[row["key"]]) for row in is_open if row["key"] in dates]
    undated = len(is_open) - len(known)
    if not undated and max(known) <= promise.deadline:
        return Milestone(promise, "ON_TIME", evidence, None)
    since = f"{undated} of {len(is_open)} datasets state no date" if undated else f"the last of them on {max(known)}"
    return Milestone(promise, "LATE", evidence, f"open now, and not known to have been by the deadline: {since}")


def last_day(text: str) -> dt.date:
    """Return the last day that a date of day, month or year may mean."""
    year, month, day = (int(part) for part in [*text.split("-"), "0", "0"][:3])
    if day:
        return dt.date(year, month, day)
    following = dt.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return following - dt.timedelta(days=1)

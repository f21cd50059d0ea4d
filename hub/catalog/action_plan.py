"""The milestones of the national action plans on election data: what was promised by when, and whether the datasets that are held prove it."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

STATES = ("ON_TIME", "LATE", "MISSING")
"""Open by the deadline; open, and not known to have been by then; not open, or nothing held proves it."""


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


@dataclass(frozen=True)
class Milestone:
    """A promise with its state, and the keys of the datasets that prove it, or would if they were open."""

    promise: Promise
    state: str
    evidence_keys: tuple[str, ...]
    reason: str | None


@cache
def promises() -> tuple[Promise, ...]:
    """Return what the plans promise, in their order."""
    return tuple(
        Promise(**{**row, "themes": tuple(row["themes"]), "editions": tuple(row["editions"])})
        for row in _declared()["milestones"]
    )


def unnamed_count(plan: str) -> int:
    """Return the number of success criteria of a plan that are named in no source; their state is not known."""
    named = sum(promise.plan == plan for promise in promises())
    return max(0, int(_declared()["criteria"].get(plan, named)) - named)


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

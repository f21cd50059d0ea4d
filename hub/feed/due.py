"""Datasets as hub.toml declares them, with the phases that deliveries brought them to, the late ones first.

A dataset is late where a day on which it was due has passed and nothing was published of it since the due day before; one that is due once, where nothing is held of it.
Of a dataset that was built from files without a date nobody knows whether it is late.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import orjson

from hub.feed.datasets import places, workspace_of
from hub.feed.state import State
from hub.workspace import DatasetEntry, SourceEntry, Workspace

MONTHS = {"ONCE": 0, "MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12, "EVERY_FIVE_YEARS": 60}


@dataclass(frozen=True)
class Due:
    """A dataset: what is declared of it, the day of each phase that it has reached, and the days on which it is due."""

    entry: SourceEntry | DatasetEntry
    phase: str | None
    """The last phase: `scan`, `workbook` or `open`; None where nothing is held."""
    scan_on: date | None
    workbook_on: date | None
    open_on: date | None
    due_last: date | None
    """The last day on which it was due."""
    due_next: date | None
    is_late: bool


def declared(state: State, today: date) -> list[Due]:
    """Return every dataset of the workspace, also those that are wanted and not held: the late first, then by the next day on which they are due."""
    workspace, fed = workspace_of(state), _phases_fed(state)
    entries: tuple[SourceEntry | DatasetEntry, ...] = (*workspace.sources, *workspace.datasets)
    found = [_due(workspace, state, entry, fed.get(entry.id, {}), today) for entry in entries]
    return sorted(found, key=lambda each: (not each.is_late, each.due_next or date.max, each.entry.id))


def due_days(first: date, rhythm: str, today: date) -> tuple[date | None, date | None, date | None]:
    """Return the day before the last one on which something was due, the last one, and the next."""
    step = MONTHS[rhythm]
    if not step:
        return (None, first, None) if first <= today else (None, None, first)
    number = max(0, ((today.year - first.year) * 12 + today.month - first.month) // step - 1)
    while _later(first, step * number) <= today:
        number += 1
    before, last = (_later(first, step * (number - back)) if number >= back else None for back in (2, 1))
    return before, last, _later(first, step * number)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    days = (date(year + month // 11, (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, days))


def _phases_fed(state: State) -> dict[str, dict[str, date]]:
    """Return for each dataset the first day of each phase, and `last`, the newest day on which a file of it was published."""
    kept = state.rows(
        "SELECT number, dataset, place, handed_in_at FROM delivery WHERE state IN ('PUBLISHED', 'REPLACED', 'UNDOING') "
        "AND number NOT IN (SELECT delivery FROM withdrawal) AND number NOT IN "
        "(SELECT withdraws FROM withdrawal JOIN delivery AS other ON other.number = withdrawal.delivery WHERE other.state = 'PUBLISHED')"
    )
    deliveries = {row["number"]: row for row in kept}
    found: dict[str, dict[str, date]] = {}
    for act in state.rows("SELECT at, detail FROM log WHERE act = 'delivery.published' ORDER BY number"):
        row = deliveries.get(orjson.loads(act["detail"])["delivery"])
        if row is None:
            continue
        days = found.setdefault(row["dataset"], {})
        handed_in, published = (date.fromisoformat(at[:10]) for at in (row["handed_in_at"], act["at"]))
        if PurePosixPath(row["place"]).suffix.lower() == ".pdf":
            days.setdefault("scan", handed_in)
        else:
            days.setdefault("workbook", handed_in)
            days.setdefault("open", published)
        days["last"] = published
    return found


def _due(
    workspace: Workspace, state: State, entry: SourceEntry | DatasetEntry, fed: dict[str, date], today: date
) -> Due:
    days = {name: getattr(entry.phases, name) or fed.get(name) for name in ("scan", "workbook", "open")}
    phase = next((name for name in ("open", "workbook", "scan") if days[name]), None) or _held(workspace, state, entry)
    before, last, following = due_days(entry.due, entry.rhythm, today) if entry.due else (None, None, None)
    newest = max(filter(None, (fed.get("last"), *days.values())), default=None)
    is_late = last is not None and (phase is None if newest is None else before is not None and newest < before)
    return Due(entry, phase, days["scan"], days["workbook"], days["open"], last, following, is_late)


def _held(workspace: Workspace, state: State, entry: SourceEntry | DatasetEntry) -> str | None:
    """Return the phase that files show where no day is known."""
    if isinstance(entry, DatasetEntry):
        return None
    if entry.within == "sources" and not places(workspace, state.place().sources, entry):
        return None
    return "scan" if entry.loader == "scan" else "open"

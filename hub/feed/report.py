"""The report of a check: rows read, kept and set aside, each finding, and what would change in the release that is live."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from hub.atomic_file import atomic_file
from hub.feed.inbox import check_bytes
from hub.feed.state import State
from hub.strict_model import Strict

Both = tuple[str, str]
"""A text in Indonesian and in English."""


UNREADABLE = "Berkas ini tidak dapat dibaca sampai selesai, sehingga tidak ada baris yang dipakai."
"""What is said in Indonesian of a file whose loader says in English why it cannot be read."""


class Finding(Strict):
    """One thing that is wrong or odd, with the row and column that it is about as far as they are known."""

    row: int | None
    column: str | None
    rule: str
    is_set_aside: bool
    """Whether the row is set aside for it; else it is kept."""
    message: str
    """What the hub says of it, in English, as releases have it."""
    found: Both
    expected: Both
    remedy: Both


class Change(Strict):
    """A value that is another one than in the live release."""

    key: str
    column: str
    before: str | None
    after: str | None


class TableChange(Strict):
    """What would change in one table; of added, removed and changed rows the first are named."""

    table: str
    added_count: int
    removed_count: int
    changed_count: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]


class Objection(Strict):
    """What the publish gate will say against it; `name` is what somebody accepts."""

    name: str
    reason: str


class Report(Strict):
    """What a check found of one delivery. `broken`: why the file cannot be read; then there are no rows and no candidate."""

    broken: Both | None = None
    rows_read_count: int = 0
    rows_kept_count: int = 0
    rows_set_aside_count: int = 0
    findings: tuple[Finding, ...] = ()
    findings_count: int = 0
    """All findings, also those that are not listed."""
    tables: tuple[TableChange, ...] = ()
    objections: tuple[Objection, ...] = ()
    release_before: str | None = None
    """The release that was live."""
    candidate: str | None = None
    """The release that was built for the comparison, not published."""
    contests: tuple[str, ...] = ()
    """Contests that the changes are about, the first of them."""
    fed: dict[str, str] = Field(default_factory=dict)
    """Files of the feed that the candidate was built with, this one included."""


def write_report(state: State, number: int, report: Report) -> bytes:
    """Keep the report of a delivery and return its bytes."""
    content = report.model_dump_json(indent=1).encode()
    with atomic_file(report_path(state, number)) as temporary:
        temporary.write_bytes(content)
    return content


def read_report(state: State, delivery: dict[str, Any]) -> Report | None:
    """Return the report of a delivery, None where it has not been checked, or by another version. Raises FeedDamaged for one that was altered."""
    if delivery["report_sha256"] is None:
        return None
    path = report_path(state, delivery["number"])
    check_bytes(path, delivery["report_sha256"], f"the report of delivery {delivery['number']}")
    try:
        return Report.model_validate_json(path.read_bytes())
    except ValidationError:  # of another version of the software
        return None


def report_path(state: State, number: int) -> Path:
    """Return the path of a report."""
    return state.reports / f"{number}.json"

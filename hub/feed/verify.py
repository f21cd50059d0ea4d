"""Problems of a feed: the chain of its log, every row against the act that wrote it, every file of the inbox and every report against its SHA-256."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import orjson

from hub.errors import FeedBusy, FeedDamaged
from hub.feed.database import Row
from hub.feed.inbox import inbox_path
from hub.feed.log import broken_links, digest
from hub.feed.report import report_path
from hub.feed.state import KEYS, State, row_name


def verified(folder: Path) -> tuple[tuple[int, str], list[str]]:
    """Return number and hash of the last act of the feed in a folder, and in words what does not hold. Raises FeedOff where there is none."""
    try:
        state = State(folder)
        return head(state), problems(state)
    except (FeedBusy, FeedDamaged) as error:
        return (0, ""), [f"database: {error}"]


def problems(state: State) -> list[str]:
    """Return in words what does not hold; empty for a sound feed."""
    found = [f"database: {told}" for told in state.database_problems()]
    if found:
        return found
    log = state.rows("SELECT * FROM log ORDER BY number")
    return [*broken_links(log), *_rows(state, log), *_files(state)]


def head(state: State) -> tuple[int, str]:
    """Return number and hash of the last act: noted elsewhere, they show a log that was written anew."""
    row = state.row("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
    return (row["number"], row["hash"]) if row else (0, "")


def _rows(state: State, log: list[Row]) -> Iterator[str]:
    """Compare the rows of every table with what the acts last wrote."""
    expected: dict[str, str | None] = {}
    for entry in log:
        try:
            written = orjson.loads(entry["rows"])
        except orjson.JSONDecodeError:
            written = None
        if isinstance(written, dict):
            expected |= written
        else:
            yield f"log: act {entry['number']}: expected the rows that it wrote, found something else"
    present = {
        row_name(table, [row[name] for name in key]): digest(row)
        for table, key in KEYS.items()
        for row in state.rows(f"SELECT * FROM {table}")
    }
    for name in sorted(expected.keys() | present.keys()):
        if expected.get(name) != present.get(name):
            wanted = "no such row" if expected.get(name) is None else "the row as its last act wrote it"
            there = "no such row" if name not in present else "another one"
            yield f"{name}: expected {wanted}, found {there}"


def _files(state: State) -> Iterator[str]:
    for row in state.rows("SELECT number, sha256, report_sha256 FROM delivery ORDER BY number"):
        told = _difference(inbox_path(state.inbox, row["sha256"]), row["sha256"])
        if told:
            yield f"inbox: delivery {row['number']}: {told}"
        if row["report_sha256"] is not None:
            told = _difference(report_path(state, row["number"]), row["report_sha256"])
            if told:
                yield f"report: delivery {row['number']}: {told}"


def _difference(path: Path, expected: str) -> str | None:
    if not path.is_file():
        return "expected its file, found none"
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return None if found == expected else f"expected SHA-256 {expected[:16]}, found {found[:16]}"

"""Check of a delivery: its file read in a confined process, and a candidate release built with it and compared with the live one.

The candidate is what would be published. It is kept beside the state, not among the releases: nothing of it can be asked for.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from hub import pipeline, publication
from hub.cache import cache_of
from hub.errors import BadFile
from hub.feed.advice import advised
from hub.feed.database import Row
from hub.feed.datasets import entries_with, withdrawn_by, workspace_with
from hub.feed.inbox import inbox_path
from hub.feed.kinds import check_kind
from hub.feed.overlay import fed_with, laid_over
from hub.feed.queue import candidate_folder
from hub.feed.reading import MOST_FINDINGS, FileReading, read_confined
from hub.feed.report import UNREADABLE, Change, Finding, Objection, Report, TableChange
from hub.feed.state import State
from hub.national_id import strike_out
from hub.progress import Progress
from hub.release import Release
from hub.release.difference import differences
from hub.release.gate import compared_with, objections
from hub.release.kept import current_or_none
from hub.tables import BY_NAME
from hub.tables.dropped_statements import DroppedStatements
from hub.tables.findings import Findings
from hub.tables.set_aside import SetAside
from hub.tables.sources import Sources
from hub.tables.table import Table

MOST_NAMED = 50
"""Rows of a table that a report names as added, removed or changed."""

_NOT_TOLD = {"another-is-shown", "fact-set-aside"}
"""Rules that tell of no mistake: another source answers, or the rows themselves are listed."""


def check(state: State, delivery: Row, progress: Progress) -> Report:
    """Return what a build makes of a delivery. Raises HubError where another source of the workspace cannot be read."""
    place, reading = state.place(), None
    is_file = withdrawn_by(state, delivery["number"]) is None
    workspace, files = workspace_with(state, delivery["number"]), fed_with(state, delivery)
    if is_file:
        try:
            check_kind(inbox_path(state.inbox, delivery["sha256"]), delivery["place"])
        except BadFile as error:
            return Report(broken=(error.indonesian, str(error)))
    with laid_over(state, place.sources, files) as sources:
        if is_file:
            entries = entries_with(state, delivery["number"])
            reading = read_confined(place.workspace, sources, delivery["dataset"], delivery["place"], entries)
            if reading.broken is not None:
                return Report(broken=(UNREADABLE, reading.broken))
        previous, _ = publication.start_of(place.out)
        folder = candidate_folder(state, delivery["number"])
        shutil.rmtree(folder, ignore_errors=True)
        made = pipeline.build(
            workspace, sources, folder, previous=previous, strict=False, progress=progress, cache=cache_of(place.out)
        )
        publication.ready_store(folder, made, progress)  # for the preview
    told = _compared(made, current_or_none(place.out), compared_with(place.out), files)
    return told if reading is None else _with_rows(told, delivery, reading, made)


def _compared(made: Release, live: Release | None, old: Release | None, files: dict[str, str]) -> Report:
    """Return what a candidate would change in the live release, and what the gate says of it, which compares it with `old`."""
    changes = tuple(_changes(live, made)) if live is not None else ()
    held = objections(old, made) if old else []
    return Report(
        tables=changes,
        contests=_contests(changes, made),
        objections=tuple(Objection(name=each.name, reason=each.reason) for each in held),
        release_before=live.id if live else None,
        candidate=made.id,
        fed=files,
    )


def _with_rows(report: Report, delivery: Row, reading: FileReading, made: Release) -> Report:
    """Return a report with the rows of the file, and what was found of them."""
    source = made.table(Sources).filter(
        (pl.col("series") == delivery["dataset"]) & (pl.col("path") == strike_out(delivery["place"]))
    )
    row = source.row(0, named=True)
    if row["state"] != "READ":
        told = f"{delivery['file_name']}: expected a file that is read to its end, found one that breaks off"
        return Report(broken=(UNREADABLE, told))
    findings = [*_of_loader(reading), *_of_build(made, row["source_id"], reading)]
    findings.sort(key=lambda each: (each.row is None, each.row or 0))
    rows = {name: row[name] for name in ("rows_read_count", "rows_kept_count", "rows_set_aside_count")}
    found = {
        "findings": tuple(findings[:MOST_FINDINGS]),
        "findings_count": reading.told_count - len(reading.told) + len(findings),
    }
    return report.model_copy(update={**rows, **found})


def _of_loader(reading: FileReading) -> Iterator[Finding]:
    for told in reading.told:
        cell = reading.cells.get(f"{told.row} {told.column}")
        yield _finding(told.row, told.rule, told.message, column=told.column, is_set_aside=told.is_set_aside, cell=cell)


def _of_build(made: Release, source_id: str, reading: FileReading) -> Iterator[Finding]:
    """Yield what only a whole build finds: rows that refer to nothing, and what contradicts other sources."""
    told = {each.row for each in reading.told if each.is_set_aside}
    refused = pl.concat(
        made.table(table).filter(pl.col("source_id") == source_id).select("source_row", "rule", "cause")
        for table in (SetAside, DroppedStatements)
    )
    for row, rule, cause in refused.unique(["source_row", "rule"], maintain_order=True).iter_rows():
        if row not in told and rule not in _NOT_TOLD:
            told.add(row)
            yield _finding(row, rule, cause, is_set_aside=True)
    said = {(each.row, each.rule) for each in reading.told}
    rows = made.table(Findings).filter(
        (pl.col("source_id") == source_id) & (pl.col("severity").cast(pl.String) != "INFO")
    )
    for row, rule, message in rows.select("source_row", "rule", "message").iter_rows():
        if (row, rule) not in said and rule not in _NOT_TOLD:
            yield _finding(row, rule, message, is_set_aside=False)


def _finding(
    row: int | None, rule: str, message: str, *, is_set_aside: bool, column: str | None = None, cell: str | None = None
) -> Finding:
    found, expected, remedy = advised(rule, message, cell, is_set_aside=is_set_aside)
    return Finding(
        row=row, column=column, rule=rule, is_set_aside=is_set_aside, message=message, found=found, expected=expected, remedy=remedy
    )  # fmt: skip


_NOT_COMPARED = {"sources", "provenance", "set_aside", "dropped_statements", "findings", "register"}
"""Tables about the file itself, which is another file in any case and told of apart, and the register, which follows from all others."""


def _changes(live: Release, made: Release) -> Iterator[TableChange]:
    """Yield what changes in each table; that a row is now stated by another file is no change."""
    for each in differences(live, made):
        origin = {
            "source_row",
            *(name for name, target in BY_NAME[each.table].references().items() if target[0] == "sources"),
        }
        changed = {
            key: kept for key, names in each.changed.items() if (kept := [name for name in names if name not in origin])
        }
        if each.table not in _NOT_COMPARED and (each.added or each.removed or changed):
            yield TableChange(
                table=each.table,
                added_count=len(each.added),
                removed_count=len(each.removed),
                changed_count=len(changed),
                added=tuple(each.added[:MOST_NAMED]),
                removed=tuple(each.removed[:MOST_NAMED]),
                changed=tuple(_values(each.table, changed, live, made)),
            )


def _values(name: str, changed: Mapping[str, list[str]], live: Release, made: Release) -> Iterator[Change]:
    """Yield the values of the first rows that changed, before and after."""
    table, named = BY_NAME[name], dict(list(changed.items())[:MOST_NAMED])
    if not named:
        return
    before, after = (
        _rows(release.table(table).filter(_key(table).is_in(list(named))), table.primary_key())
        for release in (live, made)
    )
    for row, columns in named.items():
        for column in columns:
            yield Change(key=row, column=column, before=_text(before, row, column), after=_text(after, row, column))


def _contests(changes: Iterable[TableChange], made: Release) -> tuple[str, ...]:
    """Return the contests of the first rows that are added or changed."""
    found: dict[str, None] = {}
    for each in changes:
        table = BY_NAME[each.table]
        if "contest_id" in table.columns():
            named = made.table(table).filter(_key(table).is_in([*each.added, *(change.key for change in each.changed)]))
            found |= dict.fromkeys(named["contest_id"].drop_nulls().unique(maintain_order=True).to_list())
    return tuple(found)[:MOST_NAMED]


def _key(table: type[Table]) -> pl.Expr:
    """Return the key of a row as differences name it."""
    return pl.concat_str(
        [pl.col(part).cast(pl.String) for part in table.primary_key()], separator=" ", ignore_nulls=False
    )


def _rows(frame: pl.DataFrame, key: Iterable[str]) -> dict[str, Row]:
    return {" ".join(str(row[part]) for part in key): row for row in frame.iter_rows(named=True)}


def _text(rows: dict[str, Row], name: str, column: str) -> str | None:
    stated = rows.get(name, {}).get(column)
    return None if stated is None else str(stated)[:120]

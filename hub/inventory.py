"""Rows of the table `datasets`: source series that have a theme and a system in hub.toml, and wanted datasets that are not held.

A series is NOT_OPEN if there are reasons why its files are not open data, otherwise OPEN. A wanted dataset (`DatasetEntry`) is one that
its steward publishes in another form or not at all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from hub.errors import WorkspaceError
from hub.tables.datasets import Datasets
from hub.tables.vocabulary import SYSTEMS, THEMES
from hub.workspace import DatasetEntry, SourceEntry, Workspace


def inventory(
    workspace: Workspace, sources: pl.DataFrame, not_open: Mapping[str, Sequence[str]] | None = None
) -> pl.DataFrame:
    """Return the table of datasets. `sources`: series, path and rows_kept_count of every file that was read.

    A series of the workspace is in it where its entry names theme and system. `not_open`: series -> why its files are not open
    data, a reason for each. Raises WorkspaceError where such a series names none, for this table is all that tells of it.
    """
    reasons = not_open or {}
    for entry in workspace.sources:
        if entry.id in reasons and not (entry.theme and entry.system):
            raise WorkspaceError(
                f"source {entry.id!r} in hub.toml: expected `theme` and `system`, found a series of files that are not open data "
                f"without them; they are recorded as a dataset, so name a theme out of {', '.join(THEMES)}, and a system out of "
                f"{', '.join(SYSTEMS)}"
            )
    held = {
        series: (paths, rows)
        for series, paths, rows in sources.group_by("series").agg("path", pl.col("rows_kept_count").sum()).iter_rows()
    }
    rows = [
        _held(entry, *held.get(entry.id, ([], 0)), reasons.get(entry.id, ()))
        for entry in workspace.sources
        if entry.theme and entry.system
    ]
    rows += [_wanted(entry) for entry in workspace.datasets]
    for row in rows:
        _check_word(row, "theme", THEMES)
        _check_word(row, "system", SYSTEMS)
    return Datasets.validate(pl.DataFrame(rows, schema=Datasets.polars_schema(), orient="row"), cast=True)


def _check_word(row: dict[str, Any], name: str, words: tuple[str, ...]) -> None:
    if row[name] not in words:
        raise WorkspaceError(
            f"dataset {row['dataset_id']!r} in hub.toml: expected {name} to be one of {', '.join(words)}; found {row[name]!r}"
        )


def _held(entry: SourceEntry, paths: list[str], rows: int, not_open: Sequence[str]) -> dict[str, Any]:
    formats = entry.formats or tuple(sorted({PurePosixPath(path).suffix.removeprefix(".").upper() for path in paths}))
    return {
        **_described(entry),
        "steward": entry.steward or entry.publisher,
        "formats": list(formats),
        "availability": "NOT_OPEN" if not_open else "OPEN",
        "reason": _reason(not_open) if not_open else None,
        "rows_count": rows,
        "files_count": len(paths),
    }


def _reason(reasons: Sequence[str]) -> str:
    """Return why files are not open data: each reason once, with how many files have it where there are several."""
    if len(reasons) == 1:
        return reasons[0]
    told = sorted(Counter(reasons).items())
    return "; ".join(f"{files} file{'' if files == 1 else 's'}: {reason}" for reason, files in told)


def _wanted(entry: DatasetEntry) -> dict[str, Any]:
    return {
        **_described(entry),
        "steward": entry.steward,
        "formats": list(entry.formats),
        "availability": entry.availability,
        "reason": entry.reason,
        "rows_count": 0,
        "files_count": 0,
    }


def _described(entry: SourceEntry | DatasetEntry) -> dict[str, Any]:
    """Return what is said of a dataset whether it is held or wanted."""
    return {
        "dataset_id": entry.id,
        "title": entry.title,
        "edition_id": entry.edition,
        "theme": entry.theme,
        "system": entry.system,
        "scan_registered": entry.phases.scan,
        "workbook_fed": entry.phases.workbook,
        "open_published": entry.phases.open,
    }

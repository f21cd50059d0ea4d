"""The inventory of datasets: every series of sources of a workspace, and what is wanted and not there as open data."""

from pathlib import PurePosixPath
from typing import Any

import polars as pl

from hub.errors import WorkspaceError
from hub.tables.datasets import Datasets
from hub.tables.vocabulary import SYSTEMS, THEMES
from hub.workspace import DatasetEntry, SourceEntry, Workspace


def inventory(workspace: Workspace, sources: pl.DataFrame) -> pl.DataFrame:
    """Return the table of datasets. `sources`: series, path and rows_kept_count of every file that was read.

    A series of the workspace is in it where its entry names theme and system.
    """
    held = {
        series: (paths, rows)
        for series, paths, rows in sources.group_by("series").agg("path", pl.col("rows_kept_count").sum()).iter_rows()
    }
    rows = [_held(entry, *held.get(entry.id, ([], 0))) for entry in workspace.sources if entry.theme and entry.system]
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


def _held(entry: SourceEntry, paths: list[str], rows: int) -> dict[str, Any]:
    formats = entry.formats or tuple(sorted({PurePosixPath(path).suffix.removeprefix(".").upper() for path in paths}))
    return {
        "dataset_id": entry.id,
        "title": entry.title,
        "edition_id": entry.edition,
        "theme": entry.theme,
        "system": entry.system,
        "steward": entry.steward or entry.publisher,
        "formats": list(formats),
        "availability": "OPEN",
        "reason": None,
        "rows_count": rows,
        "files_count": len(paths),
    }


def _wanted(entry: DatasetEntry) -> dict[str, Any]:
    return {
        "dataset_id": entry.id,
        "title": entry.title,
        "edition_id": entry.edition,
        "theme": entry.theme,
        "system": entry.system,
        "steward": entry.steward,
        "formats": list(entry.formats),
        "availability": entry.availability,
        "reason": entry.reason,
        "rows_count": 0,
        "files_count": 0,
    }

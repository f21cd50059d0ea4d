"""The publish gate: the losses that keep a new release from becoming current until somebody accepts them.

A source that was read before and is broken now, and a table that has become a good deal smaller, are more often accidents than news. Such a
release is kept and held back, until somebody accepts each by name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from hub.release.kept import current_or_none, releases
from hub.release.release import Release
from hub.release.verify import problems
from hub.tables import TABLES
from hub.tables.sources import Sources

MOST_SHRINKING = 0.1
"""Share of its rows that a table may lose without being accepted."""

FEWEST_LOST = 3
"""Rows that a table may lose without being accepted, whatever share they are: in a list of three, one who withdraws is no accident."""

_FREE = {"findings", "set_aside", "dropped_statements", "links", "unlikely_pairs", "judgements"}
"""Tables of which fewer rows are no loss: what is wrong, and what is uncertain."""


@dataclass(frozen=True)
class Objection:
    """Why a release is held back; `name` is what `--accept` takes: the id of a source, or a table."""

    name: str
    reason: str


def compared_with(out: Path) -> Release | None:
    """Return the release that a new one is compared with: the current one, or where that is damaged the newest that is sound. None where none is."""
    published = [release for release in reversed(releases(out)) if release.is_published]
    return next((each for each in (current_or_none(out), *published) if each is not None and not problems(each)), None)


def objections(old: Release, new: Release, accepted: Collection[str] = ()) -> list[Objection]:
    """Return what speaks against replacing one release by another, sources first, without what is accepted."""
    found = [*_broken(old, new), *_smaller(old, new), *_fewer_rows(old, new)]
    return [objection for objection in found if objection.name not in accepted]


def _broken(old: Release, new: Release) -> list[Objection]:
    """Return the series of which a file is broken now that was not, and that something was read from before."""
    before, after = (release.table(Sources).with_columns(pl.col("state").cast(pl.String)) for release in (old, new))
    was_read = before.filter(pl.col("state") == "READ").select("series").unique()
    was_broken = before.filter(pl.col("state") == "BROKEN").select("series", "path")
    broken = (
        after.filter(pl.col("state") == "BROKEN")
        .join(was_broken, on=["series", "path"], how="anti")
        .join(was_read, on="series", how="semi")
        .sort("series", "path")
    )
    found = []
    for (series,), files in broken.group_by("series", maintain_order=True):
        more = f" and {files.height - 1} more" if files.height > 1 else ""
        told = f"source {series} had readable files in release {old.id}; {files['path'][0]}{more} cannot be read now"
        found.append(Objection(str(series), told))
    return found


def _smaller(old: Release, new: Release) -> list[Objection]:
    found = []
    for table in TABLES:
        name, before, after = table.table_name(), old.rows_count(table), new.rows_count(table)
        if name not in _FREE and _is_smaller(before, after):
            told = f"table {name}: {before:,} rows in release {old.id}, {after:,} now; more than {MOST_SHRINKING:.0%} fewer"
            found.append(Objection(name, told))
    return found


def _fewer_rows(old: Release, new: Release) -> list[Objection]:
    """Return the series of which a good deal fewer rows are kept; one of which nothing is read any more is gone from its workspace."""
    before, after = (
        dict(
            release.table(Sources)
            .filter(pl.col("state").cast(pl.String) == "READ")
            .group_by("series")
            .agg(pl.col("rows_kept_count").sum())
            .iter_rows()
        )
        for release in (old, new)
    )
    return [
        Objection(
            series,
            f"source {series}: {rows:,} rows in release {old.id}, {after[series]:,} now; more than {MOST_SHRINKING:.0%} fewer",
        )
        for series, rows in sorted(before.items())
        if series in after and _is_smaller(rows, after[series])
    ]


def _is_smaller(before: int, after: int) -> bool:
    return after < before * (1 - MOST_SHRINKING) and (before - after >= FEWEST_LOST or not after)

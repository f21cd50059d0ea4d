"""What changed from one release to another, table by table."""

from dataclasses import dataclass

import polars as pl

from hub.release.release import Release
from hub.tables import TABLES, Table


@dataclass(frozen=True)
class TableDifference:
    """Keys of one table that were added, removed, or have another value in some column."""

    table: str
    added: list[str]
    removed: list[str]
    changed: dict[str, list[str]]
    """Key -> columns that differ."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def differences(old: Release, new: Release) -> list[TableDifference]:
    """Return the tables that differ, in the order of TABLES; tables with an equal hash are not read."""
    found = []
    for table in TABLES:
        name = table.table_name()
        if old.manifest.tables[name].sha256 != new.manifest.tables[name].sha256:
            found.append(_difference(table, old.table(table), new.table(table)))
    return [difference for difference in found if not difference.is_empty]


def _difference(table: type[Table], old: pl.DataFrame, new: pl.DataFrame) -> TableDifference:
    key = table.primary_key()
    added = new.join(old, on=key, how="anti", nulls_equal=True).select(key)
    removed = old.join(new, on=key, how="anti", nulls_equal=True).select(key)
    both = old.join(new, on=key, how="inner", nulls_equal=True, suffix="_new")
    others = [name for name in old.columns if name not in key and name in new.columns]
    flags = [pl.col(name).ne_missing(pl.col(f"{name}_new")).alias(name) for name in others]
    marked = both.select(*key, *flags)
    changed = marked.filter(pl.any_horizontal(others)) if others else marked.clear()
    return TableDifference(
        table=table.table_name(),
        added=_keys(added),
        removed=_keys(removed),
        changed={
            " ".join(str(row[part]) for part in key): [name for name in others if row[name]]
            for row in changed.iter_rows(named=True)
        },
    )


def _keys(frame: pl.DataFrame) -> list[str]:
    return [" ".join(str(part) for part in row) for row in frame.iter_rows()]

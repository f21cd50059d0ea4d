"""The codebook: a frame with a row for each column of a release: type, reference, unit, code list, and meaning in English and Indonesian."""

import polars as pl

from hub.release import Release
from hub.release.columns import type_text
from hub.tables import TABLES
from hub.tables.dictionary import ColumnEntry, entries
from hub.tables.table import Table

COLUMNS = (
    "table", "column", "type", "is_key", "may_be_empty", "refers_to", "meaning", "makna", "unit", "values", "is_ordered",
)  # fmt: skip


def codebook(release: Release) -> pl.DataFrame:
    """Return one row per column of each table that the release holds, in the order of the tables.

    `type` as in the manifest, `refers_to` a table and column; `meaning` and `makna` say what it is in English and Indonesian; `unit` is
    that of a quantity, `values` a closed list with `|` between, `is_ordered` whether that list has an order.
    """
    rows = [_row(table, entry) for table in TABLES if release.holds(table) for entry in held_entries(release, table)]
    return pl.DataFrame(rows, schema=list(COLUMNS), orient="row")


def held_entries(release: Release, table: type[Table]) -> list[ColumnEntry]:
    """Return the columns of a table that the release has; none for a table that it lacks."""
    held = release.columns(table)
    return [entry for entry in entries(table) if entry.name in held]


def _row(table: type[Table], entry: ColumnEntry) -> tuple[str | bool, ...]:
    return (
        entry.table,
        entry.name,
        type_text(table.columns()[entry.name].dtype),
        entry.is_key,
        entry.may_be_empty,
        ".".join(entry.refers_to) if entry.refers_to else "",
        entry.english,
        entry.indonesian,
        entry.unit,
        "|".join(entry.values),
        entry.is_ordered,
    )

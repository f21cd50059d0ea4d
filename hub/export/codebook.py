"""The codebook: a frame with a row for each column of a release: type, reference, and meaning in English and Indonesian."""

from collections.abc import Iterator

import polars as pl

from hub.release import Release
from hub.release.columns import type_text
from hub.tables import BY_NAME, TABLES
from hub.tables.table import Bilingual, Table


def codebook(release: Release) -> pl.DataFrame:
    """Return one row per column of each table that the release holds, in the order of the tables.

    `type` as in the manifest, `refers_to` a table and column; `meaning` and `makna` say what it is in English and Indonesian.
    """
    return pl.DataFrame(
        [row for table in TABLES if release.holds(table) for row in _columns(release, table)],
        schema=["table", "column", "type", "is_key", "may_be_empty", "refers_to", "meaning", "makna"],
        orient="row",
    )


def _columns(release: Release, table: type[Table]) -> Iterator[tuple[str | bool, ...]]:
    held, references = release.columns(table), table.references()
    for name in table.public_columns():
        if name not in held:
            continue
        column = table.columns()[name]
        to_table, to_column = references.get(name, ("", ""))
        meaning = column.description or ""
        yield (
            table.table_name(),
            name,
            type_text(column.dtype),
            name in table.primary_key(),
            column.nullable,
            f"{to_table}.{to_column or _key_of(to_table)}" if to_table else "",
            str(meaning),
            meaning.indonesian if isinstance(meaning, Bilingual) else "",
        )


def _key_of(name: str) -> str:
    return BY_NAME[name].key_column()

"""Merges the rows that state the same thing: the first source of a value wins, and no source is forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

ORIGIN = ("source_id", "source_row")
BESIDE = (
    "statement",
    "origin",
    "series",
    "edition_id",
    "published_id",
    "ticket_published_id",
    "status",
    "variant",
    "level",
    *ORIGIN,
)
"""Columns that say where and under which number of its own a source states something: no statement on the thing."""


@dataclass(frozen=True)
class Merged:
    """`rows`: one per key, in order of first statement. `provenance`: key, source_id, source_row, series of every statement.

    `differing`: values that are stated and not shown, one row per key, column and statement: `key`, `column`, `first` with
    `first_series` and `first_row`, `other` with `series`, `source_id` and `source_row`.
    """

    key: str
    rows: pl.DataFrame
    provenance: pl.DataFrame
    differing: pl.DataFrame


def merge(stated: pl.DataFrame, key: str, compared: Sequence[str] = ()) -> Merged:
    """Merge rows with an equal `key`; of each other column the first value that is not null is kept.

    `stated` is in the order of precedence. `compared` names the columns in which two sources may not differ unsaid; a series may
    not differ from itself in any column. Texts are compared by letters and digits alone. A row without a key stays as it is: see `once`.
    """
    first_of = [
        pl.col(name).first() if name in ORIGIN else pl.col(name).drop_nulls().first()
        for name in stated.columns
        if name != key
    ]
    is_single = stated[key].is_unique().all()
    keyed = stated.drop_nulls(key)
    rows = stated
    if not is_single:
        merged = keyed.group_by(key, maintain_order=True).agg(first_of)
        rows = pl.concat([merged, stated.filter(pl.col(key).is_null()).select(merged.columns)])
    differing = [] if is_single else [*_differing(keyed, key, compared)]
    return Merged(
        key, rows, stated.select(key, *ORIGIN, "series"), pl.concat(differing or [_NONE.rename({"key": key})])
    )


def once(stated: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the first row of each key, in the order given. Rows without a key all stay, so that the table refuses each of them by its source row."""
    return stated.filter(pl.col(key).is_null() | pl.col(key).is_first_distinct())


def letters(name: str) -> pl.Expr:
    """Return a text column folded to its letters and digits, so that punctuation and case do not count as a difference."""
    return pl.col(name).cast(pl.String).str.normalize("NFKD").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


_NONE = pl.DataFrame(
    schema={
        "key": pl.String,
        "column": pl.String,
        "first": pl.String,
        "first_series": pl.String,
        "first_row": pl.Int64,
        "other": pl.String,
        "series": pl.String,
        "source_id": pl.String,
        "source_row": pl.Int64,
    }
)


def _differing(stated: pl.DataFrame, key: str, compared: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Yield what differs by column: from the first statement of the thing, and from the first of the series itself."""
    doubled = stated.filter(pl.col(key).is_duplicated())
    again = doubled.filter(pl.struct(key, "series").is_duplicated())
    for column in stated.columns:
        if column == key or column.startswith("_") or column in BESIDE:
            continue
        within, by = (doubled, [key]) if column in compared else (again, [key, "series"])
        valued = within.filter(pl.col(column).is_not_null()).with_columns(first_series="series")
        first = valued.group_by(by, maintain_order=True).agg(
            pl.col(column).first().cast(pl.String).alias("first"),
            letters(column).first().alias("_first"),
            pl.col("first_series").first(),
            pl.col("source_row").first().alias("first_row"),
        )
        yield (
            valued.drop("first_series")
            .with_columns(pl.col(column).cast(pl.String).alias("other"), letters(column).alias("_other"))
            .join(first, on=by, maintain_order="left")
            .filter(pl.col("_other") != pl.col("_first"))
            .select(key, pl.lit(column).alias("column"), *_NONE.columns[2:])
        )

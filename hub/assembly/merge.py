"""Merges the rows that state the same thing: the first source of a value wins, and no source is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

ORIGIN = ("source_id", "source_row")


@dataclass(frozen=True)
class Merged:
    """`rows`: one per key, in order of first statement. `provenance`: key, source_id, source_row, series of every statement.

    `repeated`: statements whose key the same series had already stated. `differing`: key, column, the first value and the
    other one, with its source.
    """

    key: str
    rows: pl.DataFrame
    provenance: pl.DataFrame
    repeated: pl.DataFrame
    differing: pl.DataFrame


def merge(stated: pl.DataFrame, key: str, compared: Sequence[str] = ()) -> Merged:
    """Merge rows with an equal `key`; of each other column the first value that is not null is kept.

    `stated` is in the order of precedence. `compared` names the columns in which two sources may not differ unsaid; texts are
    compared by letters and digits alone.
    """
    numbered = stated.with_columns(pl.int_range(pl.len()).over(key, "series").alias("_again"))
    repeated = numbered.filter(pl.col("_again") > 0).select(key, *ORIGIN, "series")
    single = numbered.filter(pl.col("_again") == 0).drop("_again")
    first_of = [
        pl.col(name).first() if name in ORIGIN else pl.col(name).drop_nulls().first()
        for name in single.columns
        if name != key
    ]
    rows = single if single[key].is_unique().all() else single.group_by(key, maintain_order=True).agg(first_of)
    return Merged(key, rows, single.select(key, *ORIGIN, "series"), repeated, _differing(single, rows, key, compared))


def letters(name: str) -> pl.Expr:
    """Return a text column folded to its letters and digits, so that punctuation and case do not count as a difference."""
    return pl.col(name).cast(pl.String).str.normalize("NFKD").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _differing(single: pl.DataFrame, rows: pl.DataFrame, key: str, compared: Sequence[str]) -> pl.DataFrame:
    schema = {key: pl.String, "column": pl.String, "first": pl.String, "other": pl.String, "source_id": pl.String}
    found = [pl.DataFrame(schema=schema)]
    doubled = single.filter(pl.col(key).is_duplicated())
    for column in compared if doubled.height else ():
        kept = rows.select(key, pl.col(column).cast(pl.String).alias("first"), letters(column).alias("_first"))
        stated = doubled.select(
            key, pl.col(column).cast(pl.String).alias("other"), letters(column).alias("_other"), "source_id"
        )
        pairs = stated.join(kept, on=key).filter(pl.col("_other") != pl.col("_first"))
        found.append(pairs.select(key, pl.lit(column).alias("column"), "first", "other", "source_id"))
    return pl.concat(found)

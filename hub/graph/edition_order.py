"""Chronological order of editions: which precedes and follows which."""

import polars as pl

from hub.release import Release
from hub.tables.editions import Editions

TERM_YEARS = 5
"""Longest time from an election to the next of the same office, except where the law moved regional elections."""


def editions_in_time(release: Release) -> pl.DataFrame:
    """Return the editions of a release in the order of time: `edition_id`, its `place` from 0, `kind`, `year`, and the `previous` one.

    Previous is the edition of its kind before it within a term. It is null where the release holds none: then another may lie between.
    An edition without a voting date stands at the beginning of its year.
    """
    editions = release.table(Editions).sort(pl.coalesce("voting_date", pl.date("year", 1, 1)), "edition_id")
    kind = pl.col("kind").cast(pl.String)
    is_in_term = pl.col("year") - pl.col("year").shift().over(kind) <= TERM_YEARS
    return editions.select(
        "edition_id",
        pl.int_range(pl.len()).alias("place"),
        kind,
        "year",
        pl.when(is_in_term).then(pl.col("edition_id").shift().over(kind)).alias("previous"),
    )

"""Chronological order of editions: which precedes and follows which."""

import polars as pl

from hub.release import Release
from hub.tables.editions import Editions


def editions_in_time(release: Release) -> pl.DataFrame:
    """Return the editions of a release in the order of time: `edition_id`, its `place` from 0, and the `previous` one of its kind.

    An edition without a voting date stands at the beginning of its year.
    """
    editions = release.table(Editions).sort(pl.coalesce("voting_date", pl.date("year", 1, 1)), "edition_id")
    return editions.select(
        "edition_id",
        pl.int_range(pl.len()).alias("place"),
        pl.col("edition_id").shift().over(pl.col("kind").cast(pl.String)).alias("previous"),
    )

"""Corrects progress by polling station: the denominator is the number of stations that exist, not of those that a source has figures of."""

from collections.abc import Mapping

import polars as pl

STATION = "POLLING_STATION"


def with_existing_stations(
    progress: pl.DataFrame, contests: pl.DataFrame, voters: pl.DataFrame, decided: Mapping[str, int]
) -> pl.DataFrame:
    """Return progress whose stations are those that exist: as many as a list of voters or a decision says, not as many as are held.

    `decided` is the number of stations of the whole nation by edition, as the commission decided it. Progress by station of an area of
    which nobody says so is left out where some of its parts have no figures at all: how many stations these have is not known.
    """
    stated = (
        voters.drop_nulls("stations_count")
        .group_by("edition_id", "region_id")
        .agg(pl.col("stations_count").max().alias("stated_count"))
    )
    lacking = (
        progress.filter((pl.col("unit_level").cast(pl.String) != STATION) & (pl.col("counted_count") < pl.col("expected_count")))
        .select("contest_id", "series", "region_id")
        .unique()
        .with_columns(pl.lit(value=True).alias("is_lacking"))
    )  # fmt: skip
    by_station = pl.col("unit_level").cast(pl.String) == STATION
    national = pl.col("edition_id").replace_strict(dict(decided), default=None, return_dtype=pl.Int64)
    known = pl.max_horizontal("stated_count", pl.when(pl.col("level").cast(pl.String) == "NATION").then(national))
    marked = (
        progress.join(contests.select("contest_id", "edition_id"), on="contest_id", how="left", maintain_order="left")
        .join(stated, on=["edition_id", "region_id"], how="left", maintain_order="left")
        .join(lacking, on=["contest_id", "series", "region_id"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(pl.when(by_station).then(known).alias("known_count"))
    )
    unknown = by_station & pl.col("known_count").is_null() & pl.col("is_lacking").fill_null(value=False)
    expected = pl.max_horizontal("expected_count", "known_count").alias("expected_count")
    return marked.filter(~unknown).with_columns(expected).select(progress.columns)

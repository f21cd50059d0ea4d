"""Region lineage: the parent of each region through the years, and which regions came from which.

Both are read off official lists: where the parts of a region lie in another region in the next list, the other one took them
over. Regions without parts in the lists (villages) have no lineage here.
"""

import polars as pl


def parents_by_period(membership: pl.DataFrame) -> pl.DataFrame:
    """Return a row per region and parent with first and last year; the last is null while the newest list says so.

    `membership`: `region_id`, `parent_id`, `year`, one row per region and list.
    """
    newest = membership.group_by("region_id").agg(pl.col("year").max().alias("newest"))
    periods = membership.group_by("region_id", "parent_id").agg(
        pl.col("year").min().alias("valid_from"), pl.col("year").max().alias("last")
    )
    ended = pl.when(pl.col("last") < pl.col("newest")).then("last")
    return (
        periods.join(newest, on="region_id")
        .select("region_id", "parent_id", "valid_from", ended.alias("valid_to"))
        .sort("region_id", "valid_from", "parent_id")
    )


def lineage(membership: pl.DataFrame) -> pl.DataFrame:
    """Return a row per pair of regions and year in which parts of the one came to lie in the other.

    Columns: region_id, successor_id, year, previous_year, kind, moved_count, parts_count. SPLIT: the successor is new. MERGE:
    the earlier region is gone. TRANSFER: both were there before and after.
    """
    stays = membership.sort("region_id", "year").with_columns(
        pl.col("parent_id").shift().over("region_id").alias("before"),
        pl.col("year").shift().over("region_id").alias("previous_year"),
    )
    moved = stays.filter(pl.col("before").is_not_null() & (pl.col("before") != pl.col("parent_id")))
    pairs = moved.group_by("before", "parent_id", "year", "previous_year").agg(
        pl.len().cast(pl.Int64).alias("moved_count")
    )
    sizes = membership.group_by("parent_id", "year").agg(pl.len().cast(pl.Int64).alias("parts_count"))
    lifetimes = membership.group_by(pl.col("parent_id")).agg(
        pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
    kind = (
        pl.when(pl.col("last") < pl.col("year"))
        .then(pl.lit("MERGE"))
        .when(pl.col("first") >= pl.col("year"))
        .then(pl.lit("SPLIT"))
        .otherwise(pl.lit("TRANSFER"))
    )
    return (
        pairs.join(sizes.rename({"parent_id": "before", "year": "previous_year"}), on=["before", "previous_year"])
        .join(lifetimes.select(pl.col("parent_id").alias("before"), "last"), on="before")
        .join(lifetimes.select("parent_id", "first"), on="parent_id")
        .select(
            pl.col("before").alias("region_id"),
            pl.col("parent_id").alias("successor_id"),
            "year",
            "previous_year",
            kind.alias("kind"),
            "moved_count",
            "parts_count",
        )
        .sort("region_id", "successor_id", "year")
    )

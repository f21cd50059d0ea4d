"""The administrative division of one year: regions and their parents as they were when an election was held.

The trap is time. A region's parent is the one that the official list of that year names, not today's; and nobody waits for the
figures of a region that came later.
"""

import polars as pl

AREAS = ["region_id", "parent_id", "level", "name"]
"""The columns of a frame of areas: regions, polling stations, and the district itself."""


def division_of(regions: pl.DataFrame, region_parents: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return the regions in a year: AREAS and `expected`, which is false for a region that was not one then.

    `regions` and `region_parents` are the tables of those names. The parent is that of the newest official list up to the year, else
    of the oldest list after it, else the one in `regions`; a region of no list is taken to have been there.
    """
    begun = region_parents.filter(pl.col("valid_from") <= year).sort("valid_from")
    later = region_parents.filter(pl.col("valid_from") > year).sort("valid_from", descending=True)
    lists = pl.concat([region_parents["valid_from"], region_parents["valid_to"].drop_nulls()])
    newest_list = lists.filter(lists <= year).max()
    listed = (
        pl.concat([later.with_columns(there=pl.lit(value=False)), begun.with_columns(there=_lasts(newest_list))])
        .unique("region_id", keep="last", maintain_order=True)
        .select("region_id", pl.col("parent_id").alias("listed_id"), "there")
    )
    return (
        regions.join(listed, on="region_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("listed_id", "parent_id").alias("parent_id"), pl.col("level").cast(pl.String))
        .select(*AREAS, pl.col("there").fill_null(value=True).alias("expected"))
    )


def _lasts(newest_list: object) -> pl.Expr:
    """Whether a row is in the newest list up to the year."""
    return pl.col("valid_to").is_null() | (pl.col("valid_to") >= pl.lit(newest_list))

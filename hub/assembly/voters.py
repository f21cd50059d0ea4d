"""Voters: how many people are on which list, by region and source."""

import polars as pl

from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.facts import VotersFact


def assemble_voters(stated: Stated, regions: Regions) -> pl.DataFrame:
    """Return one row per region, list and series."""
    facts = regions.resolve(stated.frame(VotersFact), "region", "region_id")
    series = (
        pl.when(pl.col("variant") == "").then("series").otherwise(pl.concat_str("series", "variant", separator="-"))
    )
    what = pl.concat_str(["list_kind", "office"], separator="-", ignore_nulls=True).str.to_lowercase()
    return facts.with_columns(series.alias("series")).with_columns(
        pl.concat_str(
            "edition_id",
            pl.lit("/voters/"),
            what,
            pl.lit("@"),
            pl.col("region").str.replace(":", "-"),
            pl.lit("~"),
            "series",
        ).alias("voters_id")
    )

"""Voters: how many people are on which list, by region and source."""

import polars as pl

from hub.assembly.regions import Regions
from hub.assembly.results import Figures, cells_once
from hub.assembly.stated import Stated
from hub.facts import VotersFact


def assemble_voters(stated: Stated, regions: Regions) -> Figures:
    """Return one row per region, list and series."""
    facts = regions.resolve(stated.frame(VotersFact), "region", "region_id").join(
        regions.regions.select("region_id", "level"), on="region_id", how="left", maintain_order="left"
    )
    series = (
        pl.when(pl.col("variant") == "").then("series").otherwise(pl.concat_str("series", "variant", separator="-"))
    )
    what = pl.concat_str(["list_kind", "office"], separator="-", ignore_nulls=True).str.to_lowercase()
    keyed = facts.with_columns(series.alias("_series")).with_columns(
        pl.concat_str(
            "edition_id",
            pl.lit("/voters/"),
            what,
            pl.lit("@"),
            pl.col("region").str.replace(":", "-"),
            pl.lit("~"),
            "_series",
        ).alias("voters_id")
    )
    counted = cells_once(keyed, "voters_id")
    stated.trace(VotersFact, counted.keys, "key")
    return counted

"""Figures of `voters`: one row per edition, list, office, region and series, with how the statements were merged."""

import polars as pl

from hub.assembly import keys
from hub.assembly.regions import Regions
from hub.assembly.results import Figures, cells_once, one_area
from hub.assembly.stated import Stated
from hub.facts import VotersFact


def assemble_voters(stated: Stated, regions: Regions) -> Figures:
    """Return the figures of all statements on voters; statements of one cell by one series are merged."""
    facts = regions.resolve(stated.frame(VotersFact), "region", "region_id").join(
        regions.regions.select("region_id", "level"), on="region_id", how="left", maintain_order="left"
    )
    what = pl.concat_str(["list_kind", "office"], separator="-", ignore_nulls=True).str.to_lowercase()
    keyed = facts.with_columns(
        keys.SERIES.alias("_series"),
        pl.concat_str("edition_id", pl.lit("/voters/"), what).alias("_counted"),
        *(pl.lit(None, dtype).alias(name) for name, dtype in (("station", pl.Int64), ("district_code", pl.String))),
    ).with_columns(
        pl.concat_str("_counted", pl.lit("@"), pl.col("region").str.replace(":", "-"), pl.lit("~"), "_series").alias(
            "voters_id"
        )
    )
    counted = cells_once(one_area(keyed, "voters_id"), "voters_id")
    stated.trace(VotersFact, counted.keys, "key")
    return counted

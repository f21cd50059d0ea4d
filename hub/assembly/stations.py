"""Polling stations: every station that a source gives a figure for."""

import polars as pl

from hub.assembly import keys
from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.facts import ResultFact, TurnoutFact


def assemble_stations(stated: Stated, regions: Regions) -> pl.DataFrame:
    """Return one row per polling station, from the first figure of it."""
    columns = ["edition_id", "region", "station", "source_id", "source_row"]
    figures = pl.concat(stated.frame(kind).select(columns) for kind in (TurnoutFact, ResultFact))
    stations = figures.filter(pl.col("station").is_not_null()).unique(
        ["edition_id", "region", "station"], keep="first", maintain_order=True
    )
    return regions.resolve(stations, "region", "region_id").with_columns(
        keys.STATION.alias("station_id"), pl.col("station").alias("number")
    )

"""Results and turnout: every figure with what it counts, where, and which source states it."""

from dataclasses import dataclass

import polars as pl

from hub.assembly import keys
from hub.assembly.ballot_places import BallotPlaces
from hub.assembly.districts import NATIONWIDE
from hub.assembly.merge import Merged, merge
from hub.assembly.regions import Regions
from hub.assembly.stated import Stated
from hub.facts import ResultFact, TurnoutFact

_RANK = {
    status: rank
    for rank, status in enumerate(
        ("UNOFFICIAL_PARTIAL", "UNOFFICIAL_COMPLETE", "RECOUNTED", "CERTIFIED", "CORRECTED"), start=1
    )
}
"""The status that counts before another: what was corrected, then certified, then recounted, then counted to the end, then a part."""


@dataclass(frozen=True)
class Figures:
    """Rows of `results`, `turnout` or `voters` with the region's code, each cell of a series once; how the statements were merged."""

    rows: pl.DataFrame
    merged: Merged
    keys: pl.DataFrame
    """Key of what each statement counts: `statement`, `key`."""

    @property
    def contradicted(self) -> pl.DataFrame:
        """Rows whose stated level is not the level of their region."""
        return self.rows.filter(pl.col("stated_level") != pl.col("level"))


def assemble_results(stated: Stated, regions: Regions, nominations: pl.DataFrame, places: BallotPlaces) -> Figures:
    """Return one row per figure. Its key is whom it counts, `@` the area, `~` the series: `2024/dpr/1101/1/3@all~kpu-x`.

    A figure of a candidate's place is of the person whom the list of its own series names there.
    """
    facts = stated.frame(ResultFact).with_columns(
        pl.lit(None, pl.String).alias("role"), pl.lit(None, pl.String).alias("ticket_published_id")
    )
    located = _located(facts, regions).with_columns(
        pl.when(pl.col("kind") == "CANDIDATE").then(keys.CANDIDACY).alias("place")
    )
    located = located.with_columns(places.candidacies(located))
    subject = (
        pl.when(pl.col("kind") == "CANDIDATE")
        .then("candidacy_id")
        .when(pl.col("kind") == "TICKET")
        .then(keys.ticket("ticket_published_id"))
        .otherwise(keys.PARTY_LIST)
    )
    what = pl.when(pl.col("kind") == "PARTY_ONLY").then(pl.lit("/party-only")).otherwise(pl.lit(""))
    keyed = located.with_columns(pl.concat_str(subject, what).alias("_counted")).with_columns(
        pl.concat_str("_counted", pl.lit("@"), "_area", pl.lit("~"), "_series").alias("result_id"),
        pl.when(pl.col("kind") == "TICKET").then(keys.ticket("ticket_published_id")).alias("ticket_id"),
        keys.NOMINATION.alias("nomination_id"),
    )
    with_party = keyed.join(
        nominations.select("nomination_id", "party_id"), on="nomination_id", how="left", maintain_order="left"
    )
    counted = cells_once(one_area(with_party, "result_id"), "result_id")
    stated.trace(ResultFact, counted.keys, "key")
    return counted


def assemble_turnout(stated: Stated, regions: Regions) -> Figures:
    """Return one row per area of a contest and series, with voters and ballots."""
    located = _located(stated.frame(TurnoutFact), regions)
    keyed = located.with_columns(
        keys.CONTEST.alias("_counted"),
        pl.concat_str(keys.CONTEST, pl.lit("@"), "_area", pl.lit("~"), "_series").alias("turnout_id"),
    )
    counted = cells_once(one_area(keyed, "turnout_id"), "turnout_id")
    stated.trace(TurnoutFact, counted.keys, "key")
    return counted


def one_area(figures: pl.DataFrame, key: str) -> pl.DataFrame:
    """Give statements of one series on one area and thing counted (`_counted`) the key and region of the first, where they name the area by different codes.

    A figure without a region and one of the nation are of one area where there is no district.
    """
    is_nation = pl.col("region").is_null() | (
        pl.col("level").cast(pl.String).eq_missing("NATION") & pl.col("region_id").is_not_null()
    )
    place = pl.when(is_nation & pl.col("district_code").is_null()).then(pl.lit("nation")).otherwise("region_id")
    placed = figures.with_columns(pl.when(pl.col("station").is_null()).then(place).alias("_place"))
    spelled = placed.select("_series", "_place", "region").drop_nulls("_place").unique()
    if not spelled.select(pl.struct("_series", "_place").is_duplicated().any()).item():
        return figures
    cell = ["_counted", "_series", "_place"]
    is_placed = pl.col("_place").is_not_null() & pl.col("_counted").is_not_null()
    first = [pl.col(key).first(), *(pl.col(name).drop_nulls().first() for name in ("region", "region_id"))]
    return placed.with_columns(
        pl.when(is_placed).then(value.over(cell)).otherwise(name).alias(name)
        for name, value in zip((key, "region", "region_id"), first, strict=True)
    ).drop("_place")


def cells_once(figures: pl.DataFrame, key: str) -> Figures:
    """Return each cell of a series once: what is stated again counts once, and of unequal statements the first is shown.

    A cell that a series states with two statuses is two series: a first count, and with the status behind its name the recount.
    `figures` has the key, `_series` and the columns of the facts, in the order of precedence.
    """
    named = figures.with_columns(pl.col("_series").alias("series"))
    is_double = pl.col(key).is_duplicated() & pl.col(key).is_not_null()
    double = named.filter(is_double)
    if double.is_empty():
        return Figures(named, merge(double, key), named.select("statement", pl.col(key).alias("key")))
    if "status" in double.columns:
        is_recount = (pl.col("status") != pl.col("status").first().over(key)).fill_null(value=False)
        slug = pl.concat_str(pl.lit("-"), pl.col("status").str.to_lowercase().str.replace_all("_", "-"))
        double = double.with_columns(
            pl.when(is_recount).then(pl.concat_str(name, slug)).otherwise(name).alias(name) for name in (key, "series")
        )
    merged = merge(double, key)
    rows = pl.concat([named.filter(~is_double), merged.rows.select(named.columns)])
    keyed = pl.concat(
        frame.select("statement", pl.col(key).alias("key")) for frame in (named.filter(~is_double), double)
    )
    return Figures(rows.sort("origin", "source_row", maintain_order=True), merged, keyed)


def _located(facts: pl.DataFrame, regions: Regions) -> pl.DataFrame:
    """Add contest, district, region, the area as a text for keys, and the series with its variant."""
    has_contest = pl.col("district_code").is_not_null() | pl.col("office").is_in(NATIONWIDE)
    place = pl.concat_str([pl.col("region").str.replace(":", "-"), "station"], separator="-", ignore_nulls=True)
    area = pl.when(pl.col("region").is_null()).then(pl.lit("all")).otherwise(place)
    levels = regions.regions.select("region_id", pl.col("level").cast(pl.String).alias("region_level"))
    located = regions.resolve(facts, "region", "region_id").join(
        levels, on="region_id", how="left", maintain_order="left"
    )
    of_station = pl.col("station").is_not_null() | pl.col("region_level").is_null()
    return located.with_columns(
        pl.col("level").alias("stated_level"),
        pl.when(of_station).then("level").otherwise("region_level").alias("level"),
        pl.when(has_contest).then(keys.CONTEST).alias("contest_id"),
        pl.when(pl.col("district_code").is_not_null()).then(keys.CONTEST).alias("district_id"),
        pl.when(pl.col("station").is_not_null()).then(keys.STATION).alias("station_id"),
        area.alias("_area"),
        keys.SERIES.alias("_series"),
    )


def contest_totals(results: pl.DataFrame, subject: str) -> pl.DataFrame:
    """Return the votes of each `subject` (a column of results) in its whole contest, as far as a source gives the total.

    The first series of the workspace that gives the figure for the district, or for the nation where there is none, is taken; where it
    states a status, another that states a higher one (a recount, a correction) is taken instead. Columns: subject, votes_count.
    """
    whole = results.filter(pl.col(subject).is_not_null() & pl.col("votes_count").is_not_null()).filter(
        pl.col("region_id").is_null() | (pl.col("level") == "NATION")
    )
    rank = pl.col("status").cast(pl.String).replace_strict(_RANK, default=None, return_dtype=pl.Int64)
    ordered = whole.sort("origin", "variant", maintain_order=True).with_columns(rank.alias("_rank"))
    is_comparable = pl.col("_rank").is_not_null() & pl.col("_rank").first().over(subject).is_not_null()
    return (
        ordered.filter(is_comparable | (pl.int_range(pl.len()).over(subject) == 0))
        .sort("_rank", descending=True, nulls_last=True, maintain_order=True)
        .unique(subject, keep="first", maintain_order=True)
        .select(subject, "votes_count")
    )

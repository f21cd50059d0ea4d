"""Claims: the total that each series gives for a contest, as stated, or as the sum of all provinces and the votes from abroad.

A series is one source's count. Its figures of smaller areas are no claim to the whole unless they are complete by law: what some
stations say is a sample.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from hub.outcomes.law import LIST_OFFICES, NATIONAL_COUNTS
from hub.tables.sums import sum_of_all

CHOICES, PARTY_ONLY, LISTS = "CHOICES", "PARTY_ONLY", "LISTS"
"""Grains: votes for candidates or pairs; for parties alone; for lists altogether."""

STATED, SUM_OF_PARTS = "STATED", "SUM_OF_PARTS"

STATUS_ORDER = ("CORRECTED", "CERTIFIED", "RECOUNTED", "UNOFFICIAL_COMPLETE", None, "UNOFFICIAL_PARTIAL")
"""The best first. A corrected figure is a certified one put right; one of unknown status is better than one known to be partial."""

COLUMNS = [
    "contest_id", "series", "grain", "basis", "status", "option", "candidacy_id", "ticket_id", "nomination_id", "votes_count",
    "source_id", "source_row",
]  # fmt: skip
"""Columns of a frame of claims: one row per option of a grain, as a series has it."""


@dataclass(frozen=True)
class Claims:
    """Claims to whole contests, the parts that sums are made of, and what is held of contests in parts only.

    `parts`: contest_id, series, region_id, level, votes_count, source_id. `held`: contest_id, unit, reported_count: the finest
    units that figures are held of.
    """

    rows: pl.DataFrame
    parts: pl.DataFrame
    held: pl.DataFrame


def claims(
    results: pl.DataFrame, contests: pl.DataFrame, regions: pl.DataFrame, years: Mapping[str, int], who: pl.DataFrame
) -> Claims:
    """Return what is claimed of every contest. The frames are the tables of those names; `years` is the year of each edition.

    `who` stands in each contest: contest_id, grain, option, nomination_id.
    """
    named = contests.select("contest_id", pl.col("office").cast(pl.String).alias("of_office"), "district_id")
    figures = (
        results.filter(pl.col("contest_id").is_not_null())
        .drop("district_id")
        .join(named, on="contest_id")
        .with_columns(pl.col("kind", "level", "status").cast(pl.String), _GRAIN.alias("grain"), _OPTION.alias("option"))
    )
    whole = pl.col("station_id").is_null() & (pl.col("region_id").is_null() | (pl.col("level") == "NATION"))
    stated = figures.filter(whole).unique(
        ["contest_id", "series", "grain", "option"], keep="first", maintain_order=True
    )
    stated = stated.with_columns(pl.lit(STATED).alias("basis"))
    parts = _parts(figures.filter(pl.col("station_id").is_null()), regions, years)
    summed = _summed(parts)
    rows = pl.concat([stated.select(*COLUMNS, "of_office"), summed.select(*COLUMNS, "of_office")])
    totals = parts.group_by("contest_id", "series", "region_id", "level", maintain_order=True).agg(
        pl.col("votes_count").sum(), _FIRST_ROW
    )
    rows = pl.concat([rows.select(COLUMNS), _lists_of(rows, who)])
    return Claims(rows, totals, _held(figures.filter(~whole)))


_GRAIN = pl.col("kind").cast(pl.String).replace({"PARTY_TOTAL": LISTS, "CANDIDATE": CHOICES, "TICKET": CHOICES})

_OPTION = pl.coalesce(
    "ticket_id",
    pl.when(pl.col("kind") == "CANDIDATE").then("candidacy_id"),
    pl.when(pl.col("kind") == "PARTY_ONLY").then(pl.col("nomination_id") + "/party-only"),
    "nomination_id",
)


def _parts(figures: pl.DataFrame, regions: pl.DataFrame, years: Mapping[str, int]) -> pl.DataFrame:
    """Return the figures of provinces and of all votes from abroad, of the series that have every one of them for every option."""
    nation = regions.filter(pl.col("level").cast(pl.String) == "NATION")["region_id"]
    below = regions.filter(pl.col("parent_id").is_in(nation.implode()))["region_id"]
    expected = pl.DataFrame(
        [(edition_id, NATIONAL_COUNTS[year].provinces_count) for edition_id, year in years.items() if year in NATIONAL_COUNTS],
        schema={"edition_id": pl.String, "provinces_count": pl.UInt32},
        orient="row",
    )  # fmt: skip
    found = figures.filter(
        pl.col("district_id").is_null()
        & pl.col("level").is_in(["PROVINCE", "OVERSEAS"])
        & pl.col("region_id").is_in(below.implode())
        & pl.col("votes_count").is_not_null()
    ).join(expected, on="edition_id")
    of_level = [pl.col("region_id").filter(pl.col("level") == level).n_unique() for level in ("PROVINCE", "OVERSEAS")]
    has_all = (of_level[0] == pl.col("provinces_count").first()) & (of_level[1] == 1)
    complete = (
        found.group_by("contest_id", "series", "option")
        .agg(has_all.alias("is_complete"))
        .group_by("contest_id", "series")
        .agg(pl.col("is_complete").all())
        .filter("is_complete")
    )
    return found.join(complete, on=["contest_id", "series"], how="semi")


def _summed(parts: pl.DataFrame) -> pl.DataFrame:
    """Return the sum of the parts by option; its status is the least of its parts'."""
    key = ["contest_id", "series", "grain", "option", "candidacy_id", "ticket_id", "nomination_id", "of_office"]
    return (
        parts.group_by(key, maintain_order=True)
        .agg(pl.col("votes_count").sum(), _least_status(), _FIRST_ROW)
        .with_columns(pl.lit(SUM_OF_PARTS).alias("basis"))
    )


def _lists_of(rows: pl.DataFrame, who: pl.DataFrame) -> pl.DataFrame:
    """Return the votes of lists as the sum of their candidates' and the party's own, where a series states no total of lists.

    A list has no total unless the series has a figure of the party alone and of every candidate who stands on the list.
    """
    of_lists = rows.filter(pl.col("of_office").is_in(LIST_OFFICES) & pl.col("nomination_id").is_not_null())
    key = ["contest_id", "series", "basis"]
    totalled = of_lists.filter(pl.col("grain") == LISTS).select(key).unique()
    parts = of_lists.filter(pl.col("grain") != LISTS).join(totalled, on=key, how="anti")
    candidates = who.filter(pl.col("grain") == CHOICES).drop_nulls("nomination_id")
    lists = parts.select(*key, "nomination_id").unique()
    lacking = lists.join(
        candidates.select("contest_id", "nomination_id", "option"), on=["contest_id", "nomination_id"]
    ).join(parts, on=[*key, "option"], how="anti")
    is_whole = pl.col("lacks_some").is_null().all() & (pl.col("grain") == PARTY_ONLY).any()
    lacks_some = lacking.select(*key, "nomination_id", pl.lit(value=True).alias("lacks_some")).unique()
    return (
        parts.join(lacks_some, on=[*key, "nomination_id"], how="left", maintain_order="left")
        .group_by("contest_id", "series", "nomination_id", maintain_order=True)
        .agg(
            pl.when(is_whole).then(sum_of_all("votes_count")).alias("votes_count"),
            _least_status(),
            _FIRST_ROW,
        )
        .with_columns(
            pl.lit(LISTS).alias("grain"),
            pl.lit(SUM_OF_PARTS).alias("basis"),
            pl.col("nomination_id").alias("option"),
            *(pl.lit(None, dtype=pl.String).alias(name) for name in ("candidacy_id", "ticket_id")),
        )
        .select(COLUMNS)
    )


_FIRST_ROW = pl.col("source_id", "source_row").first()
"""Where a sum of figures begins to be stated."""


def _least_status() -> pl.Expr:
    return status_named(status_rank(pl.col("status")).max()).alias("status")


def status_rank(status: pl.Expr) -> pl.Expr:
    """Return the place of a status in STATUS_ORDER."""
    places = {name: place for place, name in enumerate(STATUS_ORDER) if name is not None}
    return status.replace_strict(places, default=STATUS_ORDER.index(None), return_dtype=pl.Int64)


def status_named(rank: pl.Expr) -> pl.Expr:
    """Return the status at a place of STATUS_ORDER."""
    return rank.replace_strict(dict(enumerate(STATUS_ORDER)), return_dtype=pl.String)


def _held(figures: pl.DataFrame) -> pl.DataFrame:
    """Return how many of the finest units of each contest figures are held of."""
    units = figures.with_columns(
        pl.when(pl.col("station_id").is_not_null()).then(pl.lit("POLLING_STATION")).otherwise("level").alias("unit"),
        pl.coalesce("station_id", "region_id").alias("unit_id"),
    ).drop_nulls("votes_count")
    fineness = pl.col("unit").replace_strict(_FINENESS, default=0, return_dtype=pl.Int64)
    return (
        units.group_by("contest_id", "unit")
        .agg(pl.col("unit_id").n_unique().cast(pl.Int64).alias("reported_count"))
        .sort(fineness, descending=True)
        .unique("contest_id", keep="first", maintain_order=True)
    )


_FINENESS = {
    level: place
    for place, level in enumerate(
        ("NATION", "OVERSEAS", "PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")
    )
}

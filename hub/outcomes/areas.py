"""Registered voters and turnout of the nation, of provinces and of regencies: one series answers for each area, by a stated rule.

The rule prefers, in this order: the series that the workspace pins; a list of the office itself to one of all offices; figures that no
finding contradicts; the series that states more of what is asked; the better status (`claims.STATUS_ORDER`); a stated total to a sum of
all provinces; the series that is listed first in the workspace. Where findings contradict all that is held, nothing is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from hub.outcomes.choice import Pin
from hub.outcomes.claims import STATED, SUM_OF_PARTS, status_named, status_rank
from hub.outcomes.law import NATIONAL_COUNTS
from hub.tables import BY_NAME
from hub.tables.sums import sum_of_all

OFFICES = ("PRESIDENT", "DPR")
"""Offices that the whole nation votes for on one day; who votes for the DPR votes for the DPD and councils as well."""

AREAS = ("NATION", "PROVINCE", "REGENCY")

_COARSEST = ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")
"""Levels below the nation: the first that has figures says how much of the nation is held."""

_OF = ["edition_id", "office", "list_kind"]

_VOTERS = ("total_count", "male_count", "female_count")
_TURNOUT = ("registered_count", "voted_count", "valid_votes_count", "invalid_votes_count")


@dataclass(frozen=True)
class _Asked:
    """What is asked of areas: the measures, and the lists that every nation has an answer for; a row counts if any of the first `needed` measures is stated."""

    measures: tuple[str, ...]
    needed: int
    lists: tuple[str, ...]


def area_outcomes(
    tables: Mapping[str, pl.DataFrame], order: Sequence[str] = (), pins: Sequence[Pin] = ()
) -> dict[str, pl.DataFrame]:
    """Return the tables `voter_outcomes` and `turnout_outcomes`, and `provenance` with the source rows of their answers.

    `tables` are those of a release, with what contradicts their rows; `order` are the series as the workspace lists them.
    """
    found = {
        "voter_outcomes": _answers(_voters(tables), _Asked(_VOTERS, 1, ("DPT",)), tables, order, pins),
        "turnout_outcomes": _answers(_turnout(tables), _Asked(_TURNOUT, 2, ("TURNOUT",)), tables, order, pins),
    }
    keyed = {
        "voter_outcomes": _keyed(found["voter_outcomes"], "voter_outcome_id", _VOTERS_KEY),
        "turnout_outcomes": _keyed(found["turnout_outcomes"], "turnout_outcome_id", pl.lit("turnout")).pipe(
            _with_turnout, tables["contests"]
        ),
    }
    stated = [
        rows.select(pl.lit(BY_NAME[name].row_name()).alias("kind"), pl.col(BY_NAME[name].key_column()).alias("key"), "stated_by")
        .explode("stated_by")
        .unnest("stated_by")
        .drop_nulls()
        .unique()
        for name, rows in keyed.items()
    ]  # fmt: skip
    return {
        **{name: _validated(name, rows) for name, rows in keyed.items()},
        "provenance": _validated("provenance", pl.concat([tables["provenance"], *stated])),
    }


_VOTERS_KEY = pl.lit("voters/") + pl.col("list_kind").str.to_lowercase()


def _keyed(rows: pl.DataFrame, key: str, what: pl.Expr) -> pl.DataFrame:
    area = pl.when(pl.col("level") == "NATION").then(pl.lit("nation")).otherwise("region_id")
    return rows.with_columns(
        pl.concat_str("edition_id", pl.col("office").str.to_lowercase(), area, what, separator="/").alias(key)
    )


def _validated(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    table = BY_NAME[name]
    return table.validate(rows.select(list(table.columns())).sort(table.primary_key()), cast=True)


def _with_turnout(rows: pl.DataFrame, contests: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the contest and with the turnout, of counts that are not partial. Of two national contests neither is named."""
    national = (
        contests.filter(pl.col("district_id").is_null())
        .select("edition_id", pl.col("office").cast(pl.String), "contest_id")
        .unique(["edition_id", "office"], keep="none", maintain_order=True)
    )
    is_whole = pl.col("status").ne_missing("UNOFFICIAL_PARTIAL") & (pl.col("registered_count") > 0)
    return rows.join(national, on=["edition_id", "office"], how="left", maintain_order="left").with_columns(
        pl.when(is_whole).then(pl.col("voted_count") / pl.col("registered_count")).alias("turnout_ratio")
    )


def _voters(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the figures of the lists of voters. A list without an office is for all offices but a president who has lists of his own."""
    listed = tables["voters"].with_columns(pl.col("office", "level", "list_kind").cast(pl.String))
    apart = listed.filter(pl.col("office") == "PRESIDENT").select("edition_id").unique()
    shared = listed.filter(pl.col("office").is_null()).drop("office").join(_offices(tables), on="edition_id")
    of_president = pl.col("office") == "PRESIDENT"
    shared = pl.concat(
        [shared.filter(~of_president), shared.filter(of_president).join(apart, on="edition_id", how="anti")]
    )
    none = pl.lit(None, dtype=pl.Int64)
    return pl.concat(
        [rows.select(listed.columns).with_columns(pl.lit(own).alias("is_own")) for rows, own in ((listed, True), (shared, False))]
    ).with_columns(
        pl.lit(None, dtype=pl.String).alias("station_id"), pl.lit(None, dtype=pl.String).alias("status"),
        none.alias("stations_reported_count"), none.alias("stations_expected_count"),
    )  # fmt: skip


def _turnout(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return (
        tables["turnout"]
        .with_columns(pl.col("office", "level", "status").cast(pl.String))
        .with_columns(pl.lit("TURNOUT").alias("list_kind"), pl.lit(value=True).alias("is_own"))
        .rename({"valid_count": "valid_votes_count", "invalid_count": "invalid_votes_count"})
    )


def _offices(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return edition_id and office of the contests that the whole nation votes in."""
    contests = tables["contests"].with_columns(pl.col("office").cast(pl.String))
    return contests.filter(pl.col("office").is_in(OFFICES)).select("edition_id", "office").unique(maintain_order=True)


def _answers(
    figures: pl.DataFrame,
    asked: _Asked,
    tables: Mapping[str, pl.DataFrame],
    order: Sequence[str],
    pins: Sequence[Pin],
) -> pl.DataFrame:
    """Return one row per area that an answer is known of, and one for each nation; `stated_by` are the source rows of the answer."""
    years = dict(tables["editions"].select("edition_id", "year").iter_rows())
    regions = tables["regions"].with_columns(pl.col("level").cast(pl.String))
    nations = regions.filter(pl.col("level") == "NATION")["region_id"]
    nation_id = nations[0] if len(nations) == 1 else None
    states = pl.any_horizontal(pl.col(name).is_not_null() for name in asked.measures[: asked.needed])
    held = figures.filter(states & pl.col("office").is_in(OFFICES))
    areas = held.filter(pl.col("station_id").is_null() & pl.col("region_id").is_not_null())
    claimed = pl.concat(
        [_stated(areas.filter(pl.col("level").is_in(AREAS)), asked), _summed(areas, asked, regions, nation_id, years)],
        how="diagonal_relaxed",
    )
    answers = _chosen(claimed, asked, order, pins)
    every = _offices(tables).join(pl.DataFrame({"list_kind": asked.lists}), how="cross")
    nations_asked = pl.concat([every, held.select(_OF)]).unique(maintain_order=True)
    known = answers.filter(pl.col("level") == "NATION").select(_OF)
    unknown = nations_asked.join(known, on=_OF, how="anti").join(_of_parts(held, years), on=_OF, how="left")
    missing = unknown.with_columns(
        pl.lit("NATION").alias("level"),
        pl.lit(nation_id, dtype=pl.String).alias("region_id"),
        pl.when(pl.col("unit").is_null()).then(pl.lit("NO_FIGURES")).otherwise(pl.lit("PARTS_ONLY")).alias("unknown_because"),
        pl.when(pl.col("unit").is_not_null()).then(pl.lit(value=False)).alias("is_complete"),
    )  # fmt: skip
    return pl.concat([answers, missing], how="diagonal_relaxed")


def _stated(areas: pl.DataFrame, asked: _Asked) -> pl.DataFrame:
    """Return the figures that a source states of an area itself. A list of voters is whole; of a count the status tells."""
    status, by_station = pl.col("status"), pl.col("stations_reported_count").is_not_null()
    is_list = pl.lit(asked.measures == _VOTERS)
    return areas.select(
        *_OF, "level", "region_id", "series", "is_own", "status", *asked.measures,
        pl.lit(STATED).alias("basis"),
        pl.when(is_list).then(pl.lit(value=True)).when(status.is_not_null()).then(status != "UNOFFICIAL_PARTIAL").alias("is_complete"),
        pl.when(by_station).then(pl.lit("POLLING_STATION")).alias("unit"),
        pl.col("stations_reported_count").alias("reported_count"),
        pl.when(by_station).then("stations_expected_count").alias("expected_count"),
        pl.col("contradicted_by").is_not_null().alias("is_contradicted"),
        pl.concat_list(pl.struct("source_id", "source_row")).alias("stated_by"),
    )  # fmt: skip


def _summed(
    areas: pl.DataFrame, asked: _Asked, regions: pl.DataFrame, nation_id: str | None, years: Mapping[str, int]
) -> pl.DataFrame:
    """Return the sums of all provinces, with those abroad where a series states all of it of them too."""
    key = [*_OF, "series", "is_own"]
    below = regions.filter(pl.col("parent_id") == pl.lit(nation_id, dtype=pl.String))
    abroad = below.filter(pl.col("level") == "OVERSEAS")["region_id"]
    provinces = below.filter(pl.col("level") == "PROVINCE")["region_id"]
    expected = {
        edition: NATIONAL_COUNTS[year].provinces_count for edition, year in years.items() if year in NATIONAL_COUNTS
    }
    sums = (
        areas.filter(pl.col("region_id").is_in(provinces.implode()))
        .group_by(key, maintain_order=True)
        .agg(
            *(sum_of_all(name) for name in asked.measures),
            status_named(status_rank(pl.col("status")).max()).alias("status"),
            pl.col("contradicted_by").is_not_null().any().alias("is_contradicted"),
            pl.col("region_id").n_unique().cast(pl.Int64).alias("reported_count"),
            pl.struct("source_id", "source_row").alias("stated_by"),
        )
        .with_columns(pl.col("edition_id").replace_strict(expected, default=None, return_dtype=pl.Int64).alias("expected_count"))
        .filter(pl.col("reported_count") == pl.col("expected_count"))
    )  # fmt: skip
    outside = areas.filter(pl.col("region_id").is_in(abroad.implode())).select(
        *key,
        *(pl.col(name).alias(f"{name}_abroad") for name in asked.measures),
        pl.concat_list(pl.struct("source_id", "source_row")).alias("stated_abroad"),
    )
    alike = [pl.col(name).is_null() | pl.col(f"{name}_abroad").is_not_null() for name in asked.measures]
    with_abroad = sums.join(outside, on=key, how="left", maintain_order="left").with_columns(
        pl.all_horizontal(pl.col("stated_abroad").is_not_null(), *alike).alias("includes_overseas")
    )
    added = [
        pl.when("includes_overseas").then(pl.col(name) + pl.col(f"{name}_abroad")).otherwise(name).alias(name)
        for name in asked.measures
    ]
    return with_abroad.select(
        *key, *added, "status", "is_contradicted", "includes_overseas", "reported_count", "expected_count",
        pl.lit("NATION").alias("level"), pl.lit(nation_id, dtype=pl.String).alias("region_id"),
        pl.lit(SUM_OF_PARTS).alias("basis"), pl.lit("PROVINCE").alias("unit"),
        (pl.col("includes_overseas") & pl.col("status").ne_missing("UNOFFICIAL_PARTIAL")).alias("is_complete"),
        pl.when("includes_overseas").then(pl.concat_list("stated_by", "stated_abroad")).otherwise("stated_by").alias("stated_by"),
    )  # fmt: skip


def _chosen(claimed: pl.DataFrame, asked: _Asked, order: Sequence[str], pins: Sequence[Pin]) -> pl.DataFrame:
    """Return one answer for each area. Where all figures of an area are contradicted by findings, its answer has no figure."""
    places = {name: place for place, name in enumerate(order)}
    pinned = pl.struct("edition_id", "office", "series").is_in(
        pl.Series(
            [{"edition_id": pin.edition_id, "office": pin.office, "series": pin.series} for pin in pins],
            dtype=pl.Struct({"edition_id": pl.String, "office": pl.String, "series": pl.String}),
        ).implode()
    )
    area = [*_OF, "level", "region_id"]
    ranked = claimed.with_columns(
        pinned.alias("_pinned"),
        pl.sum_horizontal(pl.col(name).is_not_null() for name in asked.measures[: asked.needed]).alias("_stated"),
        status_rank(pl.col("status")).alias("_status"),
        (pl.col("basis") == STATED).alias("_total"),
        pl.col("series").replace_strict(places, default=len(places), return_dtype=pl.Int64).alias("_place"),
    ).sort(
        *area, "_pinned", "is_own", "is_contradicted", "_stated", "_status", "_total", "_place", "series",
        descending=[False] * 5 + [True, True, False, True, False, True, False, False],
        maintain_order=True,
    )  # fmt: skip
    passed = ranked.group_by(area, maintain_order=True).agg(
        pl.col("series").filter(pl.col("series") != pl.col("series").first()).unique(maintain_order=True).str.join(" ")
        .alias("passed_over")
    )  # fmt: skip
    is_contradicted = pl.col("is_contradicted")
    told = [*asked.measures, "basis", "is_complete", "status"]
    return (
        ranked.unique(area, keep="first", maintain_order=True)
        .join(passed, on=area, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            *(pl.when(~is_contradicted).then(pl.col(name)).alias(name) for name in told),
            pl.when(is_contradicted).then(pl.lit("CONTRADICTED")).alias("unknown_because"),
            pl.when(pl.col("passed_over") != "").then("passed_over").alias("passed_over"),
        )
        .drop("^_.*$", "is_own", "is_contradicted")
    )


def _of_parts(held: pl.DataFrame, years: Mapping[str, int]) -> pl.DataFrame:
    """Return how many parts of a nation have figures: unit, reported_count, expected_count. Of several levels the highest counts."""
    level = pl.when(pl.col("station_id").is_not_null()).then(pl.lit("POLLING_STATION")).otherwise("level")
    counts = {edition: NATIONAL_COUNTS[year] for edition, year in years.items() if year in NATIONAL_COUNTS}
    expected = pl.DataFrame(
        [
            (edition, unit, count)
            for edition, of in counts.items()
            for unit, count in (
                ("PROVINCE", of.provinces_count),
                ("REGENCY", of.regencies_count),
                ("POLLING_STATION", of.stations_count),
            )
        ],
        schema={"edition_id": pl.String, "unit": pl.String, "expected_count": pl.Int64},
        orient="row",
    )
    return (
        held.with_columns(level.alias("unit"), pl.coalesce("station_id", "region_id").alias("_part"))
        .filter(pl.col("unit").is_in(_COARSEST))
        .group_by(*_OF, "unit")
        .agg(pl.col("_part").n_unique().cast(pl.Int64).alias("reported_count"))
        .sort(
            pl.col("unit").replace_strict({name: at for at, name in enumerate(_COARSEST)}, return_dtype=pl.Int64), *_OF
        )
        .unique(_OF, keep="first", maintain_order=True)
        .join(expected, on=["edition_id", "unit"], how="left", maintain_order="left")
    )

"""Party outcomes in the nation, each province and each district: one series' stated totals, or the sums of all its districts.

It is known which districts a nation or province has where the edition has as many as the law's annex; elsewhere nothing is summed.
"""

from collections.abc import Mapping

import polars as pl

from hub.outcomes.claims import STATED, SUM_OF_PARTS, status_named, status_rank
from hub.outcomes.law import LIST_OFFICES
from hub.seats import rules_of

_OF = ["edition_id", "office", "nomination_id", "party_id"]

_AREA = ["level", "region_id", "district_id"]


def party_outcomes_frame(
    lists: pl.DataFrame,
    districts: pl.DataFrame,
    stated: pl.DataFrame,
    nation_id: str | None,
    years: Mapping[str, int],
) -> pl.DataFrame:
    """Return one row per party and area of an edition and office.

    `lists`: the lists of contests with edition_id, office, district_id, status, is_complete; those of every contest of the office,
    with null votes where none are known. `stated`: edition_id, office, nomination_id, party_id, level, region_id, votes_count,
    status, series, valid_votes_count of the areas that a source states totals of, each of one series. `years`: the year of each edition.
    """
    placed = lists.join(
        districts.select("district_id", "province_id"), on="district_id", how="left", maintain_order="left"
    )
    of_district = placed.filter(pl.col("votes_count").is_not_null()).select(
        *_OF, pl.lit("DISTRICT").alias("level"), pl.lit(None, dtype=pl.String).alias("region_id"), "district_id",
        "votes_count", "valid_votes_count", "seats_count", "status", "basis", "series",
    )  # fmt: skip
    whole = placed.filter(_has_all_districts(years))
    summed = [
        _summed(whole.drop_nulls("province_id"), "PROVINCE", pl.col("province_id")),
        _summed(whole, "NATION", pl.lit(nation_id, dtype=pl.String)),
    ]
    larger = pl.concat([*summed, _as_stated(stated)], how="diagonal_relaxed")
    area_of = ["edition_id", "office", "level", "region_id"]
    best = (
        larger.drop_nulls("votes_count")
        .with_columns(
            pl.len().over(*area_of, "basis").alias("parties_count"),
            status_rank(pl.col("status")).max().over(*area_of, "basis").alias("rank"),
            (pl.col("basis") == STATED).alias("is_stated"),
        )
        .sort("parties_count", "rank", "is_stated", descending=[True, False, True], maintain_order=True)
        .filter(pl.col("basis") == pl.col("basis").first().over(area_of))
        .drop("parties_count", "rank", "is_stated", "seats_count")
        .join(_seats(summed), on=[*_OF, "level", "region_id"], how="left", nulls_equal=True, maintain_order="left")
    )
    rows = pl.concat(
        [of_district, best.with_columns(pl.lit(None, dtype=pl.String).alias("district_id"))], how="diagonal_relaxed"
    )
    area = pl.coalesce(
        pl.col("district_id").str.strip_prefix(pl.col("edition_id") + "/"),
        pl.when(pl.col("level") == "NATION").then(pl.col("office").str.to_lowercase() + "/nation"),
        pl.col("office").str.to_lowercase() + "/" + pl.col("region_id"),
    )  # fmt: skip
    number = pl.col("nomination_id").str.split("/").list.last()
    return rows.with_columns(
        pl.format("{}/{}/party/{}", "edition_id", area, number).alias("party_outcome_id"),
        (pl.col("votes_count") / pl.col("valid_votes_count")).alias("votes_share"),
    ).sort("party_outcome_id")


def _has_all_districts(years: Mapping[str, int]) -> pl.Expr:
    """Whether the lists' edition has contests for the office in as many districts as the law says."""
    counts = {
        f"{edition_id} {office}": rules.districts_count
        for edition_id, year in years.items()
        for office in LIST_OFFICES
        if (rules := rules_of(year, office)) is not None
    }
    expected = pl.concat_str("edition_id", pl.lit(" "), "office").replace_strict(
        counts, default=None, return_dtype=pl.UInt32
    )
    return pl.col("district_id").n_unique().over("edition_id", "office") == expected


def _summed(lists: pl.DataFrame, level: str, region_id: pl.Expr) -> pl.DataFrame:
    """Return the sums over districts; null where one of the district's is not known, or not complete."""
    unknown = pl.col("votes_count").is_null().any() | ~pl.col("is_complete").fill_null(value=False).all()
    area = lists.with_columns(region_id.alias("region_id"))
    # A party that stands in some districts only has nothing to add in the others, but these must be known.
    known = area.group_by("edition_id", "office", "region_id").agg(
        (~unknown).alias("is_known"), pl.col("seats_count").is_not_null().all().alias("knows_seats")
    )
    return (
        area.drop_nulls("nomination_id")
        .group_by([*_OF, "region_id"], maintain_order=True)
        .agg(
            pl.col("votes_count").sum(),
            pl.col("seats_count").sum(),
            status_named(status_rank(pl.col("status")).max()).alias("status"),
            pl.col("series").unique().sort().str.join(" "),
        )
        .join(known, on=["edition_id", "office", "region_id"], nulls_equal=True, maintain_order="left")
        .filter("is_known")
        .with_columns(
            pl.lit(level).alias("level"),
            pl.lit(SUM_OF_PARTS).alias("basis"),
            pl.when("knows_seats").then("seats_count").alias("seats_count"),
            pl.col("votes_count").sum().over("edition_id", "office", "region_id").alias("valid_votes_count"),
        )
        .drop("is_known", "knows_seats")
    )


def _as_stated(stated: pl.DataFrame) -> pl.DataFrame:
    return stated.with_columns(pl.lit(STATED).alias("basis"), pl.lit(None, dtype=pl.Int64).alias("seats_count"))


def _seats(summed: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(summed).select(*_OF, "level", "region_id", "seats_count")

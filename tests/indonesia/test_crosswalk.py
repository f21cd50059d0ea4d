"""Districts laid on each other, and what happened to parties, over what was published."""

import polars as pl
import pytest

from tests.indonesia.conftest import Tables

EDITIONS = ("2014", "2019", "2024")


def sums(overlaps: pl.DataFrame, weight: str) -> pl.DataFrame:
    return overlaps.group_by("district_id", "edition_id").agg(
        pl.col(weight).sum(), pl.col(weight).null_count().alias("nulls")
    )


@pytest.mark.parametrize("weight", ["weight_regions", "weight_population", "weight_area"])
def test_the_weights_of_every_district_sum_to_one(weight: str, table: Tables) -> None:
    known = sums(table("district_overlaps"), weight).filter(pl.col("nulls") == 0)
    assert known.height > 500
    assert ((known[weight] - 1).abs() < 1e-9).all()


@pytest.mark.parametrize(("edition", "districts"), [("2014", 77), ("2019", 80), ("2024", 84)])
def test_every_dpr_district_is_covered_by_those_of_the_other_editions(
    edition: str, districts: int, table: Tables
) -> None:
    rows = table("district_overlaps").filter(pl.col("district_id").str.starts_with(f"{edition}/dpr/"))
    assert rows["with_id"].null_count() == 0
    for weight in ("weight_population", "weight_area"):
        assert rows[weight].null_count() == 0
    for other in set(EDITIONS) - {edition}:
        assert rows.filter(pl.col("edition_id") == other)["district_id"].n_unique() == districts


def test_papua_of_2019_is_four_districts_in_2024(table: Tables) -> None:
    districts = table("districts")
    (papua,) = districts.filter(
        (pl.col("edition_id") == "2019") & (pl.col("office") == "DPR") & (pl.col("name") == "PAPUA")
    )["district_id"]
    rows = table("district_overlaps").filter((pl.col("district_id") == papua) & (pl.col("edition_id") == "2024"))
    assert sorted(rows["with_id"]) == ["2024/dpr/9101", "2024/dpr/9301", "2024/dpr/9401", "2024/dpr/9501"]
    assert rows["shared_count"].sum() == 29


@pytest.mark.parametrize(("edition", "districts"), [("2019", 80), ("2024", 84)])
def test_districts_of_the_dpr_were_split_since_2014_and_none_was_redrawn(
    edition: str, districts: int, table: Tables
) -> None:
    rows = table("district_overlaps").filter(
        pl.col("district_id").str.starts_with(f"{edition}/dpr/") & (pl.col("edition_id") == "2014")
    )
    assert (rows.height, rows["weight_population"].min()) == (districts, 1.0)


def test_a_district_that_did_not_change_has_weight_one_exactly(table: Tables) -> None:
    rows = table("district_overlaps").filter(
        (pl.col("district_id") == "2024/dpr/1101") & (pl.col("edition_id") == "2019")
    )
    assert rows.select("with_id", "weight_regions", "weight_population", "weight_area").rows() == [
        ("2019/dpr/1", 1.0, 1.0, 1.0)
    ]


def test_no_region_of_a_district_lies_outside_its_province(table: Tables) -> None:
    assert table("findings").filter(pl.col("rule") == "region-outside-province").is_empty()


def test_every_event_of_the_workspace_is_of_a_party_that_stood(table: Tables) -> None:
    events = table("party_events")
    assert events.height > 20
    assert events.join(table("nominations"), on="party_id", how="semi").height == events.height
    assert "party-event-unknown" not in set(table("findings")["rule"])


@pytest.mark.parametrize(
    ("votes", "districts"), [("2014", "2019"), ("2014", "2024"), ("2024", "2014"), ("2024", "2019")]
)
def test_notional_results_of_the_dpr_sum_to_the_votes_of_each_party(votes: str, districts: str, table: Tables) -> None:
    estimates = table("notional_results").filter(
        (pl.col("edition_id") == votes) & pl.col("district_id").str.starts_with(f"{districts}/dpr/")
    )
    totals = table("results").filter(
        (pl.col("edition_id") == votes) & (pl.col("office") == "DPR") & (pl.col("kind") == "PARTY_TOTAL") & pl.col("region_id").is_null()
        & pl.col("district_id").is_not_null() & (pl.col("series") == estimates["series"][0])
    )  # fmt: skip
    by_party = [
        frame.group_by("nomination_id").agg(pl.col("votes_count").sum()).sort("nomination_id")
        for frame in (estimates, totals)
    ]
    assert by_party[0].equals(by_party[1])
    assert ((estimates["coverage_ratio"] - 1).abs() < 1e-9).all()

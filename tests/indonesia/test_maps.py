"""Maps of the DPR districts of 2014, 2019 and 2024."""

import polars as pl
import pytest
import shapely

from tests.indonesia.conftest import Tables

PARTLY_PUBLISHED = 0.01
"""The shapes of 2014 are coarser than those of the regencies: how much of the land may differ."""

DRAWN_TWICE = 0.001
"""Neighbours are drawn apart, so that their borders differ a little: how much of the land may lie in two districts."""


@pytest.mark.parametrize(("edition", "districts"), [("2014", 77), ("2019", 80), ("2024", 84)])
def test_every_district_has_a_valid_shape_and_no_two_overlap(edition: str, districts: int, table: Tables) -> None:
    wanted = table("districts").filter((pl.col("edition_id") == edition) & (pl.col("office") == "DPR"))
    maps = wanted.join(table("district_maps"), on="district_id")
    assert (wanted.height, maps.height) == (districts, districts)
    shapes = shapely.from_wkb(maps["wkb"].to_numpy())
    assert shapely.is_valid(shapes).all()
    assert set(shapely.get_type_id(shapes)) <= {shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON}
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    twice = shapely.area(shapely.intersection(shapes[one[one < other]], shapes[other[one < other]]))
    assert twice.sum() < DRAWN_TWICE * shapely.area(shapes).sum()


def test_the_districts_of_2019_and_2024_cover_the_same_land(table: Tables) -> None:
    areas = table("district_maps").join(table("districts").filter(pl.col("office") == "DPR"), on="district_id")
    land = dict(areas.group_by("edition_id").agg(pl.col("area_km2").sum()).iter_rows())
    assert land["2024"] == pytest.approx(land["2019"], rel=1e-3)
    assert land["2014"] == pytest.approx(land["2019"], rel=PARTLY_PUBLISHED + 1e-3)


def test_a_district_without_a_shape_is_named_with_the_reason(table: Tables) -> None:
    drawn = table("district_maps").select("district_id")
    without = table("districts").join(drawn, on="district_id", how="anti").select("district_id", "edition_id")
    told = table("findings").filter(pl.col("rule") == "district-without-map")
    subjects = set(told["subject_key"])
    assert without.filter(~pl.col("district_id").is_in(subjects) & ~pl.col("edition_id").is_in(subjects)).is_empty()
    assert told["message"].str.contains(": ").all()

"""Placement: a region goes to the district in which most of it lies, and an islet to the nearest."""

import polars as pl
import pytest
import shapely

from hub.maps.placement import placed


def shapes(key: str, province: str = "p", **boxes: tuple[float, float, float, float]) -> pl.DataFrame:
    drawn = [shapely.to_wkb(shapely.box(*box)) for box in boxes.values()]
    rows = {key: list(boxes), "wkb": drawn, "province_id": [province] * len(boxes)}
    return pl.DataFrame(rows, schema={key: pl.String, "wkb": pl.Binary, "province_id": pl.String})


WEST_AND_EAST = shapes("district_id", west=(0, 0, 1, 1), east=(1, 0, 2, 1))


def test_a_region_goes_where_most_of_it_lies_with_its_share() -> None:
    found = placed(
        shapes("region_id", whole=(0.1, 0.1, 0.9, 0.9), over=(0.5, 0, 1.25, 1), islet=(2.5, 0, 2.6, 0.1)), WEST_AND_EAST
    )
    rows = {region: (district, share) for region, district, share in found.iter_rows()}
    assert rows["whole"] == ("west", 1.0)
    assert rows["over"] == ("west", pytest.approx(2 / 3))
    assert rows["islet"] == ("east", 0.0)


def test_a_region_is_looked_for_in_its_province_and_everywhere_where_that_is_younger_than_the_map() -> None:
    districts = pl.concat(
        [shapes("district_id", "p", west=(0, 0, 1, 1)), shapes("district_id", "q", east=(1, 0, 2, 1))]
    )
    box = (1.2, 0.2, 1.4, 0.4)
    found = pl.concat(placed(shapes("region_id", province, a=box), districts) for province in ("p", "q", "new"))
    assert found.select("district_id", "share").rows() == [("west", 0.0), ("east", 1.0), ("east", 1.0)]


def test_no_shapes_place_nothing() -> None:
    assert placed(shapes("region_id"), WEST_AND_EAST).is_empty()
    assert placed(shapes("region_id", a=(0, 0, 1, 1)), WEST_AND_EAST.clear()).is_empty()

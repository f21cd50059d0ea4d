import polars as pl
import pytest

from hub.errors import ReleaseError
from hub.recap.territory import District, Division, Territory
from tests.recap.small import REGIONS, frame

AREAS = frame(REGIONS).with_columns(pl.lit(value=True).alias("expected"))


def kept(territory: Territory, *stating: str) -> dict[str, str | None]:
    areas = territory.reporting(pl.Series(stating, dtype=pl.String))
    return dict(areas.select("region_id", "parent_id").iter_rows())


def test_a_source_is_followed_down_to_its_finest_figures_and_no_further():
    found = kept(Territory(Division(AREAS)), "nation", "north", "south", "n2-a")
    assert set(found) == {"nation", "north", "south", "abroad", "north-1", "north-2", "n2-a"}
    assert "n1-a" not in found, "north-1 is a gap as a whole"
    assert "south-1" not in found, "south states its own figures and nothing below it does"


def test_the_stations_beside_a_station_with_figures_are_waited_for():
    assert {"n1-a", "n1-b", "n1-c"} <= set(kept(Territory(Division(AREAS)), "n1-b"))


def test_a_region_that_is_not_expected_is_no_gap():
    unexpected = AREAS.with_columns((pl.col("region_id") != "north-2").alias("expected"))
    assert "north-2" not in kept(Territory(Division(unexpected)), "north-1")
    assert "n2-a" in kept(Territory(Division(unexpected)), "n2-a"), "but its figures are kept where it states some"


def test_an_id_that_is_no_area_is_told():
    with pytest.raises(ReleaseError, match="found some of 'nowhere'"):
        kept(Territory(Division(AREAS)), "nation", "nowhere")


def test_a_district_stands_above_its_regions():
    district = District("2042/dpr/1", "NORTH", ("north-1", "north-2"))
    assert kept(Territory(Division(AREAS), district), "n2-a") == {
        "2042/dpr/1": None,
        "north-1": "2042/dpr/1",
        "north-2": "2042/dpr/1",
        "n2-a": "north-2",
    }


def test_in_a_split_region_only_what_states_figures_belongs_to_the_district():
    district = District("2042/dpr/1", "NORTH", ("north-2",), ("north-1",))
    assert set(kept(Territory(Division(AREAS), district), "n1-a")) == {"2042/dpr/1", "north-1", "n1-a"} | {"north-2"}


def test_a_district_whose_regions_are_not_known_stands_above_what_holds_all_figures():
    district = District("2042/governor/7", "NORTH", ())
    assert kept(Territory(Division(AREAS), district), "n1-a", "n2-a") == {
        "2042/governor/7": None,
        "north": "2042/governor/7",
        "north-1": "north",
        "north-2": "north",
        "n1-a": "north-1",
        "n1-b": "north-1",
        "n1-c": "north-1",
        "n2-a": "north-2",
    }


def test_figures_outside_the_district_are_not_lost():
    district = District("2042/dpr/1", "NORTH", ("north-1",))
    found = kept(Territory(Division(AREAS), district), "n1-a", "s1-a")
    assert "s1-a" in found
    assert "s1-b" not in found


def test_a_district_that_alone_states_figures_stands_alone():
    district = District("2042/dpr/1", "NORTH", ("north-1",))
    assert kept(Territory(Division(AREAS), district), "2042/dpr/1") == {"2042/dpr/1": None}

import polars as pl
import pytest
import shapely

from hub.facts import ShapeFact
from hub.maps.dissolve import NO_REGIONS, NO_SHAPES, district_maps
from hub.maps.shapes import area_km2, read_wkb, simplified, union

EMPTY = pl.DataFrame(schema={"district_id": pl.String, "wkb": pl.Binary, "source_id": pl.String})
SHAPES = pl.DataFrame(
    [(name, shapely.to_wkb(shapely.box(west, 0, west + 1, 1)), "s") for west, name in enumerate("abc")],
    schema=["region_id", "wkb", "source_id"],
    orient="row",
)


def districts(*names: str) -> pl.DataFrame:
    return pl.DataFrame(
        [(name, "2042", "DPR") for name in names], schema=["district_id", "edition_id", "office"], orient="row"
    )


def parts(*rows: tuple[str, str, str, bool]) -> pl.DataFrame:
    schema = {"district_id": pl.String, "region_id": pl.String, "parent_id": pl.String, "is_split": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_district_is_its_regions_without_a_seam() -> None:
    made = district_maps(districts("1"), parts(("1", "a", "p", False), ("1", "b", "p", False)), SHAPES, EMPTY).maps
    row = made.row(0, named=True)
    assert shapely.equals(shapely.from_wkb(row["wkb"]), shapely.box(0, 0, 2, 1))
    assert (row["method"], row["is_approximate"], row["parts_count"]) == ("DISSOLVED", False, 2)


def test_a_part_of_a_split_region_is_the_whole_of_it_and_said_to_be_approximate() -> None:
    made = district_maps(districts("1"), parts(("1", "a", "p", True), ("1", "a1", "a", False)), SHAPES, EMPTY).maps
    assert made.select("is_approximate", "parts_count").rows() == [(True, 1)]


def test_a_district_with_a_region_unseen_has_no_map_and_a_reason() -> None:
    rows = parts(("1", "a", "p", False), ("1", "unseen", "p", False))
    made = district_maps(districts("1", "2"), rows, SHAPES, EMPTY)
    assert made.maps.is_empty()
    assert made.missing.rows() == [("1", NO_SHAPES), ("2", NO_REGIONS)]


def test_a_published_shape_goes_before_one_put_together() -> None:
    published = pl.DataFrame([("1", shapely.to_wkb(shapely.box(5, 5, 6, 6)), "t")], schema=EMPTY.schema, orient="row")
    made = district_maps(districts("1"), parts(("1", "a", "p", False)), SHAPES, published).maps
    assert made.select("method", "source_id").rows() == [("PUBLISHED", "t")]


def test_a_shape_that_crosses_itself_is_repaired() -> None:
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
    (repaired,) = read_wkb([shapely.to_wkb(bow_tie)])
    assert repaired.is_valid
    assert repaired.area == pytest.approx(0.5)


def test_area_is_measured_on_the_ellipsoid() -> None:
    # A square degree at the equator: 111.3195 km by 110.5743 km (WGS 84).
    assert area_km2(shapely.box(0, -0.5, 1, 0.5)) == pytest.approx(12_308.8, rel=1e-4)


def test_neighbours_keep_their_border_when_simplified() -> None:
    west, east = simplified(read_wkb(SHAPES["wkb"].to_list()[:2]))
    assert shapely.intersection(west, east).area == 0
    assert union([west, east]).area == pytest.approx(2)


def test_the_maps_of_an_edition_cover_its_regencies(published_data: object) -> None:
    """The districts of 2019 and 2024 together differ from the union of the 514 regencies by under 0.1% of area."""
    from pathlib import Path

    from hub.loaders import SourceFile
    from hub.loaders.shapes import read

    folder = Path(str(published_data)) / "2019-kpu-infopemilu" / "geo"
    options = {"region_scheme": "kpu", "region_column": "id_wilayah"}
    facts = [
        fact
        for path in sorted(folder.glob("*.json"))
        for fact in read(SourceFile(path=path, name=path.name, edition_id="2019", options=options))
    ]
    assert len(facts) == 514
    shapes = read_wkb([fact.wkb for fact in facts if isinstance(fact, ShapeFact)])
    assert all(shape.is_valid for shape in shapes)
    assert sum(map(area_km2, shapes)) == pytest.approx(area_km2(union(shapes)), rel=1e-3)


def test_a_hole_and_a_second_island_count_in_an_area() -> None:
    hole, island = shapely.box(0.2, 0.2, 0.4, 0.4), shapely.box(3, 0, 4, 1)
    shape = shapely.MultiPolygon([shapely.difference(shapely.box(0, 0, 1, 1), hole), island])
    assert area_km2(shape) == pytest.approx(area_km2(shapely.box(0, 0, 1, 1)) - area_km2(hole) + area_km2(island))


def test_districts_of_the_same_regions_have_one_shape() -> None:
    rows = parts(("1", "a", "p", False), ("1", "b", "p", False), ("2", "b", "p", False), ("2", "a", "p", False))
    made = district_maps(districts("1", "2"), rows, SHAPES, EMPTY).maps
    assert made["wkb"].n_unique() == made["area_km2"].n_unique() == 1
    assert made["area_km2"][0] == pytest.approx(area_km2(shapely.box(0, 0, 2, 1)), rel=1e-4)

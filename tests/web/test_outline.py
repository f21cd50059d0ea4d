import orjson
import pytest

from hub.web.outline import WIDTH, outline

SQUARE = [[[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]]]


def drawn(shape: dict[str, object]) -> str:
    made = outline(orjson.dumps(shape).decode())
    assert made is not None
    return made.path


def test_north_is_up_and_a_square_at_the_equator_stays_one() -> None:
    made = outline(orjson.dumps({"type": "Polygon", "coordinates": SQUARE}).decode())
    assert made is not None
    assert made.path.startswith("M0.0 ")
    assert made.path.endswith(" 420.0Z"), "the ring begins and ends in the south west"
    assert made.width == pytest.approx(made.height, rel=0.001)
    assert max(made.width, made.height) <= WIDTH


def test_islands_and_holes_are_rings_of_one_path() -> None:
    island = [[[point[0] + 2, point[1]] for point in SQUARE[0]]]
    hole = [[100.4, 0.4], [100.6, 0.4], [100.5, 0.6], [100.4, 0.4]]
    assert drawn({"type": "MultiPolygon", "coordinates": [[*SQUARE, hole], island]}).count("M") == 3
    parts = [{"type": "Polygon", "coordinates": SQUARE}, {"type": "Point", "coordinates": [1, 2]}]
    assert drawn({"type": "GeometryCollection", "geometries": parts}).count("M") == 1


@pytest.mark.parametrize(
    "shape", [{"type": "Point", "coordinates": [1, 2]}, {"type": "MultiPolygon", "coordinates": []}]
)
def test_what_has_no_area_has_no_outline(shape: dict[str, object]) -> None:
    assert outline(orjson.dumps(shape).decode()) is None

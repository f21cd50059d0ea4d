import pytest

from hub.errors import ReleaseError
from hub.recap.tree import NO_REGION, grow
from tests.recap.small import REGIONS, frame, node, small_tree, unit


def test_the_regions_without_children_are_the_units():
    tree = small_tree()
    assert set(tree.units["region_id"]) == {"abroad", "n1-a", "n1-b", "n1-c", "n2-a", "s1-a", "s1-b"}
    assert tree.nodes["region_id"].to_list() == ["nation", "north", "south", "north-1", "north-2", "south-1"]


def test_parents_come_before_their_children_and_siblings_stand_together():
    tree = small_tree()
    assert tree.parents.tolist() == [NO_REGION, 0, 0, 1, 1, 2]
    assert [(layer.start, layer.stop) for layer in tree.layers] == [(0, 1), (1, 3), (3, 6)]
    assert sorted(tree.unit_parents.tolist()) == tree.unit_parents.tolist()
    assert tree.unit_parents[unit(tree, "s1-b")] == node(tree, "south-1")
    assert tree.unit_parents[unit(tree, "abroad")] == node(tree, "nation")


def test_the_order_of_rows_does_not_matter():
    assert grow(frame(REGIONS[::-1])).units["region_id"].to_list() == small_tree().units["region_id"].to_list()


def test_a_region_alone_is_a_unit_with_nothing_above_it():
    tree = grow(frame([("2042/dpr/1", None, "DISTRICT")]))
    assert tree.nodes.is_empty()
    assert tree.unit_parents.tolist() == [NO_REGION]


def test_no_regions_make_an_empty_tree():
    tree = grow(frame([]))
    assert (tree.nodes.height, tree.units.height, tree.layers) == (0, 0, ())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", None, "NATION"), ("a", None, "NATION")], "found 'a' again"),
        ([("a", "b", "NATION")], "found none with the id 'b'"),
        ([("a", "b", "NATION"), ("b", "a", "PROVINCE")], "found 'a' among its own"),
    ],
)
def test_what_is_no_tree_is_told(rows: list[tuple[str, str | None, str]], message: str):
    with pytest.raises(ReleaseError, match=message):
        grow(frame(rows))


def test_units_below_a_region():
    tree = small_tree()
    below = tree.units_below(frame(REGIONS)["region_id"].filter(frame(REGIONS)["region_id"].is_in(["north", "abroad"])))
    assert set(tree.units["region_id"].filter(below)) == {"abroad", "n1-a", "n1-b", "n1-c", "n2-a"}

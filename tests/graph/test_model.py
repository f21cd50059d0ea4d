"""The graph as data: every reference leads somewhere and back, and every edge ends at rows that are there."""

import pytest

from hub.graph.model import MODEL
from hub.graph.node_type import Kind
from hub.ids import NODE_TYPES


def test_every_node_type_with_an_identifier_is_in_the_model() -> None:
    assert {name for name, node in MODEL.items() if node.is_node} == set(NODE_TYPES)


def test_a_row_that_has_the_key_of_another_is_led_to_in_reverse() -> None:
    assert not MODEL["district"].edges["map"].is_reference
    assert MODEL["district_map"].edges["district"].is_reference


@pytest.mark.parametrize("name", list(MODEL))
def test_edges_run_over_columns_that_are_there(name: str) -> None:
    for edge in MODEL[name].edges.values():
        for path in edge.paths:
            at = MODEL[name]
            for hop in path:
                target = MODEL[hop.to]
                assert hop.column in at.columns, (name, edge.name)
                assert hop.to_column in target.columns, (name, edge.name)
                assert {column for column, _ in hop.given} <= target.columns.keys()
                assert not hop.repeated or target is at
                at = target
            assert at.name == edge.target


def test_every_reference_has_a_way_there_and_back() -> None:
    for node in MODEL.values():
        for column in node.columns.values():
            if column.points_to:
                there = [edge for edge in node.edges.values() if edge.is_reference and edge.foreign_key == column.name]
                back = [
                    edge
                    for edge in MODEL[column.points_to].edges.values()
                    if edge.target == node.name and edge.paths[0][0].to_column == column.name
                ]
                assert len(there) == 1, (node.name, column.name)
                assert back, (node.name, column.name)


def test_columns_are_described_for_readers() -> None:
    for node in MODEL.values():
        for column in node.columns.values():
            assert column.description.endswith("."), (node.name, column.name)
            assert (column.kind is Kind.ENUM) == bool(column.values)


def test_withheld_columns_are_not_in_the_model() -> None:
    assert not {"birth_date", "birth_place"} & MODEL["candidacy"].columns.keys()

"""Conditions on related rows, over every edge of the model: SQLite against the same worked out by walking the edges in Python."""

from typing import Any

import orjson
import pytest

from hub.graph import plan
from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.graph.node_type import Edge, Kind, NodeType, Path
from hub.graph.plan import AnyOf, Compare, Condition, Given, IsNull, Not, Operator, Plan, Quantifier, Related
from hub.graph.selectivity import is_selective
from hub.graph.sqlite.store import SqliteStore
from hub.release import Release

Rows = list[dict[str, Any]]
EQ = Operator.EQ


@pytest.fixture(scope="module")
def rows(release: Release) -> dict[str, Rows]:
    """The rows of every node type in the order of their keys."""
    frames = {
        name: DERIVED[node.table](release) if node.table in DERIVED else release.table(node.table)
        for name, node in MODEL.items()
    }
    return {name: frame.sort(MODEL[name].table.primary_key()).to_dicts() for name, frame in frames.items()}


def reached(rows: dict[str, Rows], start: dict[str, Any], path: Path) -> Rows:
    at = [start]
    for hop in path:
        found: Rows = []
        front = at
        while front:
            values = {row[hop.column] for row in front} - {None}
            front = [
                row
                for row in rows[hop.to]
                if row[hop.to_column] in values and all(row[name] == value for name, value in hop.given)
            ]
            front = [row for row in front if row not in found]
            found += front
            front = front if hop.repeated else []
        at = found
    return at


def conditions(target: NodeType, held: Rows) -> list[tuple[Condition, Any]]:
    """Return conditions on related rows with what they mean: all rows, the first one, any but that one, and one of another row."""
    column = next(c for c in target.columns.values() if c.kind in {Kind.TEXT, Kind.ENUM} and not c.nullable)
    first = held[0][column.name] if held else "none"
    first_alone = Compare(column.name, EQ, Given(first))
    found: list[tuple[Condition, Any]] = [
        (plan.All(), lambda _: True),
        (first_alone, lambda row: row[column.name] == first),
        (Not(first_alone), lambda row: row[column.name] != first),
    ]
    reference = next((edge for edge in target.edges.values() if edge.is_reference), None)
    if reference is not None:
        found.append(
            (Related(reference.name, Quantifier.SOME, plan.All()), lambda row: row[reference.foreign_key] is not None)
        )
    return found


def asked(store: SqliteStore, node: NodeType, condition: Condition) -> list[list[Any]]:
    columns = node.table.primary_key()
    nodes = plan.Nodes(plan.Shape(node.name, tuple((name, plan.Column(name)) for name in columns)))
    connection = plan.Connection(node.name, None, condition, (), plan.Page(1000), (("nodes", nodes),))
    return [[row[name] for name in columns] for row in orjson.loads(store.answer(Plan(connection), {}))["nodes"]]


@pytest.mark.parametrize("name", list(MODEL))
def test_every_quantifier_over_every_edge(name: str, store: SqliteStore, rows: dict[str, Rows]) -> None:
    node = MODEL[name]
    for edge in node.edges.values():
        related = [[found for path in edge.paths for found in reached(rows, row, path)] for row in rows[name]]
        for condition, means in conditions(MODEL[edge.target], rows[edge.target]):
            held = [[means(row) for row in found] for found in related]
            for quantifier, holds in {
                Quantifier.SOME: any,
                Quantifier.NONE: lambda each: not any(each),
                Quantifier.EVERY: all,
            }.items():
                expected = [row for row, found in zip(rows[name], held, strict=True) if holds(found)]
                keys = [[_told(row[each]) for each in node.table.primary_key()] for row in expected]
                found = asked(store, node, Related(edge.name, quantifier, condition))
                assert found == keys, (edge.name, quantifier, condition)


def _told(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) else str(value)


def test_the_edges_of_the_test_lead_to_rows(rows: dict[str, Rows]) -> None:
    led = {
        (name, edge.name)
        for name, node in MODEL.items()
        for edge in node.edges.values()
        if any(reached(rows, row, path) for row in rows[name] for path in edge.paths)
    }
    assert {("region", "ancestors"), ("region", "descendants"), ("person", "links"), ("person", "external_ids")} <= led
    assert len(led) > 200


def compare(column: str, operator: Operator, value: Any = "x") -> Compare:
    return Compare(column, operator, Given(value))


def coded(edge: str, target: str) -> Related:
    return Related(edge, Quantifier.SOME, compare(target, EQ))


@pytest.mark.parametrize(
    ("node", "condition", "narrow"),
    [
        ("candidacy", compare("candidacy_id", EQ), True),
        ("candidacy", compare("district_id", Operator.IN, ["x"]), True),
        ("candidacy", compare("edition_id", EQ), False),
        ("candidacy", compare("name_on_ballot", Operator.CONTAINS), True),
        ("candidacy", compare("residence", Operator.CONTAINS), False),
        ("region", compare("name", Operator.STARTS_WITH), True),
        ("region", compare("level", EQ, "PROVINCE"), False),
        ("region", coded("codes", "value"), True),
        ("region", plan.All((IsNull("parent_id"), compare("name", EQ))), True),
        ("region", AnyOf((compare("name", EQ), compare("level", EQ, "PROVINCE"))), False),
        ("region", AnyOf((compare("name", EQ), compare("region_id", EQ))), True),
        ("region", Not(compare("name", EQ)), False),
        ("region", plan.All(), False),
        ("region", coded("ancestors", "name"), False),
        ("candidacy", coded("edition", "edition_id"), False),
        ("candidacy", coded("person", "person_id"), True),
        ("person", Related("candidacies", Quantifier.NONE, compare("candidacy_id", EQ)), False),
    ],
)
def test_what_few_rows_fulfil(node: str, condition: Condition, narrow: bool) -> None:  # noqa: FBT001  a value of the table above
    assert is_selective(MODEL[node], condition) is narrow


def test_edges_are_walked_as_the_model_says() -> None:
    """The walk above is right about what it is compared with: repeated hops, and constants that rows must hold."""
    up = MODEL["region"].edges["ancestors"]
    assert isinstance(up, Edge)
    chain = {
        "region": [
            {"region_id": "a", "parent_id": None},
            {"region_id": "b", "parent_id": "a"},
            {"region_id": "c", "parent_id": "b"},
        ]
    }
    assert [row["region_id"] for row in reached(chain, chain["region"][2], up.paths[0])] == ["b", "a"]

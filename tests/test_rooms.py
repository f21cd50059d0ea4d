"""The contract on rooms lets through what the table gives, and nothing else. `make check` holds the package to it."""

import configparser
from pathlib import Path

import pytest
from grimp import ImportGraph, build_graph

from tests.rooms_contract import RoomsContract, room_of, table

ROOT = Path(__file__).parents[1]

ROOMS = ["errors ->", "tables -> errors", "graph -> tables, errors", "cli -> *"]
DOORS = ["neo4j -> graph.neo4j", "rich -> cli"]


def problems(*imports: tuple[str, str], rooms: list[str] = ROOMS) -> list[str]:
    graph = ImportGraph()
    graph.add_module("hub")
    for number, (importer, imported) in enumerate(imports, start=1):
        graph.add_import(importer=importer, imported=imported, line_number=number, line_contents=f"import {imported}")
    contract = RoomsContract("rooms", {"root_packages": ["hub"]}, {"rooms": rooms, "doors": DOORS})
    check = contract.check(graph, verbose=False)
    found: list[str] = check.metadata["problems"]
    assert check.kept is not bool(found)
    return found


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("hub.graph.sqlite", "hub.tables.regions"),
        ("hub.graph.sqlite", "hub.graph.plan"),
        ("hub.graph.neo4j", "neo4j"),
        ("hub.graph", "hub"),
        ("hub.cli.main", "hub.graph"),
        ("hub.cli.main", "rich"),
        ("hub.tables", "polars"),
    ],
)
def test_what_the_table_gives_is_kept(importer: str, imported: str) -> None:
    assert problems((importer, imported)) == []


@pytest.mark.parametrize(
    ("importer", "imported", "problem"),
    [
        ("hub.tables.regions", "hub.graph", "hub.tables.regions:1: tables may import errors; found an import of graph"),
        ("hub.errors", "hub.tables", "hub.errors:1: errors may import no other room; found an import of tables"),
        ("hub.graph.plan", "neo4j", "hub.graph.plan:1: neo4j stays in graph.neo4j; found an import of it here"),
        ("hub.graph", "rich", "hub.graph:1: rich stays in cli; found an import of it here"),
        ("hub.utils", "polars", "hub.utils: expected a room of the table in .importlinter, found none"),
    ],
)
def test_what_the_table_does_not_give_breaks_the_contract(importer: str, imported: str, problem: str) -> None:
    (found,) = problems((importer, imported))
    assert found.startswith(problem)


def test_a_module_stands_in_its_room() -> None:
    assert room_of("hub.graph.sqlite", table(ROOMS)) == "graph"
    assert room_of("hub.graphs", table(ROOMS)) is None


def rules(name: str) -> dict[str, list[str]]:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    return table(config["importlinter:contract:rooms"][name].strip().splitlines())


def test_the_table_names_only_rooms_that_are_there() -> None:
    rooms = rules("rooms")
    assert {name for names in rooms.values() for name in names if name != "*"} <= set(rooms)
    modules = {
        path.stem for path in (ROOT / "hub").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert modules - {"__init__"} == set(rooms)


def test_every_framework_at_a_door_is_used_behind_it() -> None:
    house = build_graph("hub", include_external_packages=True, cache_dir=None)
    for framework, doors in rules("doors").items():
        behind = {
            door
            for door in doors
            for used in house.find_modules_that_directly_import(framework)
            if f"hub.{door}" in used
        }
        assert behind == set(doors), framework

"""The contract type `rooms` of `.importlinter`: which room may import which, and at whose door each framework stays."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOT = "hub"
ARROW = "->"
EVERYTHING = "*"


class RoomsContract(Contract):
    """Direct imports between rooms are those of the table, and every module of the package stands in a room of it.

    `rooms`: lines `room -> room, room`, or `room -> *` for a room that may import all others.
    `doors`: lines `framework -> room, room`: the only rooms that may import it.
    A room is a module or package of the root package; a door may also be one module in it, such as `graph.neo4j`.
    """

    type_name = "rooms"

    rooms = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 (the signature of the library)
        rooms, doors = table(cast("list[str]", self.rooms)), table(cast("list[str]", self.doors))
        problems = sorted({*homeless(graph, rooms), *trespasses(graph, rooms), *smuggled(graph, doors)})
        return ContractCheck(kept=not problems, metadata={"problems": problems})

    def render_broken_contract(self, check: ContractCheck) -> None:
        metadata: Mapping[str, Any] = check.metadata
        for problem in metadata["problems"]:
            output.print_error(problem)


def table(lines: list[str]) -> dict[str, list[str]]:
    """Return the lines `left -> right, right` as a table."""
    split = (line.partition(ARROW) for line in lines)
    return {left.strip(): [name.strip() for name in right.split(",") if name.strip()] for left, _, right in split}


def room_of(module: str, rooms: Mapping[str, Any]) -> str | None:
    """Return the room that a module of the root package stands in, None where no room of the table fits."""
    parts = module.split(".")[1:]
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in rooms), None)


def homeless(graph: ImportGraph, rooms: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each module that stands in no room of the table."""
    for module in sorted(graph.find_descendants(ROOT)):
        if room_of(module, rooms) is None:
            yield f"{module}: expected a room of the table in .importlinter, found none; add its room and what it may import"


def trespasses(graph: ImportGraph, rooms: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield a sentence for each import of a room that the table does not give to the importing room."""
    for module in sorted(graph.find_descendants(ROOT)):
        room = room_of(module, rooms)
        allowed = {room, *rooms.get(room or "", [])}
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            other = room_of(imported, rooms) if imported.startswith(f"{ROOT}.") else None
            if other and EVERYTHING not in allowed and other not in allowed:
                expected = ", ".join(sorted(rooms.get(room or "", []))) or "no other room"
                yield f"{_where(graph, module, imported)}: {room} may import {expected}; found an import of {other}"


def smuggled(graph: ImportGraph, doors: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield a sentence for each import of a framework outside the rooms that it is kept in."""
    for module in sorted(graph.find_descendants(ROOT)):
        for framework in sorted(graph.find_modules_directly_imported_by(module) & set(doors)):
            if room_of(module, dict.fromkeys(doors[framework])) is None:
                expected = ", ".join(doors[framework])
                yield f"{_where(graph, module, framework)}: {framework} stays in {expected}; found an import of it here"


def _where(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return f"{importer}:{details[0]['line_number']}" if details else importer

"""Where the rows and references of the model stand in the graph of Neo4j, read from the files of `cypher/load/`.

A row is a node, or a relationship that carries its columns (`GAVE_TO`, `COVERS`). A reference is a relationship, or for a few dense
ones a property that holds the key of another node. What the files say is all that is known: a new file is a new way to walk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hub.errors import HubError
from hub.graph.model import MODEL, Hop, NodeType
from hub.graph.neo4j.layout import column_of, keys
from hub.graph.neo4j.rows import LoadFile, load_files

_SIDE = re.compile(r"^MATCH \((\w)(?::(\w+)) \{release: \$release, ([^}]+)\}\)$", re.MULTILINE)
_MERGED = re.compile(r"^MERGE \(a\)-\[\w*:(\w+)", re.MULTILINE)
_GIVEN = re.compile(r"\w+: row\.(\w+)")


@dataclass(frozen=True)
class Side:
    """One end of a relationship: its label, and the columns of the row by which its node is found."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Relationship:
    """A type of relationship from the one side to the other."""

    start: Side
    type: str
    end: Side

    def step(self, *, forward: bool, name: str = "", times: str = "") -> str:
        """Return it as part of a pattern, walked from its start, or else from its end; `name` is its variable."""
        held = f"[{name}:{self.type}{times}]"
        return f"-{held}->" if forward else f"<-{held}-"


@dataclass(frozen=True)
class Walk:
    """How a hop is walked along a relationship: forward is from its start to its end."""

    relationship: Relationship
    forward: bool


def label(node: NodeType) -> str | None:
    """Return the label of a node type; None where its rows are relationships."""
    return _labels().get(node.table.table_name())


@cache
def _labels() -> dict[str, str]:
    return {file.table.table_name(): file.pattern.strip("(:)") for file in load_files() if file.is_of_nodes}


def row_relationship(node: NodeType, given: tuple[tuple[str, str], ...] = ()) -> Relationship | None:
    """Return the relationships that are the rows of a type in which columns hold constants; None where its rows are nodes."""
    return next(_relationships(node, given), None) if label(node) is None else None


def walk(source: NodeType, hop: Hop) -> Walk | None:
    """Return how a hop from node to node is walked along one relationship; None where it is a comparison of properties."""
    return _walk(source.name, hop)


@cache
def _walk(source_name: str, hop: Hop) -> Walk | None:
    source, target = MODEL[source_name], MODEL[hop.to]
    if hop.to_column == target.key and not hop.given:
        for found in _relationships(source, ()):
            far = _far_side(found, source, target, hop.column)
            if far is not None:
                return Walk(found, far is found.end)
    if hop.column == source.key:
        for found in _relationships(target, hop.given):
            far = _far_side(found, target, source, hop.to_column)
            if far is not None:
                return Walk(found, far is found.start)
    return None


def _far_side(found: Relationship, owner: NodeType, other: NodeType, column: str) -> Side | None:
    """Return the side at which a column of the owner's rows leads to a node of the other type."""
    own = Side(str(label(owner)), tuple(keys(owner.table)))
    far = Side(str(label(other)), (column,))
    return {(own, far): found.end, (far, own): found.start}.get((found.start, found.end))


@cache
def _all() -> tuple[tuple[LoadFile, Relationship], ...]:
    return tuple((file, _read(file)) for file in load_files() if not file.is_of_nodes)


def _relationships(node: NodeType, given: tuple[tuple[str, str], ...]) -> Iterator[Relationship]:
    """Yield the relationships that are made from the rows of a type in which the given columns hold constants."""
    for file, found in _all():
        constants = tuple((column, what) for column, how, what in file.where if how == "is")
        if file.table is node.table and constants == given:
            yield found


def _read(file: LoadFile) -> Relationship:
    text = file.statement.text
    sides = {
        name: Side(held, tuple(column_of(file.table, field) for field in _GIVEN.findall(given)))
        for name, held, given in _SIDE.findall(text)
    }
    merged = _MERGED.search(text)
    if merged is None or sides.keys() != {"a", "b"}:
        raise HubError(
            f"cypher/{file.statement.name}.cypher: expected MATCH (a:Label {{release: $release, ...}}), the same for b, and "
            "MERGE (a)-[:TYPE]->(b), each on a line"
        )
    return Relationship(sides["a"], merged[1], sides["b"])

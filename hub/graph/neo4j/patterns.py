"""Neo4j relationships of the model's hops: the type and direction that each hop is walked along.

A row is a node, or a relationship that carries its columns (`GAVE_TO`, `COVERS`). A reference is a relationship, or for a few dense
ones a property that holds the key of another node.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hub.graph.model import MODEL
from hub.graph.neo4j.elements import Relationship, Side, nodes, relationships
from hub.graph.neo4j.layout import keys
from hub.graph.node_type import Hop, NodeType


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
    return {node.table.table_name(): node.label for node in nodes()}


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
    own, far = (label(owner), tuple(keys(owner.table))), (label(other), (column,))
    start, end = ((side.label, side.columns) for side in (found.start, found.end))
    return {(own, far): found.end, (far, own): found.start}.get((start, end))


def _relationships(node: NodeType, given: tuple[tuple[str, str], ...]) -> Iterator[Relationship]:
    """Yield the relationships that are made from the rows of a type in which the given columns hold constants."""
    for found in relationships():
        if found.table is node.table and ((found.only,) if found.only else ()) == given:
            yield found

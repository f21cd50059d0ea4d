"""Edges over a table of links, read in order from the index of its key: without a list to look up and without sorting."""

from typing import NamedTuple

from hub.graph.model import MODEL
from hub.graph.node_type import Edge, NodeType
from hub.graph.sqlite import layout
from hub.graph.sqlite.statement import Draft, Row


class Link(NamedTuple):
    """A table whose key is a pair of rows: `near` holds the row number that the edge starts from (its column `start`), `far` that of its end."""

    table: str
    start: str
    near: str
    far: str


def link_of(source: NodeType, edge: Edge) -> Link | None:
    """Return the link of an edge that leads through one table, each end once; None for any other edge."""
    if len(edge.paths) != 1 or len(edge.paths[0]) != 2 or any(hop.repeated for hop in edge.paths[0]):
        return None
    first, last = layout.joins(source, edge.paths[0])
    through = MODEL[edge.paths[0][0].to]
    key = tuple(layout.stored(through, name) for name in through.table.primary_key())
    if key != (first.right, last.left) or last.right != "row" or first.given or last.given:
        return None
    return Link(first.table, first.left, first.right, last.left)


def write_linked(draft: Draft, source: Row, link: Link, target: Row) -> str:
    """Return what follows FROM for the rows at the end of a link, by their number: the index says the order, CROSS JOIN keeps it."""
    alias = draft.alias()
    near, far = (f"{alias}.{layout.quoted(name)}" for name in (link.near, link.far))
    index = layout.quoted(layout.index_name(link.table, (link.near, link.far)))
    return (
        f"{layout.quoted(link.table)} {alias} INDEXED BY {index} CROSS JOIN {target.source} "
        f"WHERE {near} = {source.column(link.start)} AND {target.column('row')} = {far}"
    )

"""The graph as data: node types over the tables of a release, and the edges between them.

To-one edges follow the references that the tables declare, and each has its reverse (`hub.graph.naming`; `_by_<column>` is added where a
name is taken). What the tables cannot say (paths through join tables, ancestors, sources through provenance) is in `path_edges`.
Nothing here knows of a store's language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import dataframely as dy

from hub.graph.derived import DERIVED
from hub.graph.naming import edge_name, edge_names, told_back
from hub.graph.node_type import Column, Edge, Hop, Kind, NodeType, to_many, to_one
from hub.graph.path_edges import path_edges
from hub.tables import TABLES
from hub.tables.table import Table


def _tables() -> dict[str, type[Table]]:
    """Return every table of the graph by the name of its rows."""
    return {table.row_name(): table for table in (*TABLES, *DERIVED) if table.about.in_graph}


def _name_columns() -> dict[str, tuple[str, ...]]:
    searched = {table: table.about.search[0] for table in _tables().values() if table.about.search}
    return {
        table.row_name(): tuple(name for name in table.columns() if table.marks(name).get("searched"))
        for table in sorted(searched, key=searched.__getitem__)
    }


NAME_COLUMNS: dict[str, tuple[str, ...]] = _name_columns()
"""What `search` reads, in this order of types. `contains` on these columns is answered from an index."""


def _kind(table: type[Table], name: str, column: dy.Column) -> Kind:
    if table.marks(name).get("json"):
        return Kind.JSON
    by_class = {
        dy.String: Kind.TEXT,
        dy.Enum: Kind.ENUM,
        dy.Int64: Kind.WHOLE,
        dy.Float64: Kind.NUMBER,
        dy.Bool: Kind.TRUTH,
        dy.Date: Kind.DATE,
        dy.List: Kind.TEXTS,
    }
    return by_class[type(column)]


def columns_of(table: type[Table], names: dict[str, str]) -> dict[str, Column]:
    """Return the public columns of a table; `names` are the node types of the tables that it may refer to."""
    references = table.references()
    found = {}
    for name in table.public_columns():
        column = table.columns()[name]
        if isinstance(column, dy.Binary):
            continue  # shapes in full are for files, not for queries
        to_table, to_column = references.get(name, ("", ""))
        found[name] = Column(
            name=name,
            kind=_kind(table, name, column),
            nullable=column.nullable,
            description=column.description or "",
            values=tuple(column.categories) if isinstance(column, dy.Enum) else (),
            points_to=names.get(to_table) if not to_column else None,
            is_large=table.marks(name).get("large", False),
        )
    return found


def _references(nodes: dict[str, NodeType], names: dict[str, str]) -> Iterator[tuple[str, Edge]]:
    """Yield (node type, edge) for every reference of every table, and for its reverse."""
    for node in nodes.values():
        table = node.table
        for column, (to_table, to_column) in table.references().items():
            if column not in node.columns or to_table not in names:
                continue
            target = nodes[names[to_table]]
            described = node.columns[column]
            to_key = to_column or target.key
            forward, backward = edge_names(table, column)
            there, back = Hop(column, target.name, to_key), Hop(to_key, node.name, column)
            yield node.name, to_one(forward, described.description, (there,), nullable=described.nullable)
            reverse = to_many(backward, told_back(table, column, target.table), (back,))
            marks = table.marks(column)
            yield target.name, replace(reverse, few=marks.get("few", False), is_shown=marks.get("back_shown", True))


def _model() -> dict[str, NodeType]:
    tables = _tables()
    names = {table.table_name(): name for name, table in tables.items()}
    nodes = {
        name: NodeType(name, table, table.about.is_node, columns_of(table, names)) for name, table in tables.items()
    }
    for owner, edge in (*path_edges(nodes), *_references(nodes, names)):
        taken = nodes[owner].edges.keys() | nodes[owner].columns.keys()
        if edge.name in taken:
            edge = replace(edge, name=f"{edge.name}_by_{edge_name(edge.paths[0][0].to_column)}")  # noqa: PLW2901  the same edge, renamed
        if edge.name in taken:
            raise ValueError(f"expected one meaning of {owner}.{edge.name}, found two; name one in its `ref`")
        nodes[owner].edges[edge.name] = replace(edge, is_reference=_is_reference(edge, nodes[edge.target]))
    return nodes


def _is_reference(edge: Edge, target: NodeType) -> bool:
    hop = edge.paths[0][0]
    is_own_key = hop.to_column == target.key and target.columns[target.key].points_to is None
    return not edge.many and is_own_key and len(edge.paths[0]) == 1


MODEL: dict[str, NodeType] = _model()
"""All node types and row types by name."""


def node_at(node: NodeType, through: Sequence[str]) -> NodeType:
    """Return the node type at the end of to-one edges."""
    for edge in through:
        node = MODEL[node.edges[edge].target]
    return node

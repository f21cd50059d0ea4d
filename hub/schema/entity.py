"""The GraphQL types of all tables, made from the model and the declarations of `hub.tables`.

A type has a field for each column and each edge of its rows, in the order of the declaration: columns, edges, then findings and the
source. A column that holds a key is the edge that follows it; the key of a node is `key`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from hub.graph.model import MODEL
from hub.graph.node_type import Column, Edge, Kind, NodeType
from hub.graph.plan import Identity
from hub.schema import annotations
from hub.schema.bindings import (
    BY_NODE,
    BY_TYPE,
    NAMES,
    Binding,
    Entity,
    HasColumn,
    HasDetail,
    HasIdentity,
    HasList,
    HasOne,
    HasPage,
    HasSubject,
    HasTexts,
    type_name_of,
)  # fmt: skip
from hub.schema.deprecation import deprecate
from hub.schema.descriptions import Told
from hub.schema.enums import NAME_OF
from hub.schema.node import IDENTITY
from hub.schema.order import declare_order
from hub.schema.page import declare_connection, page_arguments
from hub.schema.where import declare_where
from hub.tables.table import Detail, Over

_LAST = ("findings", "source", "source_row")
"""Fields that every type has after its own."""


class Field(NamedTuple):
    """A field of a type before it is declared: what it means, its type as an annotation, and the texts of a page's arguments."""

    binding: Binding
    annotation: str
    description: Told
    arguments: Mapping[str, tuple[str, Told]] | None = None
    deprecated: str = ""


def declare(node: NodeType) -> Entity:
    """Declare the GraphQL type of a node type, with its conditions, orders, figures and connection."""
    about = node.table.about
    made = Entity(node, node.table.type_name(), also_named=dict(about.also_named))
    fields: dict[str, StrawberryField] = {}
    for name, held in (*_identity(node), *_in_order(node, dict(fields_of(node)), about.order.split())):
        fields[name] = annotations.field(held.annotation, held.description, held.arguments)
        made.fields[to_camel_case(name)] = held.binding
        if held.deprecated:
            made.deprecated[to_camel_case(name)] = held.deprecated
    bases = (NAMES["Node"],) if node.is_node else ()
    annotations.object_type(made.type_name, node.table.table_description(), fields, bases)
    BY_TYPE[made.type_name] = BY_NODE[node.name] = made
    declare_where(made)
    declare_order(made)
    declare_connection(made)
    deprecate(made)
    return made


def fields_of(node: NodeType) -> Iterator[tuple[str, Field]]:
    """Yield the fields of a type by name, as its columns and edges follow each other."""
    table = node.table
    for name, column in node.columns.items():
        marks = table.marks(name)
        if kind := marks.get("subject_kind"):
            yield "subject", Field(HasSubject(kind, name), "Node | None", "The thing that it is about.")
        is_identity = node.is_node and name == node.key
        if not (column.points_to or is_identity or marks.get("hidden")):
            held = Field(HasColumn(name), _column_type(column), column.description)
            yield marks.get("field", name), held._replace(deprecated=marks.get("deprecated", ""))
        yield from ((edge.name, _edge(edge)) for edge in node.edges.values() if _is_forward(edge, node, name))
    for name, further in table.about.fields.items():
        yield name, _further(node, further)
    forward = {edge.name for edge in node.edges.values() if any(_is_forward(edge, node, name) for name in node.columns)}
    yield from ((edge.name, _edge(edge)) for edge in node.edges.values() if edge.is_shown and edge.name not in forward)


def _is_forward(edge: Edge, node: NodeType, column: str) -> bool:
    """Tell whether an edge follows the reference that a column declares."""
    return column in node.table.references() and not edge.many and edge.paths[0][0].column == column


def _identity(node: NodeType) -> Iterator[tuple[str, Field]]:
    for what in Identity if node.is_node else ():
        yield what.value, Field(HasIdentity(what), *IDENTITY[what])


def _in_order(node: NodeType, fields: dict[str, Field], first: Sequence[str]) -> Iterator[tuple[str, Field]]:
    """Yield fields in the order in which a type shows them; edges that are named alone follow what a row says of itself.

    Raises TypeError where the `order` of a declaration names no field.
    """
    if unknown := [name for name in first if name not in fields]:
        known = ", ".join(fields)
        raise TypeError(f"`order` of {node.name}: expected names of its fields, found {unknown[0]!r}; known: {known}")
    own = [
        name
        for name, held in fields.items()
        if not isinstance(held.binding, HasList | HasPage | HasTexts) and name not in _LAST
    ]
    names = ["sources"] if "sources" in fields else []
    names += [*(() if set(first) & set(own) else own), *first]
    names += [*(name for name in fields if name not in _LAST), *(name for name in _LAST if name in fields)]
    return ((name, fields[name]) for name in dict.fromkeys(names))


def _further(node: NodeType, said: Over | Detail) -> Field:
    """Return the field over a column or edge of another name, or over one column of another row."""
    if isinstance(said, Detail):
        column = replace(MODEL[node.edges[said.edge].target].columns[said.column], nullable=True)
        return Field(HasDetail(said.edge, said.column), _column_type(column), column.description)
    if said.name in node.columns:
        column = node.columns[said.name]
        held = Field(HasColumn(said.name), _column_type(column), column.description)
    elif said.name in node.edges:
        held = _edge(node.edges[said.name])
    else:
        known = ", ".join([*node.columns, *node.edges])
        raise TypeError(
            f"expected a field over a column or an edge of {node.name}, found {said.name!r}; known: {known}"
        )
    return held._replace(deprecated=said.deprecated)


def _column_type(column: Column) -> str:
    by_kind = {
        Kind.TEXT: "str",
        Kind.WHOLE: "int",
        Kind.NUMBER: "float",
        Kind.TRUTH: "bool",
        Kind.DATE: "Date",
        Kind.TEXTS: "list[str]",
        Kind.JSON: "JSON",
    }
    held = NAME_OF.get(column.values, "str") if column.kind is Kind.ENUM else by_kind[column.kind]
    held = "Long" if column.is_large else held
    return f"{held} | None" if column.nullable else held


def _edge(edge: Edge) -> Field:
    target = type_name_of(edge.target)
    if edge.texts:
        return Field(HasTexts(edge.name, edge.texts), "list[str]", edge.description)
    if not edge.many:
        return Field(HasOne(edge.name), f"{target} | None" if edge.nullable else target, edge.description)
    if edge.few:
        return Field(HasList(edge.name), f"list[{target}]", edge.description)
    return Field(HasPage(edge.name), f"{target}Connection", edge.description, page_arguments(edge.target))


def declare_all() -> None:
    """Declare the types of all tables that GraphQL shows."""
    for node in MODEL.values():
        if node.table.about.is_shown:
            declare(node)

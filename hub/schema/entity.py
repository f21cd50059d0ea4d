"""Declares a GraphQL type over a node type: one annotated line per field, everything else is taken from the tables.

A field that has the name of a column or an edge of the node is that column or edge. Its description is the public description of
the column, and its type is checked against the table when the module is read.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from hub.graph.model import MODEL, Column, Edge, Kind, NodeType
from hub.graph.plan import Identity
from hub.schema import annotations
from hub.schema.deprecation import deprecate
from hub.schema.enums import NAME_OF
from hub.schema.meaning import (
    BY_NODE,
    BY_TYPE,
    LARGE,
    NAMES,
    Entity,
    HasColumn,
    HasDetail,
    HasIdentity,
    HasList,
    HasOne,
    HasPage,
    HasSubject,
    HasTexts,
    Meaning,
    type_name_of,
)  # fmt: skip
from hub.schema.node import IDENTITY
from hub.schema.order import declare_order
from hub.schema.page import declare_connection, page_arguments
from hub.schema.where import declare_where

Declared = TypeVar("Declared", bound=type)


@dataclass(frozen=True)
class _Over:
    name: str


@dataclass(frozen=True)
class _Deprecated:
    instead: str
    said: Any


def deprecated(instead: str, said: Any = None) -> Any:
    """Say that a field is to go, and what to use instead: "Use `votesCount`." What else would be said of it stands in `said`."""
    return _Deprecated(instead, said)


def over(name: str) -> Any:
    """Say that a field is over the column or edge of another name."""
    return _Over(name)


def about(type_column: str, key_column: str) -> Any:
    """Say that a field is whatever node two columns name."""
    return HasSubject(type_column, key_column)


def texts(edge: str, column: str) -> Any:
    """Say that a field is one column of all rows at the end of an edge."""
    return HasTexts(edge, column)


def detail(edge: str, column: str) -> Any:
    """Say that a field is one column of the row at the end of a to-one edge, null where there is no row."""
    return HasDetail(edge, column)


def entity(
    node_name: str, *, also_named: dict[str, str] | None = None, description: str | None = None
) -> Callable[[Declared], Declared]:
    """Declare the decorated class as GraphQL type over a node type, with its conditions, orders and connection.

    Raises TypeError at import where an annotation is not what the tables say, naming what was expected.
    """

    def declare(declared: Declared) -> Declared:
        node = MODEL[node_name]
        made = Entity(node, declared.__name__, also_named=dict(also_named or {}))
        fields: dict[str, StrawberryField] = {}
        if node.is_node:
            for what in Identity:
                fields[what.value] = annotations.field(*IDENTITY[what])
                made.fields[what.value] = HasIdentity(what)
            _add(made, fields, "sources", "list[Source]", None)
        for name, annotation in declared.__annotations__.items():
            _add(made, fields, name, annotation, declared.__dict__.get(name))
        bases = (NAMES["Node"],) if node.is_node else ()
        told = description or inspect.cleandoc(node.table.__doc__ or "")
        annotations.object_type(declared.__name__, told, fields, bases)
        BY_TYPE[made.type_name] = BY_NODE[node.name] = made
        declare_where(made)
        declare_order(made)
        declare_connection(made)
        deprecate(made)
        return declared

    return declare


def _add(made: Entity, fields: dict[str, StrawberryField], name: str, annotation: str, said: Any) -> None:
    called = name.removesuffix("_")  # of a name that is a word of Python, such as `with_`
    if isinstance(said, _Deprecated):
        made.deprecated[to_camel_case(called)], said = said.instead, said.said
    meaning, expected, description = _read(made.node, name, annotation, said)
    if annotation != expected:
        raise TypeError(
            f"{made.type_name}.{name}: expected the annotation {expected!r} from the tables, found {annotation!r}"
        )
    arguments = None
    if isinstance(meaning, HasPage):
        target = annotation.removeprefix("Connection[").removesuffix("]")
        annotation, arguments = f"{target}Connection", page_arguments(target)
    fields[called] = annotations.field(annotation, description, arguments)
    made.fields[to_camel_case(called)] = meaning


def _read(node: NodeType, name: str, annotation: str, said: Any) -> tuple[Meaning, str, str]:
    """Return what a field means, the annotation that the tables ask for, and its description."""
    match said:
        case HasSubject():
            return said, "Node | None", "The thing that it is about."
        case HasTexts(edge):
            return said, "list[str]", node.edges[edge].description
        case HasDetail(edge, at_end):
            held = replace(MODEL[node.edges[edge].target].columns[at_end], nullable=True)
            return said, _column_type(held), held.description
        case _Over(other):
            return _read(node, other, annotation, None)
        case _ if name in node.columns:
            column = node.columns[name]
            return HasColumn(name), _column_type(column), column.description
        case _ if name in node.edges:
            return _read_edge(node.edges[name], annotation)
    known = ", ".join([*node.columns, *node.edges])
    raise TypeError(f"expected a field of {node.name} to be a column or an edge, found {name!r}; known: {known}")


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
    held = "Long" if column.name in LARGE else held
    return f"{held} | None" if column.nullable else held


def _read_edge(edge: Edge, annotation: str) -> tuple[Meaning, str, str]:
    target = type_name_of(edge.target)
    if not edge.many:
        return HasOne(edge.name), f"{target} | None" if edge.nullable else target, edge.description
    if annotation.startswith("list["):
        return HasList(edge.name), f"list[{target}]", edge.description
    return HasPage(edge.name), f"Connection[{target}]", edge.description

"""Bindings: which column, edge or identity of the graph each GraphQL field reads. Filled by `entity`, read by `compiler`."""

from dataclasses import dataclass, field
from typing import Any

from hub.graph.model import MODEL
from hub.graph.node_type import NodeType
from hub.graph.plan import Identity


@dataclass(frozen=True, slots=True)
class HasIdentity:
    what: Identity


@dataclass(frozen=True, slots=True)
class HasColumn:
    column: str


@dataclass(frozen=True, slots=True)
class HasOne:
    """The row at the end of a to-one edge."""

    edge: str


@dataclass(frozen=True, slots=True)
class HasList:
    """All rows at the end of a to-many edge."""

    edge: str


@dataclass(frozen=True, slots=True)
class HasTexts:
    """One column of all rows at the end of a to-many edge."""

    edge: str
    column: str


@dataclass(frozen=True, slots=True)
class HasDetail:
    """One column of the row at the end of a to-one edge."""

    edge: str
    column: str


@dataclass(frozen=True, slots=True)
class HasPage:
    """A connection over the rows at the end of a to-many edge."""

    edge: str


@dataclass(frozen=True, slots=True)
class HasSubject:
    """The node that two columns identify: its type and its key."""

    type_column: str
    key_column: str


Binding = HasIdentity | HasColumn | HasOne | HasList | HasTexts | HasDetail | HasPage | HasSubject


@dataclass
class Entity:
    """A declared GraphQL type: its node type, and the binding of each of its fields."""

    node: NodeType
    type_name: str
    fields: dict[str, Binding] = field(default_factory=dict)
    also_named: dict[str, str] = field(default_factory=dict)
    """Further names of columns in conditions: GraphQL name -> column."""
    deprecated: dict[str, str] = field(default_factory=dict)
    """Deprecated fields: GraphQL name -> what to use instead."""


BY_TYPE: dict[str, Entity] = {}
"""Entities by the name of their GraphQL type."""

BY_NODE: dict[str, Entity] = {}
"""Entities by node type."""

NAMES: dict[str, Any] = {}
"""Every type that the schema declares, by the name that annotations use."""


def type_name_of(node_name: str) -> str:
    """Return the name of the GraphQL type of a node type."""
    return MODEL[node_name].table.type_name()

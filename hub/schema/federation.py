"""The schema as an Apollo Federation 2 subgraph, so that others can join persons, parties and all other nodes to a graph of their own.

Every node is an entity with two keys: `key`, the persistent identifier that others know, and `id`. A representation is read as a global id when
variables are coerced, so `_entities` is the same plan as `nodes`.
"""

import re
from functools import cache
from typing import Any

from graphql import FieldNode, GraphQLError, GraphQLScalarType, GraphQLSchema
from graphql.language.print_string import print_string

from hub.graph import global_id
from hub.schema.bindings import BY_TYPE
from hub.schema.descriptions import described
from hub.schema.selection import Selection

VERSION = "v2.9"
"""Of the federation specification; everything used here is in all versions since 2.0."""

_NODE_TYPE = re.compile(r"^type (\w+) implements Node \{$", re.MULTILINE)


def additions(sdl: str) -> str:
    """Return the schema additions of a subgraph: the fields that a gateway queries."""
    entities = " | ".join(_NODE_TYPE.findall(sdl))
    return f"""
{_told("What a gateway knows of a node: its type as `__typename`, and `key` or `id`.")}
scalar _Any

{_told("A node that other subgraphs may add fields to.")}
union _Entity = {entities}

{_told("What a gateway asks of a subgraph.")}
type _Service {{
  {_told("The schema, with the keys of nodes, in the language of Apollo Federation 2.")}
  sdl: String!
}}

extend type Query {{
  {_told("For gateways: the schema as a subgraph of Apollo Federation 2.")}
  _service: _Service!

  {_told("For gateways: nodes by what they know of them, in that order; null where there is none.")}
  _entities(
    {_told("What is known of each node.")}
    representations: [_Any!]!
  ): [_Entity]!
}}
"""


def _told(text: str) -> str:
    return print_string(described(text))


@cache
def subgraph(sdl: str) -> str:
    """Return the schema as a gateway composes it: nodes with their keys, `PageInfo` shared with whoever has one too."""
    imports = f'@link(url: "https://specs.apollo.dev/federation/{VERSION}", import: ["@key", "@shareable"])'
    keyed = _NODE_TYPE.sub(r'type \1 implements Node @key(fields: "key") @key(fields: "id") {', sdl)
    return f"extend schema {imports}\n\n" + keyed.replace("\ntype PageInfo {", "\ntype PageInfo @shareable {")


def service(selection: Selection, nodes: list[FieldNode], sdl: str) -> dict[str, str]:
    """Return the value of `_service` by response key."""
    type_: Any = selection.schema.type_map["_Service"]
    named = {key: held[0].name.value for key, held in selection.below(type_, nodes).items()}
    return {key: subgraph(sdl) if name == "sdl" else type_.name for key, name in named.items()}


def accept_representations(schema: GraphQLSchema) -> None:
    """Make the schema read a representation as the global id of the node that it names."""
    scalar = schema.type_map["_Any"]
    if isinstance(scalar, GraphQLScalarType):
        scalar.coerce_input_value = read_representation  # a hook: classes and scalars alike set it


def read_representation(given: Any) -> str:
    """Return the global id of the node that a representation names. Raises GraphQLError for what names none."""
    named = given.get("__typename") if isinstance(given, dict) else None
    entity = BY_TYPE.get(named) if isinstance(named, str) else None
    if entity is None or not entity.node.is_node:
        raise GraphQLError(f"expected a representation with the __typename of a node, found {named!r}")
    for name in ("key", "id"):
        text = given.get(name)
        if isinstance(text, str):
            return global_id.encode(entity.node.name, global_id.key_of(entity.node.name, text))
    raise GraphQLError(f"expected a representation of {named} with `key` or `id` as text, found {', '.join(given)}")

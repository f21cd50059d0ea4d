"""The variables that an operation declares, and how the values that a request gives for them are read."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    VariableDefinitionNode,
    get_variable_values,
)  # fmt: skip

from hub.schema.failures import BAD_VARIABLES, refused

_MOST_ERRORS = 20

_PLAIN: dict[str, type] = {"ID": str, "String": str, "Boolean": bool}
"""Types whose values are read as they are where they come as the one type of JSON; others may mean something else than they say."""


class _Other:
    """Marker for types without a plain value."""


class VariableReader:
    """Reads the variables of one operation."""

    def __init__(self, schema: GraphQLSchema, definitions: Iterable[VariableDefinitionNode]) -> None:
        self._schema = schema
        self._definitions = tuple(definitions)
        self._plain = {node.variable.name.value: _PLAIN.get(_name(node), _Other) for node in self._definitions}

    def read(self, given: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[dict[str, Any]]]:
        """Return the values as the operation's types say, or errors. Values that are not declared are left out."""
        values = {}
        for name, plain in self._plain.items():
            value = given.get(name)
            if type(value) is not plain:
                break
            values[name] = value
        else:
            return values, []
        found = get_variable_values(self._schema, self._definitions, dict(given), _MOST_ERRORS)
        if isinstance(found, list):
            return {}, [refused(error, BAD_VARIABLES) for error in found]
        return found.coerced, []


def _name(node: VariableDefinitionNode) -> str:
    """Return the name of a variable's type, required or not; no name for a list."""
    type_ = node.type.type if isinstance(node.type, NonNullTypeNode) else node.type
    return type_.name.value if isinstance(type_, NamedTypeNode) else ""

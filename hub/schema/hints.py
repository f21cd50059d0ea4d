"""Hints on a query that does not fit the schema: how the condition, the order or the key that was meant is written."""

import re

from graphql import GraphQLError, GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, get_named_type

_UNKNOWN_FIELD = re.compile(r"Expected value of type '(\w+)' not to include unknown field '(\w+)'")
_UNKNOWN_ARGUMENT = re.compile(r"Unknown argument '\w+' on field '(\w+)\.(\w+)'")


def hint(error: GraphQLError, schema: GraphQLSchema) -> str:
    """Return a sentence to follow the message of an error of validation; empty where there is none."""
    if found := _UNKNOWN_FIELD.match(error.message):
        type_, name = schema.type_map.get(found[1]), found[2]
        return _of_input(type_, name) if isinstance(type_, GraphQLInputObjectType) else ""
    if found := _UNKNOWN_ARGUMENT.match(error.message):
        parent = schema.type_map.get(found[1])
        if isinstance(parent, GraphQLObjectType) and "id" in parent.fields[found[2]].args:
            return f' One thing is asked for by its key: {found[2]}(id: "…").'
    return ""


def _of_input(type_: GraphQLInputObjectType, name: str) -> str:
    fields = type_.fields
    if type_.is_one_of:
        return f" An order is one field with its direction, such as {{{next(iter(fields))}: DESC}}."
    about = get_named_type(fields["is"].type) if "is" in fields else None
    if isinstance(about, GraphQLInputObjectType) and name in about.fields:
        return f" Conditions on what it refers to are written {{is: {{{name}: …}}}}."
    return ""

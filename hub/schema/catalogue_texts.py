"""Descriptions of the schema by coordinate, and those that the translation catalogue has to hold."""

from collections.abc import Iterator

from graphql import GraphQLSchema

from hub.schema.descriptions import ASKED

NOT_OURS = ("Int", "Float", "String", "Boolean", "ID")
"""Scalars of the specification. graphql-core shares them, like the introspection types, between all schemas of a process."""


def descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Yield (coordinate, description) of all that the hub describes: `Candidacy.votesCount`, `Query.person(id:)`, `@skip`.

    The scalars and the introspection of the specification are left out: their descriptions are the specification's own.
    """
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or name in NOT_OURS:
            continue
        yield name, type_.description
        for field_name, field in getattr(type_, "fields", {}).items():
            yield f"{name}.{field_name}", field.description
            for argument_name, argument in getattr(field, "args", {}).items():
                yield f"{name}.{field_name}({argument_name}:)", argument.description
        for value_name, value in getattr(type_, "values", {}).items():
            yield f"{name}.{value_name}", value.description
    for directive in schema.directives:
        yield f"@{directive.name}", directive.description
        for argument_name, argument in directive.args.items():
            yield f"@{directive.name}({argument_name}:)", argument.description


def asked(schema: GraphQLSchema) -> dict[str, str]:
    """Return text -> coordinate of its first use, in the order of the schema, for the texts that the catalogue translates."""
    found: dict[str, str] = {}
    for place, description in descriptions(schema):
        if description in ASKED:
            found.setdefault(ASKED[description], place)
    return found

"""The descriptions of the schema, place by place, and the texts that it asks of the catalogue."""

from collections.abc import Iterator

from graphql import GraphQLSchema

from hub.schema.descriptions import ASKED

NOT_OURS = ("Int", "Float", "String", "Boolean", "ID")
"""Scalars that every GraphQL has; graphql-core holds them once for all schemas of a process, as it does the types of introspection."""


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
    """Return the texts that the schema asks of the catalogue, in the order of the schema -> the first place that each stands at."""
    found: dict[str, str] = {}
    for place, description in descriptions(schema):
        if description in ASKED:
            found.setdefault(ASKED[description], place)
    return found

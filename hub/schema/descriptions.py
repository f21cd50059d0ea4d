"""Descriptions in GraphQL: each in both languages, English first, then Indonesian in italics, as Markdown."""

from copy import copy

from graphql import GraphQLDirective, GraphQLSchema, specified_directives

from hub.tables.table import Bilingual
from hub.translation import Both, Text, in_both
from hub.translation.catalogue import key_of

Told = str | Text | Both
"""What a declaration tells of a type, a field, an argument or a value: an English text of the catalogue, or both languages (as `Bilingual` is)."""

ASKED: dict[str, str] = {}
"""Every description that was made of a text of the catalogue -> the key of that text."""


def described(told: Told) -> str:
    """Return the description. It has no Indonesian where the catalogue has none: a test says what is missing there."""
    if isinstance(told, Bilingual):
        told = Both(key_of(Text(str(told))), told.indonesian)
    if isinstance(told, Both):
        return _markdown(told)
    text = Text(told) if isinstance(told, str) else told
    made = _markdown(in_both(text))
    ASKED[made] = key_of(text)
    return made


def _markdown(both: Both) -> str:
    if both.indonesian is None:
        return both.english
    italics = (f"_{paragraph}_" for paragraph in both.indonesian.split("\n\n"))
    return "\n\n".join([both.english, *italics])


def describe_directives(schema: GraphQLSchema) -> None:
    """Describe the directives of the specification, which graphql-core describes in English, in both languages."""
    told = {directive.name: directive.description for directive in specified_directives}
    schema.directives = tuple(_described(directive, told.get(directive.name)) for directive in schema.directives)


def _described(directive: GraphQLDirective, told: str | None) -> GraphQLDirective:
    made = copy(directive)  # graphql-core holds its directives once for all schemas
    made.description = described(told or "")
    made.args = {name: copy(argument) for name, argument in directive.args.items()}
    for argument in made.args.values():
        argument.description = described(argument.description or "")
    return made

"""The GraphQL schema: declared with strawberry, published as SDL, and built from that SDL for validation and execution."""

import re
from functools import cache
from typing import cast

import strawberry
from graphql import GraphQLObjectType, GraphQLOneOfDirective, GraphQLSchema, build_schema
from graphql.language.block_string import print_block_string
from strawberry.schema.config import StrawberryConfig

from hub.schema.bindings import BY_TYPE, NAMES
from hub.schema.descriptions import describe_directives, described
from hub.schema.federation import accept_representations, additions
from hub.schema.query import Query
from hub.schema.scalars import DEFINITIONS, accept_scalars
from hub.schema.subscription import Subscription

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@cache
def sdl() -> str:
    """Return the schema as GraphQL schema language, equal to `schema.graphql`."""
    types = [NAMES[name] for name in BY_TYPE]
    declared = strawberry.Schema(
        query=Query, subscription=Subscription, types=types, config=StrawberryConfig(scalar_map=DEFINITIONS)
    )
    return _TRAILING.sub("", _with_one_of(declared.as_str())) + "\n"


def _with_one_of(text: str) -> str:
    """Return the schema with @oneOf described: strawberry writes its definition, the only one of the specification's, without."""
    told = print_block_string(described(GraphQLOneOfDirective.description or ""))
    return text.replace("directive @oneOf", f"{told}\ndirective @oneOf", 1)


@cache
def executable() -> GraphQLSchema:
    """Return the schema that queries are validated against: the published one, and what a gateway asks."""
    schema = build_schema(sdl() + additions(sdl()), assume_valid=True)
    accept_representations(schema)
    accept_scalars(schema)
    describe_directives(schema)
    return schema


def query_type() -> GraphQLObjectType:
    """Return the type of the root fields."""
    return cast("GraphQLObjectType", executable().query_type)

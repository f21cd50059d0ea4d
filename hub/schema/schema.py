"""The whole schema: declared with strawberry, published as SDL, and executed as what the SDL says."""

from functools import cache
from typing import cast

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema, build_schema
from strawberry.schema.config import StrawberryConfig

from hub.schema.federation import accept_representations, additions
from hub.schema.meaning import BY_TYPE, NAMES
from hub.schema.query import Query
from hub.schema.scalars import DEFINITIONS
from hub.schema.subscription import Subscription


@cache
def sdl() -> str:
    """Return the schema as GraphQL schema language, as it stands in `schema.graphql`."""
    types = [NAMES[name] for name in BY_TYPE]
    declared = strawberry.Schema(
        query=Query, subscription=Subscription, types=types, config=StrawberryConfig(scalar_map=DEFINITIONS)
    )
    return declared.as_str() + "\n"


@cache
def executable() -> GraphQLSchema:
    """Return the schema that queries are validated against: the published one, and what a gateway asks."""
    schema = build_schema(sdl() + additions(sdl()), assume_valid=True)
    accept_representations(schema)
    return schema


def query_type() -> GraphQLObjectType:
    """Return the type of the root fields."""
    return cast("GraphQLObjectType", executable().query_type)

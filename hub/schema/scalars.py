"""Custom scalars: Date, Long and JSON, and what the schema reads as a Date or Long of a request."""

import re
from datetime import date
from typing import Any, NewType

import strawberry
from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema

from hub.schema.bindings import NAMES
from hub.schema.descriptions import described

Date = NewType("Date", str)
JSON = NewType("JSON", object)
Long = NewType("Long", int)

DEFINITIONS: dict[object, Any] = {
    Date: strawberry.scalar(
        name="Date",
        description=described("A day as `YYYY-MM-DD`."),
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
    ),
    JSON: strawberry.scalar(
        name="JSON", description=described("Any JSON value."), specified_by_url="https://www.rfc-editor.org/rfc/rfc8259"
    ),
    Long: strawberry.scalar(
        name="Long", description=described("A whole number up to 2^53; it may be larger than Int can hold.")
    ),
}

MOST = 2**53
"""The largest Long: JSON of other languages reads larger numbers inexactly."""


def accept_scalars(schema: GraphQLSchema) -> None:
    """Make the schema refuse what is no day or whole number."""
    for name, read in (("Date", read_day), ("Long", read_long)):
        scalar = schema.type_map[name]
        if isinstance(scalar, GraphQLScalarType):
            scalar.coerce_input_value = read  # a hook: classes and scalars alike set it


def read_day(given: Any) -> str:
    """Return a day as it was given. Raises GraphQLError for what is none."""
    if isinstance(given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            pass
    raise GraphQLError(f'expected a day as `YYYY-MM-DD`, such as "2024-02-14", found {_told(given)}')


def read_long(given: Any) -> int:
    """Return a whole number. Raises GraphQLError for what is none, or too large for JSON."""
    is_whole = isinstance(given, int) or (isinstance(given, float) and given.is_integer())
    if isinstance(given, bool) or not is_whole or abs(given) > MOST:
        raise GraphQLError(f"expected a whole number of at most 2^53, found {_told(given)}")
    return int(given)


def _told(given: Any) -> str:
    return (
        repr(given) if isinstance(given, str | int | float) and len(str(given)) <= 40 else f"a {type(given).__name__}"
    )


NAMES.update({"Date": Date, "JSON": JSON, "Long": Long})

"""Marks deprecated fields as such in every GraphQL type made from an entity: the object, `where`, `orderBy`, groups and totals."""

from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from hub.schema.bindings import NAMES, Entity

_TYPES = ("", "Where", "Order", "Total", "Average", "GroupKey", "FigureOrder", "TotalHaving", "AverageHaving")
"""Types that have a field for a field of an entity, as they are named after it."""

_VALUES = "GroupBy"
"""The enum that has a value for it."""


def deprecate(made: Entity) -> None:
    """Mark the fields of an entity that are to go, in all types that were declared of it."""
    for suffix in _TYPES:
        declared = NAMES.get(f"{made.type_name}{suffix}")
        for held in declared.__strawberry_definition__.fields if declared is not None else ():
            held.deprecation_reason = made.deprecated.get(_graphql_name(held))
    listed = NAMES.get(f"{made.type_name}{_VALUES}")
    for value in listed.__strawberry_definition__.values if listed is not None else ():
        value.deprecation_reason = made.deprecated.get(value.name)


def _graphql_name(held: StrawberryField) -> str:
    return held.graphql_name or to_camel_case(held.python_name)

"""Factories for GraphQL types, fields and arguments in Strawberry, whose types are given by name.

Object, input, interface and enum types are registered under their names (`NAMES`), so they may refer to each other in any order.
"""

from collections.abc import Mapping
from enum import Enum
from keyword import iskeyword
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from hub.schema.bindings import NAMES
from hub.schema.descriptions import Told, described

_ANNOTATION, _TOLD = "annotation", "told"


def field(
    annotation: str, description: Told, arguments: Mapping[str, tuple[str, Told]] | None = None
) -> StrawberryField:
    """Return a field of the annotated type. `arguments` are name -> (annotation, description).

    It has no resolver: what a query selects is compiled as a whole, see `hub.schema.compiler`.
    """
    metadata = {_ANNOTATION: annotation, _TOLD: description}
    made: StrawberryField = strawberry.field(description=described(description), metadata=metadata)
    made.type_annotation = StrawberryAnnotation(annotation, namespace=NAMES)
    if arguments:
        made.arguments = [_argument(name, *told) for name, told in arguments.items()]
    return made


def _argument(name: str, annotation: str, description: Told) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(annotation, namespace=NAMES),
        description=described(description),
    )


def copied(made: StrawberryField) -> StrawberryField:
    """Return the same field for a further type: strawberry notes in a field which type it belongs to."""
    return field(made.metadata[_ANNOTATION], made.metadata[_TOLD])


def object_type(name: str, description: Told, fields: dict[str, StrawberryField], bases: tuple[type, ...] = ()) -> type:
    """Return a GraphQL object type of these fields, known by its name from then on. A field may be called as a word of Python."""
    made = {}
    for field_name, held in fields.items():
        if iskeyword(field_name):
            held.graphql_name = field_name
        made[f"{field_name}_" if iskeyword(field_name) else field_name] = held
    plain = _plain_class(name, made, bases)
    return _keep(name, strawberry.type(plain, name=name, description=described(description)))


def input_type(name: str, description: Told, fields: Mapping[str, tuple[str, Told]], *, one_of: bool = False) -> type:
    """Return a GraphQL input type whose fields, GraphQL name -> (type, description), may all be left out."""
    made = {}
    for field_name, (annotation, told) in fields.items():
        optional: StrawberryField = strawberry.field(
            description=described(told), default=strawberry.UNSET, metadata={_ANNOTATION: f"{annotation} | None"}
        )
        optional.type_annotation = StrawberryAnnotation(f"{annotation} | None", namespace=NAMES)
        optional.graphql_name = field_name
        made[f"{field_name}_" if iskeyword(field_name) else field_name] = optional
    plain = _plain_class(name, made, ())
    return _keep(name, strawberry.input(plain, name=name, description=described(description), one_of=one_of or None))


def _plain_class(name: str, fields: dict[str, StrawberryField], bases: tuple[type, ...]) -> type:
    annotations = dict.fromkeys(fields, Any)
    return type(name, bases, {"__annotations__": annotations, "__module__": __name__, **fields})


def _keep(name: str, made: Any) -> type:
    """Remember a type. Its fields get their annotations anew: strawberry looked at them before the types they name were known."""
    if name in NAMES:
        raise ValueError(f"expected one GraphQL type named {name}, found two")
    for held in made.__strawberry_definition__.fields:
        held.type_annotation = StrawberryAnnotation(held.metadata[_ANNOTATION], namespace=NAMES)
    NAMES[name] = made
    kept: type = made
    return kept


def interface_type(name: str, description: Told, fields: dict[str, StrawberryField]) -> type:
    """Return a GraphQL interface of these fields."""
    plain = _plain_class(name, fields, ())
    return _keep(name, strawberry.interface(plain, name=name, description=described(description)))


def enum_type(name: str, description: Told, values: Mapping[str, Told]) -> type:
    """Return a GraphQL enum of these values, name -> description. In Python a value is its name, as a text."""
    described_values = [
        (each, strawberry.enum_value(each, description=described(told))) for each, told in values.items()
    ]
    members: Any = Enum(name, described_values)  # type: ignore[misc]  # mypy reads members only where they are written out
    made: type = strawberry.enum(members, description=described(description))
    NAMES[name] = made
    return made

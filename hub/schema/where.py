"""`where`: the conditions that rows of a type may be chosen by, and how the argument is read."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hub.errors import UsageError
from hub.graph.global_id import key_value
from hub.graph.model import MODEL
from hub.graph.node_type import Column, Edge, Kind
from hub.graph.plan import (
    All,
    AnyOf,
    Compare,
    Condition,
    Given,
    Identity,
    IsNull,
    Not,
    Operator,
    Quantifier,
    Related,
    Slot,
)  # fmt: skip
from hub.schema import annotations
from hub.schema.bindings import BY_NODE, Entity, HasColumn, HasIdentity, HasList, HasOne, HasPage, type_name_of
from hub.schema.descriptions import Told
from hub.schema.enums import NAME_OF
from hub.translation import Text

_EXACT = {"eq": "Equal to.", "ne": "Not equal to; rows without a value count as not equal.", "in": "Equal to one of."}
_EXACT_KEY = {
    "eq": "Key: equal to.",
    "ne": "Key: not equal to; rows without a value count as not equal.",
    "in": "Key: equal to one of.",
}
_SIZED = {
    "lt": "Less than.",
    "lte": "Less than or equal to.",
    "gt": "Greater than.",
    "gte": "Greater than or equal to.",
}
_EXACT_TEXT = _EXACT | {"eq": "Equal to, letter for letter; `contains` and `startsWith` ignore case and accents."}
_WORDED = {"contains": "Contains, ignoring case and accents.", "startsWith": "Starts with, ignoring case and accents."}
_IS_NULL = "True for rows without a value, false for rows with one."


class BadCondition(UsageError):
    """A `where` that cannot be meant as it is written."""

    code = "BAD_CONDITION"


def _filter(name: str, held: str, operators: dict[str, str], description: Told) -> None:
    fields = {operator: (f"list[{held}]" if operator == "in" else held, told) for operator, told in operators.items()}
    annotations.input_type(name, description, {**fields, "isNull": ("bool", _IS_NULL)})


_filter("TextFilter", "str", _EXACT_TEXT | _SIZED | _WORDED, "Conditions on a text. All that are given must hold.")
_filter("WholeFilter", "int", _EXACT | _SIZED, "Conditions on a whole number. All that are given must hold.")
_filter("LongFilter", "Long", _EXACT | _SIZED, "Conditions on a large whole number. All that are given must hold.")
_filter("NumberFilter", "float", _EXACT | _SIZED, "Conditions on a number. All that are given must hold.")
_filter("DateFilter", "Date", _EXACT | _SIZED, "Conditions on a day. All that are given must hold.")
_filter(
    "BooleanFilter",
    "bool",
    {name: _EXACT[name] for name in ("eq", "ne")},
    "Conditions on a truth value. All that are given must hold.",
)
_filter(
    "TextsFilter",
    "str",
    {"contains": "One of the texts contains, ignoring case and accents."},
    "Conditions on a list of texts. All that are given must hold.",
)
for _name in NAME_OF.values():
    _told = Text("Conditions on {type}. All that are given must hold.", {"type": _name})
    _filter(f"{_name}Filter", _name, _EXACT, _told)

_BY_KIND = {
    Kind.TEXT: "TextFilter",
    Kind.WHOLE: "WholeFilter",
    Kind.NUMBER: "NumberFilter",
    Kind.TRUTH: "BooleanFilter",
    Kind.DATE: "DateFilter",
    Kind.TEXTS: "TextsFilter",
}


def subject_of(made: Entity, name: str) -> Column | Edge | None:
    """Return the column or edge that a field of `where` is about, or None for a field that no condition can be about."""
    if name in made.also_named:
        return made.node.columns[made.also_named[name]]
    match made.fields.get(name):
        case HasIdentity(Identity.KEY):
            return made.node.columns[made.node.key]
        case HasColumn(column):
            found = made.node.columns[column]
            return None if found.kind is Kind.JSON else found
        case HasOne(edge) | HasPage(edge):
            return made.node.edges[edge]
        case HasList(edge) if MODEL[made.node.edges[edge].target].name != "source":
            return made.node.edges[edge]
        case _:
            return None


def declare_where(made: Entity) -> None:
    """Declare the input type of `where` for a type, and those of conditions on rows that are related to it."""
    name = made.type_name
    fields: dict[str, tuple[str, Told]] = {
        "and": (f"list[{name}Where]", "All of these hold."),
        "or": (f"list[{name}Where]", "At least one of these holds."),
        "not": (f"{name}Where", "This does not hold."),
    }
    for field_name in (*made.fields, *made.also_named):
        subject = subject_of(made, field_name)
        if subject is not None:
            fields[field_name] = (_filter_of(subject), subject.description)
    told = Text("Conditions on {type} rows. All that are given must hold.", {"type": name})
    annotations.input_type(f"{name}Where", told, fields)
    nested = (f"{name}Where", "There is one, and it fulfils these conditions.")
    by_key, english = {}, "Conditions on a related {type}: on anything about it."
    if made.node.is_node:
        by_key = {op: ("list[str]" if op == "in" else "str", held) for op, held in _EXACT_KEY.items()}
        english = "Conditions on a related {type}: on its key, or on anything about it."
    is_null = ("bool", "True where there is none.")
    told = Text(english, {"type": name})
    annotations.input_type(f"{name}LinkFilter", told, {**by_key, "isNull": is_null, "is": nested})
    many = {each.value: (f"{name}Where", held) for each, held in _QUANTIFIED.items()}
    told = Text("Conditions on all related {type} rows.", {"type": name})
    annotations.input_type(f"{name}ListFilter", told, many)


_QUANTIFIED = {
    Quantifier.SOME: "At least one row fulfils these conditions.",
    Quantifier.NONE: "No row fulfils these conditions.",
    Quantifier.EVERY: "Every row fulfils these conditions; true where there are no rows.",
}


def _filter_of(subject: Column | Edge) -> str:
    if isinstance(subject, Edge):
        return f"{type_name_of(subject.target)}{'List' if subject.many else 'Link'}Filter"
    if subject.kind is Kind.ENUM:
        return f"{NAME_OF[subject.values]}Filter" if subject.values in NAME_OF else "TextFilter"
    return "LongFilter" if subject.is_large else _BY_KIND[subject.kind]


Plain = Callable[[Any], Any]
"""Gives the value of a variable that decides what a plan looks like, instead of a slot for it."""


def read_where(made: Entity, given: Mapping[str, Any] | None, plain: Plain) -> Condition:
    """Return the condition of a `where` argument. Raises BadCondition for a null where a value must stand."""
    conditions: list[Condition] = []
    for name, value in (given or {}).items():
        if value is None:
            raise BadCondition(f"expected conditions in `{name}`, found null; leave it out, or use isNull")
        match name:
            case "and":
                conditions.append(All(tuple(read_where(made, each, plain) for each in value)))
            case "or":
                conditions.append(AnyOf(tuple(read_where(made, each, plain) for each in value)))
            case "not":
                conditions.append(Not(read_where(made, value, plain)))
            case _:
                conditions.extend(_read_subject(made, subject_of(made, name), value, plain))
    return conditions[0] if len(conditions) == 1 else All(tuple(conditions))


def _read_subject(
    made: Entity, subject: Column | Edge | None, given: Mapping[str, Any], plain: Plain
) -> Iterator[Condition]:
    if isinstance(subject, Column):
        for operator, value in given.items():
            yield _compare(subject.name, operator, value, plain, _keyed(made, subject))
    elif isinstance(subject, Edge):
        for operator, value in given.items():
            yield _related(subject, operator, value, plain)


def _keyed(made: Entity, column: Column) -> str | None:
    """Return the node type whose key a column holds: that of the row itself, or of what it refers to."""
    own = made.node.name if made.node.is_node and column.name == made.node.key else None
    return column.points_to or own


def _compare(column: str, operator: str, value: Any, plain: Plain, keyed: str | None = None) -> Condition:
    """Return a comparison; with `keyed`, of keys of that node type or their global ids."""
    if value is None or (isinstance(value, list) and None in value):
        raise BadCondition(
            f"expected a value for `{operator}`, found null; use `isNull: true` for rows without a value"
        )
    if operator == "isNull":
        return IsNull(column) if plain(value) else Not(IsNull(column))
    compared = value if isinstance(value, Slot) else Given(value)
    is_key = keyed is not None and operator in _EXACT_KEY
    return Compare(column, Operator(operator), key_value(str(keyed), compared) if is_key else compared)


def _related(edge: Edge, operator: str, value: Any, plain: Plain) -> Condition:
    target = BY_NODE[edge.target]
    if value is None:
        raise BadCondition(f"expected a value for `{operator}`, found null; use `isNull: true` where there is none")
    if operator in {each.value for each in Quantifier}:
        return Related(edge.name, Quantifier(operator), read_where(target, value, plain))
    if operator == "is":
        return Related(edge.name, Quantifier.SOME, read_where(target, value, plain))
    if operator == "isNull" and not edge.is_reference:
        quantifier = Quantifier.NONE if plain(value) else Quantifier.SOME
        return Related(edge.name, quantifier, All())
    if edge.is_reference:
        return _compare(str(edge.foreign_key), operator, value, plain, edge.target)
    positive = "eq" if operator == "ne" else operator
    related = Related(edge.name, Quantifier.SOME, _compare(target.node.key, positive, value, plain, edge.target))
    return Not(related) if operator == "ne" else related

"""Every field of every `where`, every operator of every kind of condition, and orders of every kind, asked of both stores.

The suite takes other operators and another value from field to field, so that each kind of condition has all of its operators asked for
somewhere, and orders each list by a column of each kind; with `HUB_EXAMPLES` set it asks every operator on every field, with all values, and
every order.
"""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import count
from math import ceil
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

from hub.schema.schema import executable, query_type
from tests.neo4j.contract.conftest import AskedOfBoth

PAGES = sorted(name for name, field in query_type().fields.items() if "where" in field.args)
VALUES = {
    "String": ['"SITI"', '"2042/dpr/1"', '"81"', '""', '"ñandú \\""', '"é"'],
    "Int": ["0", "2", "2042"],
    "Long": ["0", "5000000001"],
    "Float": ["1234.5", "0"],
    "Boolean": ["true", "false"],
    "Date": ['"2042-02-14"'],
}


REQUIRED = {"edition": '"2042"', "from": '"2037"', "to": '"2042"'}


def _called(page: str, given: str) -> str:
    """Return the call of a root field with the arguments that it cannot do without."""
    arguments = query_type().fields[page].args.items()
    needed = "".join(f"{name}: {REQUIRED[name]}, " for name, each in arguments if is_required_argument(each))
    return f"{page}({needed}{given})"


def _values(type_: Any) -> list[str]:
    held = get_nullable_type(type_)
    if isinstance(held, GraphQLList):
        return [f"[{', '.join(_values(held.of_type))}]", "[]"]
    if isinstance(held, GraphQLEnumType):
        return list(held.values)[:2]
    return VALUES[held.name]


ALL_VALUES = "HUB_EXAMPLES" in os.environ


def _fields(page: str) -> Iterator[tuple[str, GraphQLInputObjectType]]:
    """Yield the fields of a `where` and the kinds of their conditions."""
    where: Any = get_named_type(query_type().fields[page].args["where"].type)
    for name, field in where.fields.items():
        kind = get_named_type(field.type)
        if name not in {"and", "or", "not"} and isinstance(kind, GraphQLInputObjectType):
            yield name, kind


def _taken() -> dict[tuple[str, str], list[str]]:
    """Page and field -> operators to ask for: of each kind of condition the operators in turn, each of them at least once."""
    fields = [(page, name, kind) for page in PAGES for name, kind in _fields(page)]
    times, turns, taken = Counter(kind.name for _, _, kind in fields), Counter[str](), {}
    for page, name, kind in fields:
        operators = list(kind.fields)
        if not ALL_VALUES:
            share = ceil(len(operators) / times[kind.name])
            start = turns[kind.name] * share
            operators = [operators[(start + place) % len(operators)] for place in range(share)]
        turns[kind.name] += 1
        taken[page, name] = operators
    return taken


TAKEN = _taken()


def _conditions(page: str) -> Iterator[str]:
    """Yield conditions for every field; of related rows the first field that compares a text."""
    turns = count()
    for name, kind in _fields(page):
        for operator in TAKEN[page, name]:
            type_ = kind.fields[operator].type
            if is_leaf_type(get_named_type(type_)):
                values = _values(type_)
                taken = values if ALL_VALUES else [values[next(turns) % len(values)]]
                yield from (f"{name}: {{{operator}: {value}}}" for value in taken)
            else:
                conditions = ("", _inner(type_))
                taken = conditions if ALL_VALUES else conditions[next(turns) % 2 :][:1]
                yield from (f"{name}: {{{operator}: {{{inner}}}}}" for inner in taken)


def _inner(type_: Any) -> str:
    fields: Any = get_named_type(type_).fields
    for name in ("key", "name", "value", "partyName", "year", "seriesName", "partsCount"):
        if name in fields:
            value = (
                '"2042/dpr/1"' if name == "key" else '"SITI"' if "ear" not in name and "Count" not in name else "2040"
            )
            return f"{name}: {{gte: {value}}}"
    return ""


@pytest.mark.parametrize("page", PAGES)
def test_every_operator(ask: AskedOfBoth, page: str) -> None:
    conditions = list(_conditions(page))
    assert conditions
    for start in range(0, len(conditions), 25):
        parts = conditions[start : start + 25]
        fields = " ".join(
            f"f{place}: {_called(page, f'where: {{{each}}}')} {{ totalCount }}" for place, each in enumerate(parts)
        )
        ask.data(f"{{ {fields} }}")
        negated = " ".join(
            f"f{place}: {_called(page, f'where: {{not: {{{each}}}}}')} {{ totalCount }}"
            for place, each in enumerate(parts[::5])
        )
        ask.data(f"{{ {negated} }}")


def _orders(page: str) -> tuple[list[str], dict[str, Any]]:
    """Return the names by which a list is ordered: its own columns, and the rows that it refers to with the orders of these."""
    order: Any = get_named_type(query_type().fields[page].args["orderBy"].type)
    kinds = {name: get_named_type(field.type) for name, field in order.fields.items()}
    nested = {name: kind for name, kind in kinds.items() if isinstance(kind, GraphQLInputObjectType)}
    return [name for name in kinds if name not in nested], nested


def _own_orders(page: str) -> list[str]:
    """Return own columns of a list, one of each kind of value unless all are asked for."""
    own, _ = _orders(page)
    if ALL_VALUES or page == "candidacies":
        return own
    kinds = {name: kind.name for name, kind in _fields(page)}
    return list({kinds.get(name, name): name for name in own}.values())


def _related_orders() -> dict[str, list[str]]:
    """Page -> rows that it refers to: three of each page unless all are asked for, first those by whose kind fewest pages are ordered."""
    taken, times = {}, Counter[str]()
    for page in PAGES:
        _, nested = _orders(page)
        names = sorted(nested, key=lambda name: times[nested[name].name])
        taken[page] = names if ALL_VALUES else names[:3]
        times.update(nested[name].name for name in taken[page])
    return taken


RELATED = _related_orders()


@pytest.mark.parametrize("page", PAGES)
def test_every_order_in_pages(ask: AskedOfBoth, page: str) -> None:
    """Each page begins after the cursor that both stores gave, up and down, with the nulls, ties and letters of its own columns."""
    for place, name in enumerate(_own_orders(page)):
        for direction in ("ASC", "DESC") if ALL_VALUES or page == "candidacies" else ("ASC", "DESC")[place % 2 :][:1]:
            after = None
            while True:
                given = f"first: {2 if ALL_VALUES or page == 'candidacies' else 4}, orderBy: [{{{name}: {direction}}}]{f', after: {chr(34)}{after}{chr(34)}' if after else ''}"
                found = ask.data(
                    f"{{ page: {_called(page, given)} {{ edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }}"
                )["page"]
                after = found["pageInfo"]["endCursor"]
                if not found["pageInfo"]["hasNextPage"]:
                    break


@pytest.mark.parametrize("page", PAGES)
def test_orders_by_related_rows_in_pages(ask: AskedOfBoth, page: str) -> None:
    """Each list ordered by a column of rows that it refers to, ascending and descending by turns, in pages."""
    _, nested = _orders(page)
    for place, name in enumerate(RELATED[page]):
        column = next(
            each
            for each, field in nested[name].fields.items()
            if not isinstance(get_named_type(field.type), GraphQLInputObjectType)
        )
        by = f"{{{name}: {{{column}: {('ASC', 'DESC')[place % 2]}}}}}"
        first = ask.data(
            f"{{ page: {_called(page, f'first: 3, orderBy: [{by}]')} {{ nodes {{ __typename }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )["page"]
        if first["pageInfo"]["hasNextPage"]:
            after = first["pageInfo"]["endCursor"]
            ask.data(
                f"{{ page: {_called(page, f'first: 3, orderBy: [{by}], after: {chr(34)}{after}{chr(34)}')} {{ edges {{ cursor }} }} }}"
            )


def test_rows_of_every_kind_are_ordered_by() -> None:
    kinds = {kind.name for page in PAGES for kind in _orders(page)[1].values()}
    assert kinds == {_orders(page)[1][name].name for page in PAGES for name in RELATED[page]}


def test_every_operator_of_every_kind_of_condition_is_asked_for() -> None:
    kinds = {kind.name: kind for page in PAGES for _, kind in _fields(page)}
    asked = {(kind.name, operator) for page in PAGES for name, kind in _fields(page) for operator in TAKEN[page, name]}
    assert asked == {(kind.name, operator) for kind in kinds.values() for operator in kind.fields}


def test_the_schema_has_pages() -> None:
    assert len(PAGES) >= 9
    assert executable().query_type is not None

"""Row order as Cypher, and the position of a cursor in it."""

from collections.abc import Callable
from typing import Any

import orjson

from hub.graph import cursor
from hub.graph.model import node_at
from hub.graph.neo4j.conditions import transform
from hub.graph.neo4j.related import related
from hub.graph.neo4j.statement import Draft, Part, Row, literal
from hub.graph.node_type import Column, Kind, NodeType
from hub.graph.plan import Order, Value


def write_orders(draft: Draft, row: Row, orders: tuple[Order, ...], *, backward: bool = False) -> str:
    """Return Cypher that puts rows in their total order: the given columns, nulls last, then the key; backward for the reverse."""
    written = [_write_order(draft, row, order, backward=backward) for order in orders]
    direction = " DESC" if backward else ""
    keys = (f"{_key_part(row, name)}{direction}" for name in row.node.table.primary_key())
    return ", ".join([*written, *keys])


def _write_order(draft: Draft, row: Row, order: Order, *, backward: bool) -> str:
    held, descending = compared(draft, row, order), order.descending is not backward
    return nulls_last(held, descending=descending, backward=backward)


def nulls_last(held: str, *, descending: bool, backward: bool = False) -> str:
    """Return an order by an expression. Cypher's own place of nulls is last when ascending and first when descending."""
    nulls_are_last = not backward
    apart = "" if nulls_are_last is not descending else f"{held} IS NULL{'' if nulls_are_last else ' DESC'}, "
    return f"{apart}{held}{' DESC' if descending else ''}"


def _key_part(row: Row, name: str) -> str:
    """Keys go as texts, as they do in a release, but for the number of a source row."""
    held = row.column(name)
    is_text = row.node.columns[name].kind is not Kind.WHOLE or name == "source_row"
    return held if is_text else f"toString({held})"


def write_cursor(draft: Draft, row: Row, orders: tuple[Order, ...]) -> list[Part]:
    """Return the values that the cursor of a row is made of, as they are sent."""
    ordered = [_value(_column(row, order), related(draft, row, order.through, order.column)) for order in orders]
    return [*ordered, *(write_value(row, name) for name in row.node.table.primary_key())]


def write_value(row: Row, name: str) -> Part:
    """Return the value of a column as the JSON of an answer holds it."""
    return _value(row.node.columns[name], row.column(name))


def _value(column: Column, held: str) -> Part:
    kind = column.kind
    return Part(f"toString({held})" if kind is Kind.DATE else held, _READS.get(kind))


def cursor_of(node: NodeType, orders: tuple[Order, ...], values: list[Any]) -> str:
    """Return the cursor of a row from its values, which hold the numbers of the row as they are."""
    plain = (int(value) if isinstance(value, bool) else value for value in values)
    return orjson.dumps([cursor.signature(node.name, orders), *plain]).hex().upper()


def _json(text: str | None) -> orjson.Fragment | None:
    """Return JSON text unchanged."""
    return None if text is None else orjson.Fragment(text)


_READS: dict[Kind, Callable[[Any], Any]] = {Kind.JSON: _json}


def write_beyond(draft: Draft, row: Row, orders: tuple[Order, ...], at: Value, *, before: bool) -> str:
    """Return Cypher that is true for the rows that stand after a cursor, or before it.

    A row stands further where it is equal in the first so many columns and further in the next.
    """
    ways, equal = [], ""
    for place, order in enumerate(orders):
        column = _column(row, order)
        wanted = placed(column, draft.bind(at, _part(row, orders, place, column)))
        held = compared(draft, row, order)
        ways.append(f"({equal}{_further(order, held, wanted, before=before)})")
        equal += f"({held} = {wanted} OR ({held} IS NULL AND {wanted} IS NULL)) AND "
    sign = "<" if before else ">"
    for place, name in enumerate(row.node.table.primary_key(), start=len(orders)):
        held, wanted = row.column(name), draft.bind(at, _part(row, orders, place, row.node.columns[name]))
        ways.append(f"({equal}{held} {sign} {wanted})")
        equal += f"{held} = {wanted} AND "
    return f"({' OR '.join(ways)})"


def _further(order: Order, held: str, wanted: str, *, before: bool) -> str:
    sign = "<" if order.descending is not before else ">"
    if before:
        return f"{held} IS NOT NULL AND ({wanted} IS NULL OR {held} {sign} {wanted})"
    return f"{wanted} IS NOT NULL AND ({held} IS NULL OR {held} {sign} {wanted})"


def _part(row: Row, orders: tuple[Order, ...], place: int, column: Column) -> Callable[[Any], Any]:
    typed = bool if column.kind is Kind.TRUTH else transform(column)

    def read(given: Any) -> Any:
        value = cursor.decode(given, row.node.name, orders)[place]
        return value if value is None or typed is None else typed(value)

    return read


def compared(draft: Draft, row: Row, order: Order) -> str:
    """Return what rows are ordered by: the column, or the place of an enum's value in its declaration."""
    return placed(_column(row, order), related(draft, row, order.through, order.column))


def _column(row: Row, order: Order) -> Column:
    return node_at(row.node, order.through).columns[order.column]


def placed(column: Column, held: str) -> str:
    """Return what a value is ordered by: an enum's place in its declaration, else the value itself."""
    if not column.values:
        return held
    cases = " ".join(f"WHEN {literal(value)} THEN {place}" for place, value in enumerate(column.values))
    return f"CASE {held} {cases} END"

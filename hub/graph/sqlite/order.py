"""Row order as SQL, and the position of a cursor in it."""

from collections.abc import Callable
from typing import Any

from hub.graph import cursor
from hub.graph.model import node_at
from hub.graph.plan import Order, Value
from hub.graph.sqlite.json import text
from hub.graph.sqlite.related import related
from hub.graph.sqlite.statement import Draft, Row


def write_order(row: Row, order: Order, *, backward: bool = False) -> str:
    """Return SQL that sorts by a column, nulls last; backward for the exact reverse."""
    direction = "DESC" if order.descending is not backward else "ASC"
    return f"{_compared(row, order)} {direction} NULLS {'FIRST' if backward else 'LAST'}"


def write_orders(row: Row, orders: tuple[Order, ...], *, backward: bool = False) -> str:
    """Return SQL that puts rows in their total order: the given columns, then the key."""
    written = [write_order(row, order, backward=backward) for order in orders]
    return ", ".join([*written, row.column("row") + (" DESC" if backward else "")])


def write_cursor(row: Row, orders: tuple[Order, ...]) -> str:
    """Return SQL for the cursor of a row."""
    keys = (row.column(column) for column in row.node.table.primary_key())
    values = [*(related(row, order.through, order.column) for order in orders), *keys]
    return f"hex(json_array({text(cursor.signature(row.node.name, orders))}, {', '.join(values)}))"


def write_beyond(draft: Draft, row: Row, orders: tuple[Order, ...], at: Value, *, before: bool) -> str:
    """Return SQL that is true for the rows that stand after a cursor, or before it.

    A row stands further where it is equal in the first so many columns and further in the next.
    """
    ways, equal = [], ""
    for place, order in enumerate(orders):
        wanted = _ranked(row, order, draft.bind(at, _part(row, orders, place)))
        ways.append(f"({equal}{_further(row, order, wanted, before=before)})")
        equal += f"{_compared(row, order)} IS {wanted} AND "
    places = range(len(orders), len(orders) + len(row.node.table.primary_key()))
    marks = ", ".join(draft.bind(at, _part(row, orders, place)) for place in places)
    ways.append(f"({equal}{_beyond_key(row, marks, before=before)})")
    return f"({' OR '.join(ways)})"


def _further(row: Row, order: Order, wanted: str, *, before: bool) -> str:
    held = _compared(row, order)
    sign = "<" if order.descending is not before else ">"
    if before:
        return f"{held} IS NOT NULL AND ({wanted} IS NULL OR {held} {sign} {wanted})"
    return f"{wanted} IS NOT NULL AND ({held} IS NULL OR {held} {sign} {wanted})"


def _beyond_key(row: Row, marks: str, *, before: bool) -> str:
    """Compare row numbers, which go in the order of keys, so that the rows of a page are sought and not scanned."""
    found = Row(row.node, "k")
    keys = ", ".join(found.column(column) for column in row.node.table.primary_key())
    if before:
        return (
            f"{row.column('row')} < (SELECT coalesce(min(row), 9e18) FROM {found.source} WHERE ({keys}) >= ({marks}))"
        )
    return f"{row.column('row')} > (SELECT coalesce(max(row), 0) FROM {found.source} WHERE ({keys}) <= ({marks}))"


def _part(row: Row, orders: tuple[Order, ...], place: int) -> Callable[[Any], Any]:
    return lambda given: cursor.decode(given, row.node.name, orders)[place]


def _compared(row: Row, order: Order) -> str:
    return _ranked(row, order, related(row, order.through, order.column))


def _ranked(row: Row, order: Order, held: str) -> str:
    """Return SQL for the place of an enum's value in its declaration; for other columns, the value itself."""
    values = node_at(row.node, order.through).columns[order.column].values
    return f"nullif(instr({text('|' + '|'.join(values) + '|')}, '|' || {held} || '|'), 0)" if values else held

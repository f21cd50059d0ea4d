"""Cursors: where a row stands in an ordered list, as the values it is ordered by and its key.

They hold no row numbers, so they survive a rebuild of a release, and mean the same in every store.
"""

from typing import Any

import orjson

from hub.errors import UsageError
from hub.graph.plan import Order


class BadCursor(UsageError):
    """A text that is not a cursor of the list it is used on."""

    code = "BAD_CURSOR"


def signature(node_type: str, orders: tuple[Order, ...]) -> str:
    """Return the list that a cursor belongs to: `candidacy-votes_count+name`."""
    return node_type + "".join(f"{'-' if order.descending else '+'}{order.column}" for order in orders)


def decode(text: str, node_type: str, orders: tuple[Order, ...]) -> list[Any]:
    """Return the values of the orders and the key. Raises BadCursor for anything but a cursor of this list."""
    expected = signature(node_type, orders)
    try:
        found = orjson.loads(bytes.fromhex(text))
    except ValueError:
        found = None
    if not isinstance(found, list) or len(found) != len(orders) + 2 or found[0] != expected or not _plain(found):
        raise BadCursor(
            f"expected a cursor that a list of {node_type} in the same order gave, found {text[:80]!r}; start without a cursor"
        )
    return found[1:]


def _plain(values: list[Any]) -> bool:
    """Tell whether these are values of columns, and the last one a key, so that they may be bound."""
    return isinstance(values[-1], str) and all(
        value is None or isinstance(value, str | bool) or (isinstance(value, int) and abs(value) < 1 << 63)
        for value in values
    )

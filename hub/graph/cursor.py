"""Cursors: the position of a row in an ordered list, as its order values and its key.

They hold no row numbers, so they survive a rebuild of a release, and mean the same in every store.
"""

from typing import Any

import orjson

from hub.errors import UsageError
from hub.graph.model import MODEL
from hub.graph.plan import Order


class BadCursor(UsageError):
    """A text that is not a cursor of the list it is used on."""

    code = "BAD_CURSOR"


def signature(node_type: str, orders: tuple[Order, ...]) -> str:
    """Return the list that a cursor belongs to: `candidacy-votes_count+name`."""
    return node_type + "".join(
        f"{'-' if order.descending else '+'}{'.'.join((*order.through, order.column))}" for order in orders
    )


def belongs(text: str, node_type: str, orders: tuple[Order, ...]) -> bool:
    """Return whether a text is a cursor of a list in this order."""
    try:
        decode(text, node_type, orders)
    except BadCursor:
        return False
    return True


def decode(text: str, node_type: str, orders: tuple[Order, ...]) -> list[Any]:
    """Return the values of the orders, then those of the key. Raises BadCursor for anything but a cursor of this list."""
    keys = len(MODEL[node_type].table.primary_key())
    expected = signature(node_type, orders)
    try:
        found = orjson.loads(bytes.fromhex(text))
    except ValueError:
        found = None
    if (
        not isinstance(found, list)
        or len(found) != 1 + len(orders) + keys
        or found[0] != expected
        or not _plain(found, keys)
    ):
        raise BadCursor(
            f"expected a cursor that a list of {node_type} in the same order gave, found {text[:80]!r}; start without a cursor"
        )
    return found[1:]


def _plain(values: list[Any], keys: int) -> bool:
    """Tell whether these are values of columns, those of the key not null, so that they may be bound."""
    whole = all(value is None or isinstance(value, str | bool | float) or _is_whole(value) for value in values)
    return whole and None not in values[-keys:]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and abs(value) < 1 << 63

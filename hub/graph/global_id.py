"""Global ids: one name for a node across all types, opaque to clients: the hexadecimal form of `type:key`, encoded and decoded.

Hexadecimal, because SQLite writes it in C: `hex('person:' || person_id)`; the same reason holds for cursors.
"""

from functools import partial
from typing import Any

from hub.graph.model import MODEL
from hub.graph.plan import Given, Slot, Value
from hub.ids import GlobalId

_LETTERS = ("6", "7")
"""How the hexadecimal form of every type begins; most keys do not, and are told apart without a try."""


def encode(node_type: str, key: str) -> str:
    return f"{node_type}:{key}".encode().hex().upper()


def decode(text: str) -> GlobalId | None:
    """Return the type and key that a global id names, or None for a text that is no global id."""
    if not text.startswith(_LETTERS):
        return None
    try:
        node_type, _, key = bytes.fromhex(text).decode().partition(":")
    except ValueError:
        return None
    known = MODEL.get(node_type)
    return GlobalId(node_type, key) if known is not None and known.is_node and key else None


def key_of(node_type: str, text: str) -> str:
    """Return the key that a text means for a node type: what a global id of the type names, else the text itself."""
    named = decode(text)
    return named.key if named is not None and named.node_type == node_type else text


def key_value(node_type: str, value: Value) -> Value:
    """Return a value of a plan, a text or a list of texts, as keys of a node type: what global ids among them name, else the texts."""
    if isinstance(value, Slot):
        return value if value.decode else Slot(value.variable, partial(_keys, node_type))
    return Given(_keys(node_type, value.value))


def _keys(node_type: str, given: Any) -> Any:
    if isinstance(given, list):
        return [_keys(node_type, each) for each in given]
    return key_of(node_type, given) if isinstance(given, str) else given

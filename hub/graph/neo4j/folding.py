"""Folded texts on nodes, without case and accents, so that names compare and are found as in the SQLite store.

Cypher lowers letters but keeps accents, so nodes carry the folded form of a text as well: of a name always, where an index finds it; of other
texts where it differs from the lowered text, which it does in few. `words` holds the words of all names of a node, for `search`.
"""

from functools import cache
from typing import Any

from hub.graph.folding import fold, words
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.neo4j.layout import property_name
from hub.graph.node_type import Kind, NodeType
from hub.tables import Table

WORDS = "words"
"""Property and full-text index of the words of all names."""

BY_TABLE: dict[str, NodeType] = {node.table.table_name(): node for node in MODEL.values()}


def folded(name: str) -> str:
    """Return the property that holds the folded form of another one."""
    return f"{name}Folded"


def names(node: NodeType) -> tuple[str, ...]:
    """Return the columns that hold names of a node, the main one first; none for most types."""
    return NAME_COLUMNS.get(node.name, ())


def carried(table: type[Table], row: dict[str, Any]) -> dict[str, Any]:
    """Return the folded texts of a node; `row` holds every property, the key as `key`."""
    named, compared = _properties(table.table_name())
    found: dict[str, Any] = {}
    for name, stored_as in named:
        value = row.get(name)
        if value is not None:
            found[stored_as] = fold(value if isinstance(value, str) else "\n".join(value))
    if found:
        found[WORDS] = " ".join(words(" ".join(found.values())))
    for name, stored_as in compared:
        value = row.get(name)
        if isinstance(value, str):
            if not value.isascii():
                found[stored_as] = fold(value)
        elif value and not all(text.isascii() for text in value):
            found[stored_as] = [fold(text) for text in value]
    return found


@cache
def _properties(table_name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return names, and other texts that may be compared without case and accents: each property, and the one that holds it folded."""
    node = BY_TABLE[table_name]
    texts = [column.name for column in node.columns.values() if column.kind in {Kind.TEXT, Kind.TEXTS}]
    named, others = names(node), [name for name in texts if name not in names(node)]
    in_graph = [[property_name(node.table, name) for name in columns] for columns in (named, others)]
    both = [[(name, folded(name)) for name in columns] for columns in in_graph]
    return both[0], both[1]

"""What nodes carry beside their columns, so that names compare and are found as in every other store: texts without case and accents.

Cypher lowers letters but keeps accents, so the folded form of a text stands beside it: of a name always, where an index finds it; of other
texts where it differs from the lowered text, which it does in few. `words` holds the words of all names of a node, for `search`.
"""

from typing import Any

from hub.graph.folding import fold, words
from hub.graph.model import MODEL, NAME_COLUMNS, Kind, NodeType
from hub.graph.neo4j_layout import property_name
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
    """Return what a node carries beside the properties of its row; `row` holds every property, the key as `key`."""
    node = BY_TABLE[table.table_name()]
    found: dict[str, Any] = {}
    for column in names(node):
        name = property_name(table, column)
        value = row.get(name)
        if value is not None:
            found[folded(name)] = fold(value if isinstance(value, str) else "\n".join(value))
    if found:
        found[WORDS] = " ".join(words(" ".join(found.values())))
    for column in _compared(node):
        name = property_name(table, column)
        value = row.get(name)
        if isinstance(value, str) and not value.isascii():
            found[folded(name)] = fold(value)
        elif isinstance(value, list) and not all(text.isascii() for text in value):
            found[folded(name)] = [fold(text) for text in value]
    return found


def _compared(node: NodeType) -> list[str]:
    """Return the columns besides names that may be compared without case and accents."""
    kinds = {Kind.TEXT, Kind.TEXTS}
    return [column.name for column in node.columns.values() if column.kind in kinds and column.name not in names(node)]

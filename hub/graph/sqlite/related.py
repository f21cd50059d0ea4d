"""SQL expressions for columns of a related row, as scalar subqueries along to-one edges; null if there is no such row."""

from collections.abc import Sequence

from hub.graph.model import MODEL, node_at
from hub.graph.sqlite import layout
from hub.graph.sqlite.statement import Row


def related(row: Row, through: Sequence[str], column: str) -> str:
    """Return SQL for a column at the end of to-one edges, each a single hop; of a reference, for the key that it holds."""
    if not through:
        return row.column(column)
    at = node_at(row.node, through)
    target = at.columns[column].points_to
    if target is None:
        return related_stored(row, through, column)
    to = MODEL[target]
    return _lookup(layout.table(to), to.key, "row", related_stored(row, through, column))


def related_stored(row: Row, through: Sequence[str], column: str) -> str:
    """Return SQL for a column as it is stored, which is the row number for a reference."""
    node, found = row.node, ("", "")
    for place, edge in enumerate(through):
        ((hop,),) = node.edges[edge].paths
        left, right = layout.ends(node, hop)
        found = right, _lookup(layout.table(node), left, *found) if place else row.column(left)
        node = MODEL[node.edges[edge].target]
    stored = layout.stored(node, column)
    return _lookup(layout.table(node), stored, *found) if through else row.column(stored)


def _lookup(table: str, wanted: str, column: str, value: str) -> str:
    return f"(SELECT o.{layout.quoted(wanted)} FROM {layout.quoted(table)} o WHERE o.{layout.quoted(column)} = {value} LIMIT 1)"

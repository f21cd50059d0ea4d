"""Cypher expressions for columns of related rows at the end of to-one edges; null where there is no related row."""

from collections.abc import Sequence

from hub.graph.neo4j.edges import write_edge
from hub.graph.neo4j.statement import Draft, Row


def related(draft: Draft, row: Row, through: Sequence[str], column: str) -> str:
    """Return the expression for a column at the end of to-one edges."""
    if not through:
        return row.column(column)
    matches, at = [], row
    for edge in through:
        ways = write_edge(draft, at, at.node.edges[edge])
        if not ways:
            return "null"
        matches.append(f"MATCH {ways[0].pattern}")
        at = ways[0].target
    return f"head(COLLECT {{ {' '.join(matches)} RETURN {at.column(column)} }})"

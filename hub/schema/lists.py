"""The lists of a root field that an answer is read from: the field itself, and what is listed of one thing by its key."""

from collections.abc import Iterator
from dataclasses import replace

import orjson

from hub.graph import plan
from hub.graph.model import MODEL
from hub.graph.node_type import NodeType
from hub.graph.plan import All, Compare, Figures, Groups, Measured, Operator, TotalCount

_LONGEST_EMPTY = 500
"""Bytes of the answer of a list without rows, at most."""


def lists_of(root: plan.Root) -> Iterator[tuple[tuple[str, ...], plan.Connection]]:
    """Yield each list with the names that lead to it below the root field, as a list of the store; of one thing only those that are counted.

    `edition(id: "2019") { candidacies { totalCount } }` counts what `candidacies(where: {edition: {eq: "2019"}})` does.
    """
    if isinstance(root, plan.Connection) and root.edge is None:
        yield (), root
    elif isinstance(root, plan.ByKey):
        for name, held in root.shape.fields:
            if isinstance(held, plan.Connection) and held.edge and is_measured(held):
                column = _refers_by(MODEL[root.shape.node], held.edge)
                if column is not None:
                    of_thing = Compare(column, Operator.EQ, root.key)
                    yield (name,), replace(held, edge=None, condition=All((of_thing, held.condition)))


def _refers_by(start: NodeType, edge: str) -> str | None:
    """Return the column by which the rows at the end of an edge refer to its start; None where the way is longer."""
    paths = start.edges[edge].paths
    if len(paths) != 1 or len(paths[0]) != 1:
        return None
    hop = paths[0][0]
    return hop.to_column if hop.column == start.key and not hop.given and not hop.repeated else None


def is_measured(listed: plan.Connection) -> bool:
    """True where a list is counted or summed up; it is only read otherwise."""
    return any(isinstance(part, TotalCount | Figures | Groups) for _, part in listed.parts)


def figures_of(part: Figures | Groups) -> Iterator[Measured]:
    """Yield the figures over a column of aggregated rows, at any depth; not the counts of rows."""
    for _, held in part.fields:
        if isinstance(held, Figures):
            yield from figures_of(held)
        elif isinstance(held, Measured) and held.column is not None:
            yield held


def is_empty(answer: bytes) -> bool:
    """True for the answer of a list that has no rows, whatever it calls them."""
    value = orjson.loads(answer) if len(answer) <= _LONGEST_EMPTY else None
    return isinstance(value, dict) and any(rows == [] for rows in value.values())

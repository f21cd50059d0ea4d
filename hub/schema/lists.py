"""The lists of a root field that an answer is read from: the field itself, and what is listed of one thing by its key."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from hub.graph import plan
from hub.graph.global_id import key_value
from hub.graph.model import MODEL
from hub.graph.node_type import NodeType
from hub.graph.plan import All, Compare, Figures, Groups, Measured, Operator, TotalCount


def lists_of(root: plan.Root) -> Iterator[tuple[tuple[str, ...], plan.Connection]]:
    """Yield (path, list as a root list) for the root list, or for each list directly below one thing.

    `edition(id: "2019") { candidacies { totalCount } }` counts what `candidacies(where: {edition: {eq: "2019"}})` does.
    """
    if isinstance(root, plan.Connection) and root.edge is None:
        yield (), root
    elif isinstance(root, plan.ByKey):
        for name, held in root.shape.fields:
            if isinstance(held, plan.Connection) and held.edge:
                column = _refers_by(MODEL[root.shape.node], held.edge)
                if column is not None:
                    of_thing = Compare(column, Operator.EQ, key_value(root.shape.node, root.key))
                    yield (name,), replace(held, edge=None, condition=All((of_thing, held.condition)))


def is_list_of(node: str, listed: plan.Connection) -> bool:
    """True for a list below one thing that `lists_of` yields as a root list."""
    return listed.edge is not None and _refers_by(MODEL[node], listed.edge) is not None


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


def is_empty(answer: bytes, path: tuple[str, ...]) -> bool:
    """True for an answer in which the list at the end of a path has no rows."""
    if b":[]" not in answer:
        return False
    value = orjson.loads(answer)
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return has_no_rows(value)


def has_no_rows(listed: Any) -> bool:
    """True for a list that has no rows, whatever it calls them."""
    return isinstance(listed, dict) and any(rows == [] for rows in listed.values())

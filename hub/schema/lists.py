"""The lists of a root field that an answer is read from: the field itself, and what is listed of one thing by its key."""

from collections.abc import Iterator
from dataclasses import replace

import orjson

from hub.graph import plan
from hub.graph.model import MODEL
from hub.graph.plan import All, Compare, Figures, Groups, Operator, TotalCount

_LONGEST_EMPTY = 500
"""Bytes of the answer of a list without rows, at most."""


def lists_of(root: plan.Root) -> Iterator[tuple[tuple[str, ...], plan.Connection]]:
    """Yield each list with the names that lead to it below the root field, as a list of the store; of one thing only those that are counted.

    `edition(id: "2019") { candidacies { totalCount } }` counts what `candidacies(where: {edition: {eq: "2019"}})` does.
    """
    if isinstance(root, plan.Connection) and root.edge is None:
        yield (), root
    elif isinstance(root, plan.ByKey):
        start = MODEL[root.shape.node]
        for name, held in root.shape.fields:
            if not isinstance(held, plan.Connection) or held.edge is None:
                continue
            paths = start.edges[held.edge].paths
            if (
                is_measured(held)
                and len(paths) == 1
                and len(paths[0]) == 1
                and paths[0][0].column == start.key
                and not paths[0][0].given
            ):
                of_thing = Compare(paths[0][0].to_column, Operator.EQ, root.key)
                yield (name,), replace(held, edge=None, condition=All((of_thing, held.condition)))


def is_measured(listed: plan.Connection) -> bool:
    """True where a list is counted or summed up; it is only read otherwise."""
    return any(isinstance(part, TotalCount | Figures | Groups) for _, part in listed.parts)


def is_empty(answer: bytes) -> bool:
    """True for the answer of a list that has no rows, whatever it calls them."""
    value = orjson.loads(answer) if len(answer) <= _LONGEST_EMPTY else None
    return isinstance(value, dict) and any(rows == [] for rows in value.values())

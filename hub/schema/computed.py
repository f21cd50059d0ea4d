"""Base class of root fields that compute their value from several store queries, and functions that fetch or count rows for them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson
from graphql import FieldNode, GraphQLObjectType

from hub.graph import plan
from hub.graph.plan import Identity, Page, Shape
from hub.schema.selection import Selection

Ask = Callable[[plan.Plan, Mapping[str, Any]], bytes]
"""Asks a store for the JSON of a plan."""

KEY = "@key"
"""Response key of the key of a node that is asked for beside what a query selects; no alias can be spelled so."""

_MOST = 10_000
"""More rows than any of these fields reads at once."""


@dataclass(frozen=True)
class Computed(ABC):
    """One use of such a field: its arguments, what is selected below it, and what makes shapes of selections on nodes."""

    cost: ClassVar[int] = 500
    """Rows that it is taken to read."""

    arguments: Mapping[str, Any]
    selection: Selection
    nodes: list[FieldNode]
    type_: GraphQLObjectType
    shape: Callable[[GraphQLObjectType, list[FieldNode]], Shape]

    @abstractmethod
    def answer(self, ask: Ask) -> bytes:
        """Return the JSON of the field. Raises UsageError where it cannot be answered, and what the store raises."""


def rows(ask: Ask, node: str, conditions: Sequence[plan.Condition], shape: Shape) -> list[dict[str, Any]]:
    """Return the rows of a node type that meet conditions, in the order of their keys."""
    asked = plan.Connection(node, None, plan.All(tuple(conditions)), (), Page(_MOST), (("nodes", plan.Nodes(shape)),))
    found: list[dict[str, Any]] = orjson.loads(ask(plan.Plan(asked, Computed.cost), {}))["nodes"]
    return found


def rows_by_key(ask: Ask, node: str, conditions: Sequence[plan.Condition], shape: Shape) -> dict[str, dict[str, Any]]:
    """Return the rows of a node type that meet conditions by their keys."""
    keyed = Shape(node, ((KEY, Identity.KEY), *shape.fields))
    return {row.pop(KEY): row for row in rows(ask, node, conditions, keyed)}


def groups(ask: Ask, node: str, conditions: Sequence[plan.Condition], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return each combination of values in columns among the rows that meet conditions, with its `count` of rows."""
    by = {name: plan.By(name) for name in columns}
    keys = plan.GroupKeys(tuple((name, plan.GroupValue(each)) for name, each in by.items()))
    part = plan.Groups(tuple(by.values()), _MOST, (("key", keys), ("count", plan.Measured(plan.Measure.COUNT))))
    asked = plan.Connection(node, None, plan.All(tuple(conditions)), (), Page(0), (("groups", part),))
    found = orjson.loads(ask(plan.Plan(asked, Computed.cost), {}))["groups"]
    return [{**row["key"], "count": row["count"]} for row in found]


def rows_count(ask: Ask, node: str, *conditions: plan.Condition) -> int:
    """Return how many rows of a node type meet conditions."""
    asked = plan.Connection(node, None, plan.All(conditions), (), Page(0), (("count", plan.TotalCount()),))
    return int(orjson.loads(ask(plan.Plan(asked, 1), {}))["count"])

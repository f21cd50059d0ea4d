"""Rows that a count or a sum leaves out because a value is not known: how many, for `extensions.notKnown`.

"How many women were elected?" is 0 where nobody knows who was elected, and a sum over figures that are partly null is a sum of the rest. Both
read like answers, so the response says of how many rows the value is null.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import orjson

from hub.graph import plan
from hub.graph.model import MODEL
from hub.graph.plan import (
    All,
    Compare,
    Condition,
    Figures,
    Groups,
    IsNull,
    Measure,
    Measured,
    Operator,
    Plan,
    TotalCount,
)
from hub.schema.bindings import BY_NODE, HasColumn

Ask = Callable[[Plan, Mapping[str, Any]], bytes]

MOST_REMEMBERED = 1_000
MOST_TOLD = 5
"""Columns that are reported for one root field, at most."""


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that are left out of a count or a sum where a column is null: those that fulfil the other conditions."""

    node: str
    column: str
    others: Condition
    of_sum: bool

    def counted(self) -> Plan:
        """Return the plan that counts them."""
        null = All((*_flat(self.others), IsNull(self.column)))
        return Plan(plan.Connection(self.node, None, null, (), plan.Page(0), (("count", TotalCount()),)))


def left_out(root: plan.Root) -> tuple[Left, ...]:
    """Return what a root field leaves out of its counts and sums; nothing of a field that counts and sums up nothing.

    Told are conditions on columns that are marked so (`tables.table.TOLD_UNKNOWN`), and every nullable column that is summed up.
    """
    if not isinstance(root, plan.Connection) or root.edge is not None:
        return ()
    measuring = [part for _, part in root.parts if isinstance(part, TotalCount | Figures | Groups)]
    if not measuring:
        return ()
    table, columns = MODEL[root.node].table, MODEL[root.node].columns
    conditions = _flat(root.condition)
    asked = [each for each in conditions if _is_asked(each) and table.marks(each.column).get("told_unknown")]
    others = All(tuple(each for each in conditions if each not in asked))
    found = [Left(root.node, name, others, of_sum=False) for name in dict.fromkeys(each.column for each in asked)]
    summed = dict.fromkeys(name for part in measuring if not isinstance(part, TotalCount) for name in _summed(part))
    found += [Left(root.node, name, root.condition, of_sum=True) for name in summed if columns[name].nullable]
    return tuple(found[:MOST_TOLD])


def _is_asked(condition: Condition) -> bool:
    return isinstance(condition, Compare) and condition.operator in {Operator.EQ, Operator.IN}


def _flat(condition: Condition) -> tuple[Any, ...]:
    return condition.conditions if isinstance(condition, All) else (condition,)


def _summed(part: Figures | Groups) -> Iterator[str]:
    for _, held in part.fields:
        if isinstance(held, Figures):
            yield from _summed(held)
        elif isinstance(held, Measured) and held.measure in {Measure.SUM, Measure.AVG} and held.column is not None:
            yield held.column


class NotKnown:
    """Counts of rows that are left out, of one store; each is looked up once. Safe to use from several threads."""

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._lock = Lock()

    def told(self, left: tuple[Left, ...], key: str, variables: Mapping[str, Any], ask: Ask) -> list[dict[str, Any]]:
        """Return path, type, field and count of what a root field with a response key leaves out. Raises what `ask` raises."""
        counted = [(each, self._count(each, variables, ask)) for each in left]
        return [
            {"path": [key], "type": BY_NODE[each.node].type_name, "field": _field(each), "count": count, "read": _read(each)}
            for each, count in counted
            if count
        ]  # fmt: skip

    def _count(self, left: Left, variables: Mapping[str, Any], ask: Ask) -> int:
        key = repr(left), repr(sorted(variables.items()))
        with self._lock:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        count = int(orjson.loads(ask(left.counted(), variables))["count"])
        with self._lock:
            self._counts[key] = count
            while len(self._counts) > MOST_REMEMBERED:
                self._counts.popitem(last=False)
        return count


def _field(left: Left) -> str:
    fields = BY_NODE[left.node].fields.items()
    return next(name for name, held in fields if isinstance(held, HasColumn) and held.column == left.column)


def _read(left: Left) -> str:
    name = _field(left)
    if left.of_sum:
        return f"`{name}` is null in these rows, so they are not in the sum; where: {{{name}: {{isNull: true}}}} finds them"
    return f"`{name}` is null in these rows, so they are not counted; where: {{{name}: {{isNull: true}}}} in its place finds them"

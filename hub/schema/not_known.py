"""Rows of which a count or a sum cannot say whether they belong to it, because a value is not known: how many, for `extensions.notKnown`.

"How many women were elected?" is 0 where nobody knows who was elected, a list of them is empty, "how many were not?" counts those of whom it is not known, and a sum
over figures that are partly null is a sum of the rest. All read like answers, so the response says of how many rows the value is null.
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
    Not,
    Operator,
    Plan,
    TotalCount,
)
from hub.schema.bindings import BY_NODE, HasColumn
from hub.schema.lists import is_measured, lists_of

Ask = Callable[[Plan, Mapping[str, Any]], bytes]

MOST_REMEMBERED = 1_000
MOST_TOLD = 5
"""Columns that are reported for one root field, at most."""

_RANGES = frozenset({Operator.LT, Operator.LTE, Operator.GT, Operator.GTE})

_READ = {
    "SUM": "`{0}` is null in these rows, so they are not in the sum; where: {{{0}: {{isNull: true}}}} finds them",
    "OUT": "`{0}` is null in these rows, so they are not counted; where: {{{0}: {{isNull: true}}}} in its place finds them",
    "LIST": "`{0}` is null in these rows, so they are not in the list; where: {{{0}: {{isNull: true}}}} in its place finds them",
    "IN": "`{0}` is null in these rows, and they are counted; {{{0}: {{isNull: false}}}} with it leaves them out",
}
"""By what happens to the rows: they are left out of a sum, a count or a list without rows, or counted."""


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that a count, a sum or an empty list cannot place, for a column is null: those that fulfil the other conditions."""

    path: tuple[str, ...]
    node: str
    column: str
    read: str
    """Key of _READ."""
    others: Condition

    @property
    def if_empty(self) -> bool:
        """True for what is said only where the list has no rows."""
        return self.read == "LIST"

    def counted(self) -> Plan:
        """Return the plan that counts them."""
        null = All((*_flat(self.others), IsNull(self.column)))
        return Plan(plan.Connection(self.node, None, null, (), plan.Page(0), (("count", TotalCount()),)))


def left_out(root: plan.Root) -> tuple[Left, ...]:
    """Return what the counts and sums of a root field, or of a list of one thing, cannot place, and its list in case that is empty.

    Reported are conditions on columns that are marked so (`tables.table.TOLD_UNKNOWN`), ranges of any nullable column, and every nullable
    column that is summed up.
    """
    return tuple(left for path, listed in lists_of(root) for left in _left_out(path, listed))


def _left_out(path: tuple[str, ...], listed: plan.Connection) -> list[Left]:
    conditions = [(each, _unplaced(listed.node, each)) for each in _flat(listed.condition)]
    others = All(tuple(each for each, unplaced in conditions if unplaced is None))
    unplaced = list(dict.fromkeys(each for _, each in conditions if each))
    if not is_measured(listed):
        return [Left(path, listed.node, column, "LIST", others) for column, read in unplaced if read == "OUT"]
    found = [Left(path, listed.node, column, read, others) for column, read in unplaced]
    measured = [part for _, part in listed.parts if isinstance(part, Figures | Groups)]
    nullable = {name for name, column in MODEL[listed.node].columns.items() if column.nullable}
    summed = dict.fromkeys(name for part in measured for name in _summed(part) if name in nullable)
    return (found + [Left(path, listed.node, name, "SUM", listed.condition) for name in summed])[:MOST_TOLD]


def _unplaced(node: str, condition: Condition) -> tuple[str, str] | None:
    """Return the column, and the key of _READ, of a condition of which nobody knows whether rows without a value fulfil it."""
    match condition:
        case Not(inner):
            (first, *more) = _flat(inner) or (inner,)
            found = None if more or isinstance(first, Not) else _unplaced(node, first)
            return found and (found[0], "IN" if found[1] == "OUT" else "OUT")
        case Compare(column, operator) if operator in _RANGES:
            return (column, "OUT") if MODEL[node].columns[column].nullable else None
        case Compare(column, Operator.EQ | Operator.IN | Operator.NE as operator):
            marked = MODEL[node].table.marks(column).get("told_unknown")
            return (column, "IN" if operator is Operator.NE else "OUT") if marked else None
    return None


def _flat(condition: Condition) -> tuple[Any, ...]:
    return (
        tuple(each for inner in condition.conditions for each in _flat(inner))
        if isinstance(condition, All)
        else (condition,)
    )


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
            {"path": [key, *each.path], "type": BY_NODE[each.node].type_name, "field": _field(each), "count": count, "read": _read(each)}
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
    """Return what happens to the rows, and how to find them where they have a list of their own."""
    told = _READ[left.read].format(_field(left))
    return told if MODEL[left.node].is_node else told.partition(";")[0]

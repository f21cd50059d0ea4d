"""`extensions.notKnown`: how many rows a count, a sum or an empty list cannot place, because a column is null in them.

"How many women were elected?" is 0 where nobody knows who was elected, a list of them is empty, "how many were not?" counts those of whom it is not known, and a sum
over figures that are partly null is a sum of the rest. All read like answers.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple

import orjson
from strawberry.utils.str_converters import to_camel_case

from hub.graph import plan
from hub.graph.model import MODEL, node_at
from hub.graph.node_type import Kind, NodeType
from hub.graph.plan import (
    All,
    AnyOf,
    Compare,
    Condition,
    Figures,
    Groups,
    IsNull,
    Measure,
    Not,
    Operator,
    Plan,
    Quantifier,
    Related,
    TotalCount,
)
from hub.schema.bindings import BY_NODE, HasColumn
from hub.schema.computed import Ask
from hub.schema.lists import figures_of, is_measured, lists_of

MOST_REMEMBERED = 1_000

_RANGES = frozenset({Operator.LT, Operator.LTE, Operator.GT, Operator.GTE})
_EXACT = frozenset({Operator.EQ, Operator.IN, Operator.NE})
_FACTS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.TRUTH, Kind.DATE})

_READ = {
    "SUM": "`{0}` is null in these rows, so they are not in the sum; where: {{{0}: {{isNull: true}}}} finds them",
    "OUT": "`{0}` is null in these rows, so they are not counted; where: {{{0}: {{isNull: true}}}} in its place finds {1}",
    "LIST": "`{0}` is null in these rows, so they are not in the list; where: {{{0}: {{isNull: true}}}} in its place finds {1}",
    "IN": "`{0}` is null in these rows, and they are counted; add {{{0}: {{isNull: false}}}} to leave them out",
}
"""By what happens to the rows: they are left out of a sum, a count or a list without rows, or counted."""

_UNDECIDED = {
    "OUT": "whether these rows belong depends on `{0}`, which is null; they are not counted",
    "LIST": "whether these rows belong depends on `{0}`, which is null; they are not in the list",
    "IN": "whether these rows belong depends on `{0}`, which is null; they are counted",
}
"""The same where the column is in an `or`, or in a condition on related rows."""


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that a count, a sum or an empty list cannot place, for a column is null."""

    path: tuple[str, ...]
    node: str
    field: str
    """The field that is null, after those that lead to it: `person.gender`."""
    read: str
    condition: Condition
    """What these rows fulfil."""
    if_empty: bool = False
    """True for what is said only where the list has no rows."""

    def counted(self) -> Plan:
        """Return the plan that counts them."""
        return Plan(plan.Connection(self.node, None, self.condition, (), plan.Page(0), (("count", TotalCount()),)))


def left_out(root: plan.Root) -> tuple[Left, ...]:
    """Return what the counts and sums of a root field, or of a list of one thing, cannot place, and its list in case that is empty.

    Reported are conditions on nullable numbers, days and truth values, on columns that are marked so (`tables.table.TOLD_UNKNOWN`), and every
    nullable column that is summed up.
    """
    return tuple(left for path, listed in lists_of(root) for left in left_out_of(listed, path))


def left_out_of(listed: plan.Connection, path: tuple[str, ...] = ()) -> Iterator[Left]:
    """Yield what a list cannot place by its conditions, and what its sums leave out."""
    yield from _unplaced(path, listed)
    parts = [part for _, part in listed.parts if isinstance(part, Figures | Groups)]
    summed = (each for part in parts for each in figures_of(part) if each.measure in {Measure.SUM, Measure.AVG})
    for column in dict.fromkeys(str(each.column) for each in summed):
        if MODEL[listed.node].columns[column].nullable:
            field = _field(listed.node, (), column)
            said = _said(_READ["SUM"].format(field), listed.node)
            yield Left(path, listed.node, field, said, All((*_flat(listed.condition), IsNull(column))))


class _Leaf(NamedTuple):
    """A column that a condition compares and that may be null, after the edges that lead to it. Rows without it are counted where `is_counted`."""

    edges: tuple[str, ...]
    column: str
    is_counted: bool


def _unplaced(path: tuple[str, ...], listed: plan.Connection) -> Iterator[Left]:
    """Yield what the conditions of a list cannot place: for each column the rows that would fulfil them with one value of it, and not with another."""
    node, measured = MODEL[listed.node], is_measured(listed)
    parts = [(each, list(_leaves(node, each))) for each in _flat(listed.condition)]
    found = dict.fromkeys(leaf for _, leaves in parts for leaf in leaves if measured or not leaf.is_counted)
    for leaf in found:
        own = [each for each, leaves in parts if leaf in leaves]
        others = [_bound(node, each, most=True) for each, leaves in parts if leaf not in leaves]
        is_simple = not leaf.edges and all(map(_is_simple, own))
        if not is_simple:
            undecided = (
                *(_bound(node, each, most=True) for each in own),
                Not(_bound(node, All(tuple(own)), most=False)),
            )
            others += undecided
        null: Condition = IsNull(leaf.column)
        for edge in reversed(leaf.edges):
            null = Related(edge, Quantifier.SOME, null)
        how = "IN" if leaf.is_counted else "OUT" if measured else "LIST"
        field = _field(listed.node, leaf.edges, leaf.column)
        them = "them" if len(found) == 1 else "those of them that fulfil the other conditions"
        said = _said(_READ[how].format(field, them), listed.node) if is_simple else _UNDECIDED[how].format(field)
        yield Left(path, listed.node, field, said, All((*others, null)), if_empty=not measured)


def _leaves(
    node: NodeType, condition: Condition, edges: tuple[str, ...] = (), *, negated: bool = False
) -> Iterator[_Leaf]:
    """Yield each column in a condition that decides and may be null, at any depth."""
    match condition:
        case Compare(column, operator) if _may_be_unknown(node, condition):
            yield _Leaf(edges, column, negated != (operator is Operator.NE))
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _leaves(node, each, edges, negated=negated)
        case Not(inner):
            yield from _leaves(node, inner, edges, negated=not negated)
        case Related(edge, quantifier, inner):
            target = node_at(node, (edge,))
            yield from _leaves(target, inner, (*edges, edge), negated=negated != (quantifier is Quantifier.NONE))


def _bound(node: NodeType, condition: Condition, *, most: bool) -> Condition:
    """Return the condition that holds where a condition may hold (`most`), or where it holds whatever the unknown values are."""
    match condition:
        case Compare(column, operator) if _may_be_unknown(node, condition):
            is_counted = operator is Operator.NE
            if most and not is_counted:
                return AnyOf((condition, IsNull(column)))
            return condition if most or not is_counted else All((condition, Not(IsNull(column))))
        case All(conditions) | AnyOf(conditions):
            return type(condition)(tuple(_bound(node, each, most=most) for each in conditions))
        case Not(inner):
            return Not(_bound(node, inner, most=not most))
        case Related(edge, quantifier, inner):
            inner_most = most != (quantifier is Quantifier.NONE)
            return Related(edge, quantifier, _bound(node_at(node, (edge,)), inner, most=inner_most))
        case _:
            return condition


def _may_be_unknown(node: NodeType, condition: Compare) -> bool:
    """True for a comparison of which nobody knows whether rows without a value fulfil it."""
    column = node.columns[condition.column]
    if not column.nullable or column.points_to:
        return False
    if condition.operator in _RANGES:
        return True
    is_marked = bool(node.table.marks(condition.column).get("told_unknown"))
    return condition.operator in _EXACT and (is_marked or column.kind in _FACTS)


def _is_simple(condition: Condition) -> bool:
    """True for a comparison, or the opposite of one."""
    return isinstance(condition.condition if isinstance(condition, Not) else condition, Compare)


def _flat(condition: Condition) -> tuple[Condition, ...]:
    return (
        tuple(each for inner in condition.conditions for each in _flat(inner))
        if isinstance(condition, All)
        else (condition,)
    )


def _field(node: str, edges: Iterable[str], column: str) -> str:
    """Return the name of a column in GraphQL, after those of the fields that lead to it."""
    names = []
    for edge in edges:
        fields = BY_NODE[node].fields.items()
        names.append(next((name for name, held in fields if getattr(held, "edge", None) == edge), to_camel_case(edge)))
        node = MODEL[node].edges[edge].target
    own = BY_NODE[node].fields.items()
    of_column = (name for name, held in own if isinstance(held, HasColumn) and held.column == column)
    return ".".join([*names, next(of_column, to_camel_case(column))])


def _said(told: str, node: str) -> str:
    """Return what happens to the rows, and how to find them where they have a list of their own."""
    return told if MODEL[node].is_node else told.partition(";")[0]


class NotKnown:
    """Counts of rows that are left out, of one store; each is looked up once. Safe to use from several threads."""

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._lock = Lock()

    def told(self, left: Iterable[Left], key: str, variables: Mapping[str, Any], ask: Ask) -> list[dict[str, Any]]:
        """Return path, type, field and count of what a root field with a response key leaves out. Raises what `ask` raises."""
        counted = [(each, self._count(each, variables, ask)) for each in left]
        return [
            {"path": [key, *each.path], "type": BY_NODE[each.node].type_name, "field": each.field, "count": count, "read": each.read}
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

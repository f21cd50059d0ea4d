"""Aggregations as Cypher: figures over all rows of a connection, and over groups of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hub.graph.model import MODEL
from hub.graph.neo4j.edges import write_edge
from hub.graph.neo4j.order import nulls_last, placed
from hub.graph.neo4j.patterns import label
from hub.graph.neo4j.statement import Draft, Part, Read, Row, Sent, returned
from hub.graph.plan import (
    By,
    Constant,
    Figures,
    GroupKeys,
    Groups,
    GroupValue,
    Having,
    Measure,
    Measured,
    Operator,
    Shape,
)  # fmt: skip

WriteShape = Callable[[Draft, Row, Shape], Part]

_SIGNS = {
    Operator.EQ: "=", Operator.LT: "<", Operator.LTE: "<=", Operator.GT: ">", Operator.GTE: ">=", Operator.IN: "IN",
}  # fmt: skip


def write_figures(row: Row, figures: Figures, rows: str) -> Part:
    """Return Cypher for figures over the rows that clauses bring."""
    sent = Sent()
    read = _figures(row, figures, sent)
    return Part(f"head(COLLECT {{ {rows} RETURN {sent.text} }})" if sent.texts else "[]", read)


def _figures(row: Row, figures: Figures, sent: Sent) -> Read:
    fields = [(key, _figure(row, part, sent)) for key, part in figures.fields]
    return lambda values: {key: read(values) for key, read in fields}


def _figure(row: Row, part: Measured | Figures | Constant, sent: Sent) -> Read:
    match part:
        case Constant(constant):
            return lambda _: constant
        case Figures():
            return _figures(row, part, sent)
        case Measured(Measure.COUNT):
            return sent.add(Part("count(*)"))
        case Measured(measure, column):
            return sent.add(_measured(measure, row.column(str(column))))


def _expression(row: Row, figure: Measured) -> str:
    """Return a figure as one number, for comparisons."""
    if figure.column is None:
        return "count(*)"
    held = row.column(figure.column)
    return f"avg({held})" if figure.measure is Measure.AVG else _measured(figure.measure, held).text


def _measured(measure: Measure, held: str) -> Part:
    """A sum of nothing is null; a mean is one division, so that it is the same wherever it is worked out."""
    match measure:
        case Measure.SUM:
            return Part(f"CASE count({held}) WHEN 0 THEN null ELSE sum({held}) END")
        case Measure.AVG:
            return Part(f"[sum({held}), count({held})]", _mean)
        case _:
            return Part(f"{measure.value}({held})")


def _mean(sent: list[int]) -> float | None:
    total, count = sent
    return float(f"{total / count:.15g}") if count else None


def write_groups(draft: Draft, row: Row, groups: Groups, rows: str, write_shape: WriteShape) -> Part:
    """Return Cypher for one list per combination of values: in order, or the largest group first; ties by value."""
    by = {each: _Value(draft, row, each) for each in groups.by}
    figures, group = Sent(), Sent()
    fields: list[tuple[str, Read]] = []
    measured = draft.variable()
    for key, part in groups.fields:
        if isinstance(part, GroupKeys):
            fields.append((key, _keys(draft, by, part, group, write_shape)))
        else:
            fields.append((key, _within(_figure(row, part, figures), group.add(Part(measured)))))
    clauses = " ".join(value.clause for value in by.values())
    values = ", ".join(value.grouped for value in by.values())
    compared = {figure: draft.variable() for figure in _compared(groups)}
    named = "".join(f", {_expression(row, figure)} AS {name}" for figure, name in compared.items())
    size = draft.variable()
    scope = ", ".join([*(value.name for value in by.values()), measured])
    sizes = [nulls_last(compared[each.figure], descending=each.descending) for each in groups.orders]
    order = ", ".join([*(sizes or [f"{size} DESC"]), *(value.order for value in by.values())])
    having = " AND ".join(_holds(draft, compared[each.figure], each) for each in groups.having)
    kept = f"WHERE {having} WITH * " if having else ""
    text = (
        f"COLLECT {{ {rows} {clauses} WITH {values}, count(*) AS {size}, {figures.text} AS {measured}{named} {kept}"
        f"ORDER BY {order} LIMIT {groups.first} {returned(scope, group.text)} }}"
    )
    return Part(text, partial(_all_groups, fields))


def _compared(groups: Groups) -> list[Measured]:
    """Return the figures that groups are ordered and chosen by, each once."""
    ordered, chosen = (each.figure for each in groups.orders), (each.figure for each in groups.having)
    return list(dict.fromkeys([*ordered, *chosen]))


def _holds(draft: Draft, figure: str, condition: Having) -> str:
    wanted = draft.bind(condition.value)
    match condition.operator:
        case None:
            return f"({figure} IS NULL) = {wanted}"
        case Operator.NE:
            return f"NOT coalesce({figure} = {wanted}, false)"
        case operator:
            return f"{figure} {_SIGNS[operator]} {wanted}"


def _all_groups(fields: list[tuple[str, Read]], sent: list[list[Any]]) -> list[dict[str, Any]]:
    return [{key: read(values) for key, read in fields} for values in sent]


def _within(read: Read, whole: Read) -> Read:
    return lambda values: read(whole(values))


class _Value:
    """What rows are grouped by: the value of a column; of a reference, the node that it leads to."""

    def __init__(self, draft: Draft, row: Row, by: By) -> None:
        clauses = []
        if by.through is not None:
            ways = write_edge(draft, row, row.node.edges[by.through])
            clauses.append(f"OPTIONAL MATCH {ways[0].pattern}")
            row = ways[0].target
        column = row.node.columns[by.column]
        self.target = MODEL[held] if (held := column.points_to) else None
        self.name = draft.variable()
        reference = row.reference(by.column)
        if reference is not None:
            clauses.append(f"OPTIONAL MATCH ({row.name}){reference}({self.name}:{row.target_label(by.column)})")
        elif self.target is not None:
            node = f"({self.name}:{label(self.target)} {{release: $release, key: {row.column(by.column)}}})"
            clauses.append(f"OPTIONAL MATCH {node}")
        self.clause = " ".join(clauses)
        self.grouped = self.name if self.target else f"{row.column(by.column)} AS {self.name}"
        self.order = placed(column, self.name) if self.target is None else f"{self.name}.key"


def _keys(draft: Draft, by: dict[By, _Value], keys: GroupKeys, group: Sent, write_shape: WriteShape) -> Read:
    fields = [(key, _key(draft, by, part, group, write_shape)) for key, part in keys.fields]
    return lambda values: {key: read(values) for key, read in fields}


def _key(draft: Draft, by: dict[By, _Value], part: GroupValue | Constant, group: Sent, write_shape: WriteShape) -> Read:
    if isinstance(part, Constant):
        return lambda _: part.text
    value = by[part.by]
    if part.shape is None or value.target is None:
        return group.add(Part(value.name))
    held = write_shape(draft, Row(value.target, value.name), part.shape)
    return group.add(Part(f"CASE WHEN {value.name} IS NULL THEN null ELSE {held.text} END", held.read))

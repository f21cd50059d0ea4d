"""Writes aggregations as Cypher: figures over all rows of a connection, and over groups of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hub.graph.model import MODEL
from hub.graph.neo4j.order import compared
from hub.graph.neo4j.patterns import label
from hub.graph.neo4j.statement import Draft, Part, Read, Row, Sent, returned
from hub.graph.plan import Constant, Figures, GroupKeys, Groups, GroupValue, Measure, Measured, Order, Shape

WriteShape = Callable[[Draft, Row, Shape], Part]


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
    """Return Cypher for one list per combination of values: the largest group first, ties by value."""
    by = {column: _Value(draft, row, column) for column in groups.by}
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
    size = draft.variable()
    scope = ", ".join([*(value.name for value in by.values()), measured])
    order = ", ".join(value.order for value in by.values())
    text = (
        f"COLLECT {{ {rows} {clauses} WITH {values}, count(*) AS {size}, {figures.text} AS {measured} "
        f"ORDER BY {size} DESC, {order} LIMIT {groups.first} {returned(scope, group.text)} }}"
    )
    return Part(text, partial(_all_groups, fields))


def _all_groups(fields: list[tuple[str, Read]], sent: list[list[Any]]) -> list[dict[str, Any]]:
    return [{key: read(values) for key, read in fields} for values in sent]


def _within(read: Read, whole: Read) -> Read:
    return lambda values: read(whole(values))


class _Value:
    """What rows are grouped by: the value of a column; of a reference, the node that it leads to."""

    def __init__(self, draft: Draft, row: Row, column: str) -> None:
        self.target = MODEL[held] if (held := row.node.columns[column].points_to) else None
        self.name = draft.variable()
        reference = row.reference(column)
        if reference is not None:
            self.clause = f"OPTIONAL MATCH ({row.name}){reference}({self.name}:{row.target_label(column)})"
        elif self.target is not None:
            node = f"({self.name}:{label(self.target)} {{release: $release, key: {row.column(column)}}})"
            self.clause = f"OPTIONAL MATCH {node}"
        else:
            self.clause = ""
        self.grouped = self.name if self.target else f"{row.column(column)} AS {self.name}"
        self._order = self.name if self.target is None else f"{self.name}.key"
        if self.target is None:
            self._order = compared(row, Order(column)).replace(row.column(column), self.name)

    @property
    def order(self) -> str:
        return self._order


def _keys(draft: Draft, by: dict[str, _Value], keys: GroupKeys, group: Sent, write_shape: WriteShape) -> Read:
    fields = [(key, _key(draft, by, part, group, write_shape)) for key, part in keys.fields]
    return lambda values: {key: read(values) for key, read in fields}


def _key(
    draft: Draft, by: dict[str, _Value], part: GroupValue | Constant, group: Sent, write_shape: WriteShape
) -> Read:
    if isinstance(part, Constant):
        return lambda _: part.text
    value = by[part.column]
    if part.one is None or value.target is None:
        return group.add(Part(value.name))
    held = write_shape(draft, Row(value.target, value.name), part.one.shape)
    return group.add(Part(f"CASE WHEN {value.name} IS NULL THEN null ELSE {held.text} END", held.read))

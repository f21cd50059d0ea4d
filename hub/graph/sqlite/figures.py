"""Aggregations as SQL: figures over all rows of a connection, and over groups of them."""

from collections.abc import Callable
from dataclasses import replace

import orjson

from hub.graph.model import MODEL, node_at
from hub.graph.plan import (
    By,
    Constant,
    Figures,
    GroupKeys,
    GroupOrder,
    Groups,
    GroupValue,
    Having,
    Measure,
    Measured,
    Operator,
    Order,
    Shape,
)  # fmt: skip
from hub.graph.sqlite.json import (
    Json,
    aggregated,
    constant,
    held,
    json_array,
    json_object,
    number,
    subquery,
    together,
)  # fmt: skip
from hub.graph.sqlite.order import write_order
from hub.graph.sqlite.related import related_stored
from hub.graph.sqlite.statement import Draft, Row

Belongs = Callable[[Row], str]
WriteShape = Callable[[Draft, Row, Shape], Json]

_SIGNS = {
    Operator.EQ: "=", Operator.NE: "IS NOT", Operator.LT: "<", Operator.LTE: "<=", Operator.GT: ">", Operator.GTE: ">=",
}  # fmt: skip


def write_figures(row: Row, figures: Figures, belongs: Belongs) -> Json:
    """Return the JSON object of figures over the rows that belong."""
    if not _is_measured(figures):
        return _object(row, figures)  # without a figure the rows would not be summed up but listed
    return aggregated(_object(row, figures), f"{row.source} WHERE {belongs(row)}")


def _is_measured(figures: Figures) -> bool:
    return any(
        isinstance(part, Measured) or (isinstance(part, Figures) and _is_measured(part)) for _, part in figures.fields
    )


def _object(row: Row, figures: Figures) -> Json:
    return json_object([(key, _figure(row, part)) for key, part in figures.fields])


def _figure(row: Row, part: Measured | Figures | Constant) -> Json:
    match part:
        case Constant(told):
            return constant(told)
        case Figures():
            return _object(row, part)
        case Measured(Measure.COUNT):
            return (_measured(row, part),)
        case Measured(Measure.AVG):
            mean = _measured(row, part)
            return (f"iif({mean} IS NULL, 'null', printf('%!.15g', {mean}))",)  # the digits that every store gives
        case Measured():
            return number(_measured(row, part))


def _measured(row: Row, figure: Measured) -> str:
    return "count(*)" if figure.column is None else f"{figure.measure.value}({row.column(figure.column)})"


def write_groups(draft: Draft, row: Row, groups: Groups, belongs: Belongs, write_shape: WriteShape) -> Json:
    """Return the JSON array of groups: one object per combination of values; in order, or the largest first; ties by value."""
    group = draft.alias()
    names = {by: f"g{place}" for place, by in enumerate(groups.by)}
    values = {by: related_stored(row, _through(by), by.column) for by in groups.by}
    held_in = {by: f"{group}.{name}" for by, name in names.items()}
    fields: list[tuple[str, Json]] = []
    selected = {names[by]: value for by, value in values.items()}
    for key, part in groups.fields:
        if isinstance(part, GroupKeys):
            fields.append((key, _keys(draft, row, held_in, part, write_shape)))
        else:
            inner = f"f{len(selected)}"
            selected[inner] = together(_figure(row, part))
            fields.append((key, (f"{group}.{inner}",)))
    columns = ", ".join(f"{sql} AS {name}" for name, sql in selected.items())
    sizes = [_by_figure(row, order) for order in groups.orders] or ["count(*) DESC"]
    order = ", ".join([*sizes, *(_by_value(row, by, values[by]) for by in groups.by)])
    where, having = belongs(row), _having(draft, row, groups.having)
    rows = (
        f"SELECT {columns} FROM {row.source} WHERE {where} GROUP BY {', '.join(values.values())}{having} "
        f"ORDER BY {order} LIMIT {groups.first}"
    )
    return aggregated(json_array(json_object(fields)), f"({rows}) {group}")


def _through(by: By) -> tuple[str, ...]:
    return () if by.through is None else (by.through,)


def _by_figure(row: Row, order: GroupOrder) -> str:
    return f"{_measured(row, order.figure)} {'DESC' if order.descending else 'ASC'} NULLS LAST"


def _by_value(row: Row, by: By, value: str) -> str:
    """Return SQL that puts groups of the same size in the order of their values, nulls last."""
    if node_at(row.node, _through(by)).columns[by.column].points_to:
        return f"{value} NULLS LAST"
    return write_order(row, Order(by.column, through=_through(by)))


def _having(draft: Draft, row: Row, conditions: tuple[Having, ...]) -> str:
    written = [_holds(draft, _measured(row, each.figure), each) for each in conditions]
    return f" HAVING {' AND '.join(written)}" if written else ""


def _holds(draft: Draft, figure: str, condition: Having) -> str:
    match condition.operator:
        case None:
            return f"({figure} IS NULL) = {draft.bind(condition.value, int)}"
        case Operator.IN:
            return f"{figure} IN (SELECT value FROM json_each({draft.bind(condition.value, _json)}))"
        case operator:
            return f"{figure} {_SIGNS[operator]} {draft.bind(condition.value)}"


def _json(values: object) -> str:
    return orjson.dumps(values).decode()


def _keys(draft: Draft, row: Row, held: dict[By, str], keys: GroupKeys, write_shape: WriteShape) -> Json:
    """Return the JSON of what a group has in common; `held` is the SQL of each value."""
    fields = []
    for key, part in keys.fields:
        told = constant(part.text) if isinstance(part, Constant) else _key(draft, row, held[part.by], part, write_shape)
        fields.append((key, told))
    return json_object(fields)


def _key(draft: Draft, row: Row, value: str, part: GroupValue, write_shape: WriteShape) -> Json:
    column = node_at(row.node, _through(part.by)).columns[part.by.column]
    if part.shape is None:
        return held(column if part.by.through is None else replace(column, nullable=True), value)
    target = Row(MODEL[part.shape.node], draft.alias())
    return subquery(write_shape(draft, target, part.shape), f"{target.source} WHERE {target.alias}.row = {value}")

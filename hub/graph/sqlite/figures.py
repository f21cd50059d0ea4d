"""Writes aggregations as SQL: figures over all rows of a connection, and over groups of them."""

from collections.abc import Callable

from hub.graph.model import MODEL
from hub.graph.plan import Constant, Figures, GroupKeys, Groups, GroupValue, Measure, Measured, Order, Shape
from hub.graph.sqlite import layout
from hub.graph.sqlite.conditions import write_edge
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
from hub.graph.sqlite.statement import Draft, Row

Belongs = Callable[[Row], str]
WriteShape = Callable[[Draft, Row, Shape], Json]


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
            return ("count(*)",)
        case Measured(measure, column):
            return number(f"{measure.value}({row.column(str(column))})")


def write_groups(draft: Draft, row: Row, groups: Groups, belongs: Belongs, write_shape: WriteShape) -> Json:
    """Return the JSON array of groups: one object per combination of values, the largest first, ties by value."""
    group = draft.alias()
    names = {column: _held(row, column) for column in groups.by}
    fields: list[tuple[str, Json]] = []
    selected = {layout.quoted(name): row.column(name) for name in names.values()}
    for key, part in groups.fields:
        if isinstance(part, GroupKeys):
            fields.append((key, _keys(draft, row, group, part, write_shape)))
        else:
            inner = f"f{len(selected)}"
            selected[inner] = together(_figure(row, part))
            fields.append((key, (f"{group}.{inner}",)))
    columns = ", ".join(f"{sql} AS {name}" for name, sql in selected.items())
    by = ", ".join(row.column(name) for name in names.values())
    order = ", ".join(_order(row, column) for column in groups.by)
    where = belongs(row)
    rows = f"SELECT {columns} FROM {row.source} WHERE {where} GROUP BY {by} ORDER BY count(*) DESC, {order} LIMIT {groups.first}"
    return aggregated(json_array(json_object(fields)), f"({rows}) {group}")


def _order(row: Row, column: str) -> str:
    """Return SQL that puts groups of the same size in the order of their values, nulls last."""
    if row.node.columns[column].points_to:
        return f"{row.column(layout.pointer(column))} NULLS LAST"
    return write_order(row, Order(column))


def _held(row: Row, column: str) -> str:
    return layout.pointer(column) if row.node.columns[column].points_to else column


def _keys(draft: Draft, row: Row, group: str, keys: GroupKeys, write_shape: WriteShape) -> Json:
    return json_object(
        [
            (
                key,
                constant(part.text)
                if isinstance(part, Constant)
                else _key(draft, Row(row.node, group), part, write_shape),
            )
            for key, part in keys.fields
        ]
    )


def _key(draft: Draft, group: Row, part: GroupValue, write_shape: WriteShape) -> Json:
    if part.one is None:
        return held(group.node.columns[part.column], group.column(part.column))
    edge = group.node.edges[part.one.edge]
    target = Row(MODEL[edge.target], draft.alias())
    joined = write_edge(draft, group, edge, target)
    return subquery(write_shape(draft, target, part.one.shape), f"{target.source} WHERE {joined}")

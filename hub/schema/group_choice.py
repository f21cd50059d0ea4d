"""`orderBy` and `having` of groups: the arguments by which groups are put in order and chosen by their figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from hub.graph.node_type import Column
from hub.graph.plan import Given, GroupOrder, Having, Measure, Measured, Operator, Slot
from hub.schema import annotations
from hub.schema.descriptions import Told
from hub.schema.where import BadCondition, Plain
from hub.translation import Text

_SUMMED = (Measure.SUM, Measure.MIN, Measure.MAX)

_BY = {
    Measure.SUM: "By the sum of a figure.",
    Measure.MIN: "By the smallest value of a figure.",
    Measure.MAX: "By the largest value of a figure.",
    Measure.AVG: "By the mean of a figure.",
}
_OF = {
    Measure.SUM: "Conditions on the sum of a figure.",
    Measure.MIN: "Conditions on the smallest value of a figure.",
    Measure.MAX: "Conditions on the largest value of a figure.",
    Measure.AVG: "Conditions on the mean of a figure.",
}


def declare_group_arguments(name: str, columns: Mapping[str, Column]) -> dict[str, tuple[str, Told]]:
    """Declare how groups of a type are put in order and chosen by figures; return the arguments that say so."""
    _declare_orders(name, columns)
    _declare_having(name, columns)
    return {
        "order_by": (f"list[{name}GroupOrder] | None", "In which order; without it, the largest group first. Ties go by what is grouped by."),
        "having": (f"{name}Having | None", "Only groups whose figures meet these conditions."),
    }  # fmt: skip


def _declare_orders(name: str, columns: Mapping[str, Column]) -> None:
    orders: dict[str, tuple[str, Told]] = {"count": ("OrderDirection", "By the number of rows.")}
    if columns:
        told = Text("Which figure groups of {type} rows are put in order by: exactly one.", {"type": name})
        directions = {each: ("OrderDirection", column.description) for each, column in columns.items()}
        annotations.input_type(f"{name}FigureOrder", told, directions, one_of=True)
        orders |= {measure.value: (f"{name}FigureOrder", said) for measure, said in _BY.items()}
    told = Text("What groups of {type} rows are put in order by: exactly one field.", {"type": name})
    annotations.input_type(f"{name}GroupOrder", told, orders, one_of=True)


def _declare_having(name: str, columns: Mapping[str, Column]) -> None:
    conditions: dict[str, tuple[str, Told]] = {"count": ("WholeFilter", "Conditions on the number of rows.")}
    if columns:
        told = Text("Conditions on figures of groups of {type} rows. All that are given must hold.", {"type": name})
        totals = {each: ("LongFilter", column.description) for each, column in columns.items()}
        annotations.input_type(f"{name}TotalHaving", told, totals)
        averages = {each: ("NumberFilter", column.description) for each, column in columns.items()}
        annotations.input_type(f"{name}AverageHaving", told, averages)
        for measure, said in _OF.items():
            conditions[measure.value] = (f"{name}{'Total' if measure in _SUMMED else 'Average'}Having", said)
    told = Text("Conditions on groups of {type} rows. All that are given must hold.", {"type": name})
    annotations.input_type(f"{name}Having", told, conditions)


def read_group_orders(columns: Mapping[str, str], given: list[Mapping[str, Any]]) -> tuple[GroupOrder, ...]:
    """Return the orders of an `orderBy` argument of groups. A figure that is named twice counts once, as the first says."""
    orders: dict[Measured, GroupOrder] = {}
    for item in given:
        for figure, direction in _figures(columns, item):
            orders.setdefault(figure, GroupOrder(figure, direction == "DESC"))
    return tuple(orders.values())


def read_having(columns: Mapping[str, str], given: Mapping[str, Any] | None, plain: Plain) -> tuple[Having, ...]:
    """Return the conditions of a `having` argument. Raises BadCondition for a null where a value must stand."""
    found = []
    for figure, conditions in _figures(columns, given or {}):
        for operator, value in conditions.items():
            if value is None or (isinstance(value, list) and None in value):
                raise BadCondition(
                    f"expected a value for `{operator}`, found null; leave it out, or use `isNull: true`"
                )
            how = None if operator == "isNull" else Operator(operator)
            held = plain(value) if how is None else value
            found.append(Having(figure, how, held if isinstance(held, Slot) else Given(held)))
    return tuple(found)


def _figures(columns: Mapping[str, str], given: Mapping[str, Any]) -> Iterator[tuple[Measured, Any]]:
    """Yield each figure that an argument names, with what is said of it."""
    for name, said in given.items():
        if said is None:
            raise BadCondition(f"expected conditions in `{name}`, found null; leave it out")
        if name == Measure.COUNT.value:
            yield Measured(Measure.COUNT), said
            continue
        for column, of_column in said.items():
            if of_column is None:
                raise BadCondition(f"expected conditions in `{column}`, found null; leave it out")
            yield Measured(Measure(name), columns[column]), of_column

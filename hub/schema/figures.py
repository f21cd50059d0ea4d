"""Aggregations: figures over all rows of a connection, and over groups of them; declared for every type, and read into a plan."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import FieldNode
from strawberry.utils.str_converters import to_camel_case

from hub.errors import UsageError
from hub.graph import plan
from hub.graph.model import MODEL, node_at
from hub.graph.node_type import Column, Edge, Kind
from hub.graph.plan import By, Measure
from hub.schema import annotations
from hub.schema.bindings import Entity, HasColumn, HasOne, type_name_of
from hub.schema.enums import NAME_OF
from hub.schema.group_choice import declare_group_arguments
from hub.translation import Text

_APART = {"source_row"}
"""Whole numbers that mean nothing when they are summed up."""

_MEASURES = {
    Measure.SUM: ("Total", "Sum of the values that are reported; null where none is."),
    Measure.MIN: ("Total", "Smallest value that is reported."),
    Measure.MAX: ("Total", "Largest value that is reported."),
    Measure.AVG: ("Average", "Mean of the values that are reported."),
}


class BadGroups(UsageError):
    """A value of a group is asked for by which nothing is grouped."""

    code = "BAD_GROUPS"


def measured(made: Entity) -> dict[str, str]:
    """Return the columns that can be summed up: GraphQL name -> column."""
    held = ((name, binding.column) for name, binding in made.fields.items() if isinstance(binding, HasColumn))
    return {
        name: column for name, column in held if made.node.columns[column].kind is Kind.WHOLE and column not in _APART
    }


def grouped(made: Entity) -> dict[str, By]:
    """Return what rows can be grouped by: GraphQL name -> column. Of a reference it is the column that holds the key.

    What the row at the end of a reference can be grouped by is named after both, such as `districtProvince`.
    """
    found: dict[str, By] = {}
    for name, binding in made.fields.items():
        if isinstance(binding, HasColumn) and _tells_apart(made.node.columns[binding.column]):
            found[name] = By(binding.column)
        elif isinstance(binding, HasOne) and made.node.edges[binding.edge].is_reference:
            found[name] = By(str(made.node.edges[binding.edge].foreign_key))
    further = {name: by for edge in _followed(made) for name, by in _at_end(edge, set(found))}
    return found | {name: by for name, by in further.items() if name not in found}


def _followed(made: Entity) -> Iterator[Edge]:
    """Yield the references of a row whose ends it can be grouped by: not its source."""
    for binding in made.fields.values():
        edge = made.node.edges[binding.edge] if isinstance(binding, HasOne) else None
        if edge is not None and edge.is_reference and edge.target != "source":
            yield edge


def _at_end(edge: Edge, own: set[str]) -> Iterator[tuple[str, By]]:
    """Yield what rows can be grouped by at the end of a reference, but for what the row says itself under the same name."""
    target = MODEL[edge.target]
    for name, column in target.columns.items():
        marks = target.table.marks(name)
        if marks.get("hidden") or name in {target.key, "source_id"}:
            continue
        shown = marks.get("field", name)
        if column.points_to:
            shown = next(each.name for each in target.edges.values() if each.is_reference and each.foreign_key == name)
        if (column.points_to or _tells_apart(column)) and to_camel_case(shown) not in own:
            yield to_camel_case(f"{edge.name}_{shown}"), By(name, edge.name)


def column_of(made: Entity, by: By) -> Column:
    """Return the column that rows are grouped by: one of the row, or of a row that it refers to."""
    return node_at(made.node, () if by.through is None else (by.through,)).columns[by.column]


def _tells_apart(column: Column) -> bool:
    """Tell whether rows can be grouped by a column: by members of a closed list, by truth, by the series that states them, by its categories."""
    return column.kind in {Kind.ENUM, Kind.TRUTH} or column.name in {"series", "category"}


def declare_figures(made: Entity) -> dict[str, Any]:
    """Declare the types of figures and groups of a type, and return the fields of its connection that lead to them."""
    name, columns = made.type_name, measured(made)
    figures = {"count": annotations.field("int", "How many rows.")}
    if columns:
        told = Text("One figure for each number of {type}.", {"type": name})
        for kind, held in (("Total", "Long | None"), ("Average", "float | None")):
            fields = {
                each: annotations.field(held, made.node.columns[column].description) for each, column in columns.items()
            }
            annotations.object_type(f"{name}{kind}", told, fields)
        for measure, (kind, meaning) in _MEASURES.items():
            figures[measure.value] = annotations.field(f"{name}{kind}", meaning)
    annotations.object_type(f"{name}Figures", Text("Figures over {type} rows.", {"type": name}), dict(figures))
    fields = {"aggregate": annotations.field(f"{name}Figures", "Figures over all rows, on whatever page.")}
    if grouped(made):
        fields["groups"] = _declare_groups(made, {each: annotations.copied(held) for each, held in figures.items()})
    return fields


def _declare_groups(made: Entity, figures: dict[str, Any]) -> Any:
    name, by = made.type_name, grouped(made)
    values = {each: column_of(made, held).description for each, held in by.items()}
    annotations.enum_type(f"{name}GroupBy", Text("What {type} rows can be grouped by.", {"type": name}), values)
    keys = {each: annotations.field(_key_type(made, held), values[each]) for each, held in by.items()}
    told = Text("What the {type} rows of a group have in common; null where they have no value.", {"type": name})
    annotations.object_type(f"{name}GroupKey", told, keys)
    key = annotations.field(f"{name}GroupKey", "What the rows of the group have in common.")
    annotations.object_type(f"{name}Group", Text("A group of {type} rows.", {"type": name}), {"key": key, **figures})
    arguments = {
        "by": (f"list[{name}GroupBy]", "What rows of one group have in common; at least one."),
        "first": ("int | None", "How many groups at most; 20 where nothing is said."),
        **declare_group_arguments(name, {each: made.node.columns[column] for each, column in measured(made).items()}),
    }
    return annotations.field(
        f"list[{name}Group]", "Figures by group over all rows, the largest group first.", arguments
    )


def _key_type(made: Entity, by: By) -> str:
    column = column_of(made, by)
    if column.points_to:
        return f"{type_name_of(column.points_to)} | None"
    if column.kind is Kind.TRUTH:
        return "bool | None"
    return f"{NAME_OF.get(column.values, 'str')} | None"


def read_figures(
    made: Entity, selected: dict[str, list[FieldNode]], type_name: str, below: Any
) -> Iterator[tuple[str, Any]]:
    """Yield the figures that are selected. `below` gives what is selected below the nodes of a field, and its type's name."""
    columns = measured(made)
    for key, nodes in selected.items():
        name = nodes[0].name.value
        if name == "count":
            yield key, plan.Measured(Measure.COUNT)
        elif name == "__typename":
            yield key, plan.Constant(type_name)
        elif name != "key":
            inner, inner_type = below(nodes)
            yield key, plan.Figures(tuple(_each(Measure(name), columns, inner, inner_type)))


def _each(
    measure: Measure, columns: dict[str, str], selected: dict[str, list[FieldNode]], type_name: str
) -> Iterator[tuple[str, Any]]:
    for key, nodes in selected.items():
        name = nodes[0].name.value
        yield key, plan.Constant(type_name) if name == "__typename" else plan.Measured(measure, columns[name])


def check_grouped(name: str, by: Sequence[str]) -> None:
    """Raise BadGroups where a group is asked for a value that is not among those it is grouped by."""
    if name not in by:
        raise BadGroups(f"expected `{name}` among the values of `by`, found {', '.join(by) or 'none'}; add it there")

"""`orderBy`: which columns rows may be put in order by, and how the argument is read."""

from collections.abc import Iterable, Mapping

from hub.graph.model import Kind
from hub.graph.plan import Order
from hub.schema import annotations
from hub.schema.bindings import Entity, HasColumn
from hub.translation import Text

annotations.enum_type(
    "OrderDirection",
    "Smallest first, or largest first; rows without a value stand last.",
    {"ASC": "Smallest first.", "DESC": "Largest first."},
)

_UNORDERED = {Kind.TEXTS, Kind.JSON}


def orderable(made: Entity) -> dict[str, str]:
    """Return the columns that rows of a type may be ordered by: GraphQL name -> column."""
    named = {"key": made.node.key} if made.node.is_node else {}
    columns = made.node.columns
    for name, binding in made.fields.items():
        if isinstance(binding, HasColumn) and columns[binding.column].kind not in _UNORDERED:
            named[name] = binding.column
    return named


def declare_order(made: Entity) -> None:
    """Declare the input type of `orderBy` for a type."""
    described = {
        name: ("OrderDirection", made.node.columns[column].description) for name, column in orderable(made).items()
    }
    told = Text(
        "What {type} rows are put in order by: exactly one field. Several orders make a list.", {"type": made.type_name}
    )
    annotations.input_type(f"{made.type_name}Order", told, described, one_of=True)


def read_orders(made: Entity, given: Iterable[Mapping[str, str]]) -> tuple[Order, ...]:
    """Return the orders of an `orderBy` argument. A column that is named twice counts once, as the first says."""
    columns = orderable(made)
    orders: dict[str, Order] = {}
    for item in given:
        for name, direction in item.items():
            orders.setdefault(columns[name], Order(columns[name], direction == "DESC"))
    return tuple(orders.values())

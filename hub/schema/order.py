"""`orderBy`: which columns rows may be put in order by, and how the argument is read."""

from collections.abc import Iterable, Mapping
from typing import Any

from hub.errors import UsageError
from hub.graph import cursor
from hub.graph.model import MODEL
from hub.graph.node_type import Edge, Kind
from hub.graph.plan import Order
from hub.schema import annotations
from hub.schema.bindings import BY_NODE, Entity, HasColumn, HasOne, type_name_of
from hub.schema.descriptions import Told
from hub.translation import Text

MOST_EDGES = 3
"""To-one edges that an order may follow, one after the other."""


class BadOrder(UsageError):
    """An `orderBy` that cannot be meant as it is written."""

    code = "BAD_ORDER"


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


def leading(made: Entity) -> dict[str, Edge]:
    """Return the to-one edges to nodes by whose columns rows may be ordered: GraphQL name -> edge."""
    edges = {name: made.node.edges[held.edge] for name, held in made.fields.items() if isinstance(held, HasOne)}
    return {name: edge for name, edge in edges.items() if _is_single(edge) and MODEL[edge.target].is_node}


def _is_single(edge: Edge) -> bool:
    return (
        len(edge.paths) == 1 and len(edge.paths[0]) == 1 and not edge.paths[0][0].repeated and edge.target != "source"
    )


def declare_order(made: Entity) -> None:
    """Declare the input type of `orderBy` for a type."""
    described: dict[str, tuple[str, Told]] = {
        name: ("OrderDirection", made.node.columns[column].description) for name, column in orderable(made).items()
    }
    for name, edge in leading(made).items():
        described[name] = (f"{type_name_of(edge.target)}Order", edge.description)
    told = Text(
        "What {type} rows are put in order by: exactly one field. Several orders make a list.", {"type": made.type_name}
    )
    annotations.input_type(f"{made.type_name}Order", told, described, one_of=True)


def read_orders(made: Entity, given: Iterable[Mapping[str, Any]]) -> tuple[Order, ...]:
    """Return the orders of an `orderBy` argument. A column that is named twice counts once, as the first says."""
    orders: dict[tuple[tuple[str, ...], str], Order] = {}
    for item in given:
        order = _read_order(made, item, ())
        orders.setdefault((order.through, order.column), order)
    return tuple(orders.values())


def usual_orders(made: Entity, cursors: Iterable[str | None]) -> tuple[Order, ...]:
    """Return the order of rows where a query gives none: that of `About.listed_by`, else that of the keys.

    `cursors` are those that the query pages by. One from the time before the type had an order of its own goes on in the order of keys.
    """
    orders = tuple(Order(*order) for order in made.node.table.about.listed_by)
    is_older = any(text is not None and cursor.belongs(text, made.node.name, ()) for text in cursors)
    return () if is_older else orders


def _read_order(made: Entity, item: Mapping[str, Any], through: tuple[str, ...]) -> Order:
    ((name, said),) = item.items()
    edge = leading(made).get(name)
    if edge is None:
        return Order(orderable(made)[name], said == "DESC", through)
    if len(through) == MOST_EDGES:
        raise BadOrder(f"expected at most {MOST_EDGES} edges in `orderBy`, found more; order by something nearer")
    return _read_order(BY_NODE[edge.target], said, (*through, edge.name))

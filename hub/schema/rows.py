"""Plans that stream all rows of one list without pages: which queries allow it, and the columns that the rows have as a table."""

from collections.abc import Iterator
from typing import Any

from graphql import FieldNode

from hub.errors import UsageError
from hub.graph.plan import Connection, Edges, Nodes, One, Plan, Rows, Shape
from hub.schema.cost import cost_of_row
from hub.schema.limits import CostExceeded, Limits

_PAGE = frozenset({"first", "last", "after", "before"})

ROWS_AT_ONCE = 20
"""A streamed row may cost at most a twentieth of what a request may."""

ColumnPath = tuple[str, ...]
"""The response keys that lead from a row to a value."""


class BadStream(UsageError):
    """A query that is not one for the rows of one list."""

    code = "BAD_STREAM"


def all_rows(made: Any, node: FieldNode, limits: Limits) -> Rows:
    """Return the plan of all rows of a root field. Raises BadStream where it is no list, asks for a page or sums up figures below its rows, CostExceeded.

    Whether figures can be summed up is known of the answer as a whole, and rows are sent before the last of them is read.
    """
    name = node.name.value
    connection = (made.bare or made.root) if isinstance(made, Plan) else None
    if not isinstance(connection, Connection):
        raise BadStream(f"expected a list as root field, such as `candidacies`, found `{name}`")
    paged = sorted(each.name.value for each in node.arguments or () if each.name.value in _PAGE)
    if paged:
        raise BadStream(f"expected `{name}` without a page, found `{paged[0]}`; all rows are streamed")
    if made.is_guarded:
        raise BadStream(
            f"expected rows of `{name}` without sums of figures below them, found some; stream the figures themselves, or ask for pages of `{name}` at /graphql"
        )
    shape = _shape(connection, name)
    cost, most = cost_of_row(shape), limits.cost // ROWS_AT_ONCE
    if cost > most:
        told = f"expected rows that are read from at most {most} others, found {cost}; ask for smaller pages below them"
        raise CostExceeded(told)
    return Rows(connection.node, connection.condition, connection.orders, shape)


def _shape(connection: Connection, name: str) -> Shape:
    """Return the selections on each row: those below `nodes` or `edges { node }`."""
    shapes = list(_row_shapes(connection))
    if len(shapes) != 1 or len(connection.parts) != 1:
        asked = ", ".join(key for key, _ in connection.parts)
        raise BadStream(f"expected `nodes` or `edges {{ node }}` alone below `{name}`, found {asked}")
    return shapes[0]


def _row_shapes(connection: Connection) -> Iterator[Shape]:
    for _, part in connection.parts:
        match part:
            case Nodes(shape):
                yield shape
            case Edges(fields):
                if len(fields) != 1:
                    return
                yield from (held for _, held in fields if isinstance(held, Shape))


def columns(shape: Shape) -> list[ColumnPath]:
    """Return the columns of rows as a table: to-one fields are followed, lists and objects of lists stand in one column."""
    found: list[ColumnPath] = []
    for key, part in shape.fields:
        found += [(key, *path) for path in columns(part.shape)] if isinstance(part, One) else [(key,)]
    return found

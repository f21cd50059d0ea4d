"""Connections: pages of rows by the rules of Relay, and how their arguments are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from hub.errors import UsageError
from hub.graph.model import MODEL
from hub.graph.plan import Given, Page, Slot, Value
from hub.schema import annotations
from hub.schema.bindings import Entity, type_name_of
from hub.schema.descriptions import Told
from hub.schema.figures import declare_figures
from hub.translation import Both, Text


class BadPage(UsageError):
    """Arguments of a page that contradict each other or go over the limit."""

    code = "BAD_PAGE"


@dataclass(frozen=True)
class PageSizes:
    """Rows of a page where a query does not say how many, and the most that it may ask for."""

    usual: int = 20
    most: int = 1000


annotations.object_type(
    "PageInfo",
    "Where a page stands in its list.",
    {
        "has_next_page": annotations.field("bool", "True where rows follow the page."),
        "has_previous_page": annotations.field("bool", "True where rows stand before the page."),
        "start_cursor": annotations.field("str | None", "Cursor of the first row; null for an empty page."),
        "end_cursor": annotations.field("str | None", "Cursor of the last row; null for an empty page."),
    },
)


def page_arguments(node: str) -> dict[str, tuple[str, Told]]:
    """Return the arguments of a connection over rows of a node type: name -> (type, description)."""
    target = type_name_of(node)
    return {
        "where": (f"{target}Where | None", "Which rows; all, where it is left out."),
        "order_by": (f"list[{target}Order] | None", _order_told(node)),
        "first": (
            "int | None",
            "How many rows at most, from the start of the list or from `after`. 20 where nothing is said.",
        ),
        "after": ("str | None", "Cursor that the page begins after."),
        "last": ("int | None", "How many rows at most, up to the end of the list or to `before`."),
        "before": ("str | None", "Cursor that the page ends before."),
    }


def _order_told(node: str) -> Told:
    by = MODEL[node].table.about.listed_by
    if not by:
        return "In which order; ties and a missing order are settled by the key."
    columns = ", ".join(f"`{to_camel_case(column)}` {'DESC' if descending else 'ASC'}" for column, descending in by)
    return Both(
        f"In which order; where it is left out by {columns}. Ties are settled by the key.",
        f"Urutannya; menurut {columns} jika tidak disebut. Baris yang sama diurutkan menurut kunci.",
    )


def declare_connection(made: Entity) -> None:
    """Declare the connection and edge types of a type."""
    name = made.type_name
    row = annotations.field(name, "The row.")
    cursor = annotations.field("str", "Where the row stands in this list, for `after` and `before`.")
    annotations.object_type(f"{name}Edge", Text("A {type} in a list.", {"type": name}), {"cursor": cursor, "node": row})
    fields = {
        "nodes": annotations.field(f"list[{name}]", "The rows of the page."),
        "edges": annotations.field(f"list[{name}Edge]", "The rows of the page, each with its cursor."),
        "page_info": annotations.field("PageInfo", "Where the page stands in the list."),
        "total_count": annotations.field("int", "How many rows there are, on all pages."),
    }
    fields.update(declare_figures(made))
    annotations.object_type(f"{name}Connection", Text("A page of {type} rows.", {"type": name}), fields)


def read_page(arguments: Mapping[str, Any], sizes: PageSizes) -> Page:
    """Return the page that the arguments ask for. Raises BadPage where they contradict each other or go over the limit."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadPage("expected `first` or `last`, found both; ask for one end of the list")
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= sizes.most:
            raise BadPage(f"expected `{name}` from 0 to {sizes.most}, found {size}; ask for at most {sizes.most}")
    if first is None and last is None:
        first = sizes.usual
    return Page(first, last, _cursor(arguments.get("after")), _cursor(arguments.get("before")))


def _cursor(given: Any) -> Value | None:
    return given if given is None or isinstance(given, Slot) else Given(given)

"""`search`: persons, candidacies, parties, districts and regions by the words of their names."""

from typing import Annotated, Union

import strawberry

from hub.graph.model import MODEL, NAME_COLUMNS
from hub.schema import annotations
from hub.schema.bindings import NAMES, type_name_of
from hub.schema.descriptions import described

SEARCHED: dict[str, str] = {name.upper(): name for name in NAME_COLUMNS}
"""Member of SearchType -> node type."""


def declare() -> None:
    """Declare what `search` takes and gives. The types that it finds must be declared before."""
    annotations.enum_type(
        "SearchType", "A type that `search` looks through.", {name: _told(node) for name, node in SEARCHED.items()}
    )
    found = tuple(NAMES[type_name_of(name)] for name in SEARCHED.values())
    union = strawberry.union("SearchResult", description=described("What a search finds."))
    NAMES["SearchResult"] = Annotated[Union[found], union]  # noqa: UP007  the members are data
    fields = {
        "nodes": annotations.field("list[SearchResult]", "The best finds."),
        "total_count": annotations.field("int", "How many there are in all."),
    }
    annotations.object_type("SearchConnection", "What a search found, the best first.", fields)


def _told(node: str) -> str:
    """Return what the declaration of a table tells of searching it."""
    about = MODEL[node].table.about
    return about.search[1] if about.search else ""

"""`search`: persons, candidacies, parties, districts and regions by the words of their names."""

from enum import Enum
from typing import Annotated, Any, Union

import strawberry

from hub.graph.model import NAME_COLUMNS
from hub.schema import annotations
from hub.schema.meaning import NAMES, type_name_of

SEARCHED: dict[str, str] = {name.upper(): name for name in NAME_COLUMNS}
"""Member of SearchType -> node type."""


def declare() -> None:
    """Declare what `search` takes and gives. The types that it finds must be declared before."""
    members: Any = Enum("SearchType", [(name, name) for name in SEARCHED])  # type: ignore[misc]  # the members are data
    NAMES["SearchType"] = strawberry.enum(members, description="A type that `search` looks through.")
    found = tuple(NAMES[type_name_of(name)] for name in SEARCHED.values())
    union = strawberry.union("SearchResult", description="What a search finds.")
    NAMES["SearchResult"] = Annotated[Union[found], union]  # noqa: UP007  the members are data
    fields = {
        "nodes": annotations.field("list[SearchResult]", "The best finds."),
        "total_count": annotations.field("int", "How many there are in all."),
    }
    annotations.object_type("SearchConnection", "What a search found, the best first.", fields)

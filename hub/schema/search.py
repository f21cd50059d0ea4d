"""`search`: persons, candidacies, parties, districts and regions by the words of their names."""

from typing import Annotated, Union

import strawberry

from hub.graph.model import NAME_COLUMNS
from hub.schema import annotations
from hub.schema.descriptions import described
from hub.schema.meaning import NAMES, type_name_of

SEARCHED: dict[str, str] = {name.upper(): name for name in NAME_COLUMNS}
"""Member of SearchType -> node type."""

_TOLD = {
    "PERSON": "Persons, by every spelling of their names.",
    "CANDIDACY": "Candidacies, by the name on the ballot.",
    "PARTY": "Parties, by name and abbreviation.",
    "DISTRICT": "Districts, by name.",
    "REGION": "Regions, by name.",
}


def declare() -> None:
    """Declare what `search` takes and gives. The types that it finds must be declared before."""
    annotations.enum_type("SearchType", "A type that `search` looks through.", {name: _TOLD[name] for name in SEARCHED})
    found = tuple(NAMES[type_name_of(name)] for name in SEARCHED.values())
    union = strawberry.union("SearchResult", description=described("What a search finds."))
    NAMES["SearchResult"] = Annotated[Union[found], union]  # noqa: UP007  the members are data
    fields = {
        "nodes": annotations.field("list[SearchResult]", "The best finds."),
        "total_count": annotations.field("int", "How many there are in all."),
    }
    annotations.object_type("SearchConnection", "What a search found, the best first.", fields)

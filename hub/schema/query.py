"""The root fields: where a query may begin."""

from dataclasses import dataclass

from strawberry.utils.str_converters import to_camel_case

from hub.graph.model import MODEL
from hub.graph.naming import things
from hub.schema import annotations, availability, entity, search, seat_allocation, systems
from hub.schema.bindings import type_name_of
from hub.schema.computed import Computed
from hub.schema.page import page_arguments
from hub.schema.questions import QUESTIONS, RootQuestion
from hub.tables.table import Bilingual, Table

entity.declare_all()
search.declare()


@dataclass(frozen=True, slots=True)
class RootPage:
    """All rows of a node type, page by page."""

    node: str


@dataclass(frozen=True, slots=True)
class RootByKey:
    """The node of a type with a key or global id, which an argument tells."""

    node: str
    argument: str = "id"


@dataclass(frozen=True, slots=True)
class RootOnly:
    """The only row of a type."""

    node: str


@dataclass(frozen=True, slots=True)
class RootRegion:
    """A region by key, or by code and scheme."""


@dataclass(frozen=True, slots=True)
class RootNode:
    """Any node by global id."""


@dataclass(frozen=True, slots=True)
class RootNodes:
    """Any nodes by global ids."""


@dataclass(frozen=True, slots=True)
class RootEntities:
    """Any nodes by what a gateway knows of them."""


@dataclass(frozen=True, slots=True)
class RootSearch:
    """Nodes by the words of their names."""


RootMeaning = (
    RootPage | RootQuestion | RootByKey | RootOnly | RootRegion | RootNode | RootNodes | RootEntities | RootSearch
)

_ORDER = (
    "edition", "contest", "office", "party", "nomination", "person", "candidacy", "ticket", "district", "region", "result",
    "turnout", "source", "finding", "polling-station", "voters", "finance-report", "finance-line", "calendar-event",
    "legal-basis", "dispute", "dataset", "party_event", "notional_result", "link", "judgement",
)  # fmt: skip
"""The order of root fields; tables that are not named here follow in theirs."""

_KEY = {"id": ("ID", "Key or global id.")}

_REGION = {
    "id": ("ID | None", "Key or global id."),
    "code": ("str | None", "Official code, instead of `id`: `11.05`."),
    "scheme": ("str | None", "Who gives the code: `kemendagri` (where nothing is said), `kpu` or `bps` (provinces)."),
}

_SEARCH = {
    "text": (
        "str",
        "Words that the name holds, each from its start; case and accents do not matter, nor titles that no such name has.",
    ),
    "types": ("list[SearchType] | None", "What to look for; everything, where it is left out."),
    "first": ("int | None", "How many at most; 20 where nothing is said."),
}


def _all(table: type[Table]) -> str:
    rows = things(table)
    return Bilingual(f"All {rows}.", f"Semua {rows.indonesian}.") if isinstance(rows, Bilingual) else f"All {rows}."


def _a_single(table: type[Table]) -> str:
    rows, row = things(table), table.row_name().replace("_", " ").replace("-", " ")
    english = f"One {row}; null where there is none."
    return (
        Bilingual(english, f"Satu {rows.indonesian}; null jika tidak ada.") if isinstance(rows, Bilingual) else english
    )


ROOTS: dict[str, RootMeaning] = {"release": RootOnly("release")}
"""What each root field means, by its GraphQL name."""

_fields = {"release": annotations.field("Release", "The release that every answer is taken from.")}

for _name in dict.fromkeys((*_ORDER, *(name for name, node in MODEL.items() if node.table.about.listed))):
    _type, _table, _one = type_name_of(_name), MODEL[_name].table.table_name(), _name.replace("-", "_")
    _fields[_table] = annotations.field(f"{_type}Connection", _all(MODEL[_name].table), page_arguments(_name))
    ROOTS[to_camel_case(_table)] = RootPage(_name)
    if _name == "region":
        _fields[_name] = annotations.field("Region | None", _a_single(MODEL[_name].table), _REGION)
        ROOTS[_name] = RootRegion()
    elif _one != _table:
        _fields[_one] = annotations.field(f"{_type} | None", _a_single(MODEL[_name].table), _KEY)
        ROOTS[to_camel_case(_one)] = RootByKey(_name)

for _question in QUESTIONS:
    _fields[_question.name] = annotations.field(
        f"{type_name_of(_question.node)}Connection", _question.description, _question.described_arguments()
    )
    ROOTS[to_camel_case(_question.name)] = _question

_fields["seat_allocation"] = seat_allocation.ROOT
_fields["availability"] = availability.AVAILABILITY_ROOT
_fields["milestones"] = availability.MILESTONES_ROOT
_fields["systems"] = systems.ROOT
_fields["node"] = annotations.field("Node | None", "Any node by its global id.", {"id": ("ID", "Global id.")})
_fields["nodes"] = annotations.field(
    "list[Node | None]", "Any nodes by their global ids, in that order.", {"ids": ("list[ID]", "Global ids.")}
)
_fields["search"] = annotations.field("SearchConnection", "Nodes by the words of their names, the best first.", _SEARCH)
ROOTS |= {"node": RootNode(), "nodes": RootNodes(), "_entities": RootEntities(), "search": RootSearch()}

COMPUTED: dict[str, type[Computed]] = {
    "seatAllocation": seat_allocation.SeatQuestion,
    "availability": availability.AvailabilityQuestion,
    "milestones": availability.MilestonesQuestion,
    "systems": systems.SystemsQuestion,
}
"""The root fields that are computed from answers, by their GraphQL names; ROOTS has the others."""

Query = annotations.object_type("Query", "Election data of one release.", _fields)

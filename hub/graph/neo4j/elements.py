"""Labels and relationship types of a release in Neo4j, derived from the tables.

The rows of a table are nodes, each with the singular of the table's name as its label; or, for a few tables, relationships that carry
the columns. A reference of a row is a relationship from its node to the node it names. References to editions and offices are properties
(`hub.graph.neo4j.layout`), and relationships only where a type is named here. A new table or reference needs no entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.graph.neo4j.layout import DENSE, keys, property_name
from hub.graph.node_type import NodeType
from hub.tables import BY_NAME, Table

TYPES: dict[tuple[str, str], str] = {
    ("calendar_events", "edition_id"): "IN_EDITION",
    ("candidacy_events", "candidacy_id"): "HAPPENED_TO",
    ("candidacies", "district_id"): "STANDS_IN",
    ("candidacies", "nomination_id"): "NOMINATED_BY",
    ("candidacies", "person_id"): "STANDS_AS",
    ("candidacies", "ticket_id"): "PAIRED_IN",
    ("contests", "edition_id"): "IN_EDITION",
    ("contests", "office"): "FOR_OFFICE",
    ("datasets", "edition_id"): "ABOUT_EDITION",
    ("disputes", "contest_id"): "DISPUTES",
    ("disputes", "edition_id"): "IN_EDITION",
    ("district_maps", "district_id"): "DRAWN_AS",
    ("district_overlaps", "district_id"): "SHARES_OUT",
    ("district_overlaps", "with_id"): "LIES_IN",
    ("district_turnovers", "district_id"): "TURNOVER_IN",
    ("districts", "edition_id"): "IN_EDITION",
    ("districts", "office"): "ELECTS",
    ("districts", "province_id"): "LIES_IN",
    ("finance_lines", "report_id"): "ITEM_OF",
    ("finance_reports", "candidacy_id"): "REPORTED_BY",
    ("finance_reports", "nomination_id"): "REPORTED_FOR",
    ("findings", "source_id"): "FOUND_IN",
    ("legal_bases", "edition_id"): "GOVERNS",
    ("links", "judgement_id"): "JUDGED_BY",
    ("nominations", "edition_id"): "IN_EDITION",
    ("nominations", "party_id"): "OF_PARTY",
    ("notional_results", "district_id"): "ESTIMATED_IN",
    ("party_events", "from_party_id"): "OUT_OF",
    ("party_events", "party_id"): "CHANGED",
    ("person_moves", "from_id"): "MOVES_FROM",
    ("person_moves", "person_id"): "MOVE_OF",
    ("person_moves", "to_id"): "MOVES_TO",
    ("polling_stations", "region_id"): "LOCATED_IN",
    ("region_codes", "region_id"): "HAS_CODE",
    ("region_names", "region_id"): "NAME_OF",
    ("regions", "parent_id"): "PART_OF",
    ("results", "district_id"): "COUNTED_IN",
    ("set_aside", "source_id"): "LEFT_OUT_OF",
    ("sources", "edition_id"): "ABOUT_EDITION",
    ("ticket_parties", "party_id"): "NAMES",
    ("ticket_parties", "ticket_id"): "BEHIND",
    ("turnout", "district_id"): "COUNTED_IN",
    ("voter_outcomes", "region_id"): "REGISTERED_IN",
    ("voters", "region_id"): "REGISTERED_IN",
}
"""(table, column) -> type of the relationship, where the column's own name does not say it."""

_BY_COLUMN = {
    "candidacy_id": "COUNTS",
    "contest_id": "IN_CONTEST",
    "district_id": "IN_DISTRICT",
    "nomination_id": "FOR_LIST",
    "party_id": "FOR_PARTY",
    "person_id": "OF_PERSON",
    "region_id": "COUNTED_IN",
    "source_id": "STATED_IN",
    "station_id": "COUNTED_AT",
    "ticket_id": "COUNTS",
}

_BACKWARD = {("candidacies", "person_id"), ("district_maps", "district_id"), ("region_codes", "region_id")}
"""References whose relationship goes from the node that is named to the one that names it."""

ATTESTED = (
    "candidacy", "district", "nomination", "outcome", "region", "ticket", "turnout-outcome", "voter-outcome",
)  # fmt: skip
KNOWN = ("candidacy", "district", "nomination", "person")
_SUBJECTS = (
    "candidacy", "contest", "district", "edition", "nomination", "party", "person", "region", "result", "source", "ticket", "turnout",
)  # fmt: skip
"""Kinds of things that provenance, external identifiers and findings are linked to; what is about others is found by its properties."""


@dataclass(frozen=True)
class Side:
    """One end of a relationship: its label, the columns of the row by which its node is found, and what these are called there."""

    label: str
    columns: tuple[str, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """A table whose rows are nodes with one label."""

    label: str
    table: type[Table]

    @property
    def pattern(self) -> str:
        return f"(:{self.label})"

    @property
    def summary(self) -> str:
        return self.table.summary()

    @property
    def key(self) -> list[str]:
        """Columns that tell the nodes of the label apart, within a release."""
        return keys(self.table)


@dataclass(frozen=True)
class Relationship:
    """A type of relationship from one side to the other, made from the rows of a table.

    `only`: column and word of the rows that it is made from. `carries_row`: whether it holds the row's other columns. `parallel`: columns
    that tell relationships between the same two nodes apart, and what they are called there.
    """

    start: Side
    kind: str
    end: Side
    table: type[Table]
    summary: str
    only: tuple[str, str] | None = None
    carries_row: bool = False
    parallel: tuple[tuple[str, str], ...] = ()

    @property
    def pattern(self) -> str:
        return f"(:{self.start.label})-[:{self.kind}]->(:{self.end.label})"

    def step(self, *, forward: bool, name: str = "", times: str = "") -> str:
        """Return it as part of a pattern, walked from its start, or else from its end; `name` is its variable."""
        held = f"[{name}:{self.kind}{times}]"
        return f"-{held}->" if forward else f"<-{held}-"


@cache
def nodes() -> tuple[Node, ...]:
    """Return every label, in the order of its name."""
    tables = (table for table in (*BY_NAME.values(), *DERIVED) if is_node_table(table))
    return tuple(sorted((Node(_label(table), table) for table in tables), key=lambda node: node.label))


@cache
def relationships() -> tuple[Relationship, ...]:
    """Return every type of relationship, in the order of its pattern."""
    found = [*_references(), *_rows(), *_about_things()]
    return tuple(sorted(found, key=lambda each: each.pattern))


def is_node_table(table: type[Table]) -> bool:
    """Tell whether the rows of a table are nodes: of some they are relationships, and some are no part of the graph."""
    apart = {"provenance", "region_parents", "region_lineage", "district_regions"}
    return table.about.in_graph and table.table_name() not in apart


def _label(table: type[Table]) -> str:
    return "".join(word.capitalize() for word in table.row_name().replace("-", "_").split("_"))


def _model(table: type[Table]) -> NodeType:
    return MODEL[table.row_name()]


def _own(table: type[Table]) -> Side:
    """Return the side of the node that is a row itself."""
    columns = tuple(keys(table))
    return Side(_label(table), columns, tuple(property_name(table, name) for name in columns))


def _named(table: type[Table], column: str) -> Side:
    """Return the side of the node that a reference names."""
    to_table, to_column = table.references()[column]
    target = BY_NAME[to_table]
    return Side(_label(target), (column,), (property_name(target, to_column or target.key_column()),))


def _type(table: type[Table], column: str) -> str:
    return TYPES.get((table.table_name(), column)) or _BY_COLUMN.get(column) or column.removesuffix("_id").upper()


def _references() -> Iterator[Relationship]:
    """Yield the relationship of every reference of a node."""
    for node in nodes():
        table, name = node.table, node.table.table_name()
        for column, (to_table, _) in table.references().items():
            is_wanted = to_table not in DENSE or (name, column) in TYPES
            if not is_wanted or column not in _model(table).columns or to_table not in BY_NAME:
                continue
            if not is_node_table(BY_NAME[to_table]):
                continue
            start, end = _own(table), _named(table, column)
            if (name, column) in _BACKWARD:
                start, end = end, start
            yield Relationship(start, _type(table, column), end, table, _model(table).columns[column].description)


def _rows() -> Iterator[Relationship]:
    """Yield the relationships that carry the columns of a row: of tables that are no nodes, and short cuts between nodes."""
    for name, start, kind, end, parallel in (
        ("district_overlaps", "district_id", "OVERLAPS", "with_id", ()),
        ("district_regions", "district_id", "COVERS", "region_id", ("part",)),
        ("region_lineage", "region_id", "GAVE_TO", "successor_id", ("year",)),
        ("region_parents", "region_id", "WAS_PART_OF", "parent_id", ()),
        ("ticket_parties", "party_id", "SUPPORTS", "ticket_id", ("party_name",)),
    ):
        table = BY_NAME[name]
        apart = tuple((column, property_name(table, column)) for column in parallel)
        summary = table.summary()
        yield Relationship(
            _named(table, start), kind, _named(table, end), table, summary, carries_row=True, parallel=apart
        )


def _about_things() -> Iterator[Relationship]:
    """Yield the relationships of rows that name the kind of the thing they are about, with its key."""
    provenance, known, findings = BY_NAME["provenance"], BY_NAME["external_ids"], BY_NAME["findings"]
    source, stated = (
        _named(provenance, "source_id"),
        "Every source row that says something about it; `row` is its number in the file.",
    )
    for kind in ATTESTED:
        only, row = ("kind", kind), (("source_row", "row"),)
        yield Relationship(_thing(kind, "key"), "ATTESTED_IN", source, provenance, stated, only, parallel=row)
    for kind in KNOWN:
        told = "What publishers call it."
        yield Relationship(_thing(kind, "key"), "KNOWN_AS", _own(known), known, told, ("kind", kind))
    for kind in _SUBJECTS:
        told, only = "What it is about.", ("subject_kind", kind)
        yield Relationship(_own(findings), "ABOUT", _thing(kind, "subject_key"), findings, told, only)


def _thing(kind: str, column: str) -> Side:
    return Side(_label(MODEL[kind].table), (column,), ("key",))

"""The mapping of tables to RDF, compiled from `ontology/context.jsonld`, the tables and what `hub.ttl` entails.

A column is a GraphQL field (`votes_count` is `votesCount`, `person_id` is `person`), a field is a JSON-LD term, and a term is a
property: so this file holds no property. It says only which table is which type of node and what its rows are named by.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

import dataframely as dy

from hub.errors import HubError
from hub.ids import NODE_TYPE_OF
from hub.rdf.context import Context, Term, read_context
from hub.rdf.ontology import Entailments, entailments
from hub.tables import BY_NAME, Table

XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Iri:
    """An IRI `{base}id/{node type}/{key}[#{fragment}]`: `key` and `fragment` are columns; the type is fixed or the column `kind`."""

    key: str
    node_type: str | None = None
    kind: str | None = None
    fragment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """A word of a closed list, as the IRI that it stands for."""

    iris: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Literal:
    """A literal; no datatype and no language is a plain string."""

    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Property:
    """What a column states of the node: null states nothing, a list states each of its elements."""

    field: str
    column: str
    predicate: str
    value: Iri | Concept | Literal
    many: bool = False


@dataclass(frozen=True)
class Shape:
    """The triples of one row of a table.

    `parent` is a node that the row belongs to, with the property that leads from it to the row and its GraphQL field.
    `graph` names the graph of a quad: the source file that states the row; where it is null the default graph.
    """

    table: type[Table]
    type_name: str
    subject: Iri
    types: tuple[str, ...]
    constants: tuple[tuple[str, str], ...]
    by_value: tuple[tuple[str, str, tuple[str, ...]], ...]
    properties: tuple[Property, ...]
    graph: Iri | None = None
    parent: tuple[Iri, str, str] | None = None
    only: tuple[str, str] | None = None
    """Column and value of the rows that this shape is for; None for all."""


@dataclass(frozen=True)
class Mapping:
    """All shapes, in the order of the tables, with the prefixes to write them with."""

    base: str
    prefixes: dict[str, str]
    shapes: tuple[Shape, ...]
    unmapped: tuple[str, ...]
    """Public columns, as `table.column`, that no term stands for yet; a test keeps this empty."""

    def shape(self, type_name: str) -> Shape:
        """Return the shape of a GraphQL type."""
        return next(shape for shape in self.shapes if shape.type_name == type_name)

    def provenance(self) -> Shape:
        """Return the shape of the rows that name a further source of a thing."""
        return next(shape for shape in self.shapes if not shape.type_name)

    def closed_lists(self) -> list[str]:
        """Return the IRIs of the closed lists of words that are defined below the base."""
        concepts = (
            known.value.iris for shape in self.shapes for known in shape.properties if isinstance(known.value, Concept)
        )
        starts = {iri.rpartition("/")[0] + "/" for iris in concepts for _, iri in iris}
        return sorted(start for start in starts if start.startswith(f"{self.base}def/"))


_NODES = (
    ("sources", "Source"),
    ("editions", "Edition"),
    ("offices", "OfficeDetail"),
    ("regions", "Region"),
    ("districts", "District"),
    ("contests", "Contest"),
    ("parties", "Party"),
    ("nominations", "Nomination"),
    ("persons", "Person"),
    ("tickets", "Ticket"),
    ("candidacies", "Candidacy"),
    ("polling_stations", "PollingStation"),
    ("results", "Result"),
    ("turnout", "Turnout"),
    ("voters", "Voters"),
    ("finance_reports", "FinanceReport"),
    ("finance_lines", "FinanceLine"),
    ("calendar_events", "CalendarEvent"),
    ("legal_bases", "LegalBasis"),
    ("disputes", "Dispute"),
    ("datasets", "Dataset"),
    ("findings", "Finding"),
    ("links", "Link"),
    ("judgements", "Judgement"),
)
"""Table and GraphQL type: the tables whose rows are nodes with a key of their own."""

IRI_TYPES = (*NODE_TYPE_OF.values(), "district-line")
"""Types that stand in IRIs: the nodes, and the lines of districts, which have an identifier and no table."""

_PARTS = (
    ("region_codes", "RegionCode", Iri("region_id", "region", fragment=("scheme", "value")), "codes"),
    (
        "district_regions",
        "DistrictRegion",
        Iri("district_id", "district", fragment=("region_id", "part")),
        "districtRegions",
    ),
    ("district_overlaps", "DistrictOverlap", Iri("district_id", "district", fragment=("other",)), "overlaps"),
    (
        "notional_results",
        "NotionalResult",
        Iri("district_id", "district", fragment=("nomination_id",)),
        "notionalResult",
    ),
    ("district_maps", "DistrictMap", Iri("district_id", "district", fragment=("method",)), "map"),
    ("region_parents", "RegionParent", Iri("region_id", "region", fragment=("parent_id",)), "parents"),
    ("region_lineage", "RegionLineage", Iri("region_id", "region", fragment=("successor_id", "year")), "regionLineage"),
    ("party_events", "PartyEvent", Iri("party_id", "party", fragment=("event_id",)), "events"),
    ("ticket_parties", "TicketParty", Iri("ticket_id", "ticket", fragment=("party_name",)), "ticketParties"),
    ("progress", "Progress", Iri("contest_id", "contest", fragment=("progress_id",)), "countProgress"),
    ("rollups", "Rollup", Iri("contest_id", "contest", fragment=("rollup_id",)), "rolledUp"),
    ("external_ids", "ExternalId", Iri("key", kind="kind", fragment=("scheme", "value")), "externalIds"),
    ("set_aside", "SetAside", Iri("source_id", "source", fragment=("source_row",)), "rowsSetAside"),
)
"""Table, GraphQL type, the name of a row below the node that it is part of, the field of that node."""

_SPECIAL = {
    ("districts", "line_id"): ("lineId", Iri("line_id", "district-line")),
    ("findings", "subject_key"): ("subject", Iri("subject_key", kind="subject_kind")),
    ("results", "station_id"): ("pollingStation", Iri("station_id", "polling-station")),
    ("turnout", "station_id"): ("pollingStation", Iri("station_id", "polling-station")),
    ("register", "successors"): ("successors", Iri("successors", kind="kind")),
}
"""Columns whose field is called apart, and those that name a node without the table saying so; their `kind` columns are not stated
on their own."""

_NO_TERM = {"district_maps": {"wkb"}}
"""Columns that are left out of RDF: the full shape is for geographic software, and the dump has the simplified one."""


@lru_cache(maxsize=8)
def compile_mapping(base: str) -> Mapping:
    """Return the mapping for a base IRI."""
    compiler = _Compiler(read_context(base), entailments(base))
    shapes = [compiler.node(table, type_name, NODE_TYPE_OF[table]) for table, type_name in _NODES]
    shapes += [compiler.part(*part) for part in _PARTS]
    shapes += [compiler.registered(), compiler.line(), compiler.provenance()]
    return Mapping(base, compiler.context.prefixes, tuple(shapes), tuple(compiler.unmapped))


def field_name(column: str, *, reference: bool = False) -> str:
    """Return the GraphQL field of a column: `votes_count` is `votesCount`, a reference `person_id` is `person`."""
    first, *rest = (column.removesuffix("_id") if reference else column).split("_")
    return first + "".join(word.capitalize() for word in rest)


@dataclass(frozen=True)
class _Compiler:
    context: Context
    implied: Entailments
    unmapped: list[str] = field(default_factory=list)

    def node(self, table: str, type_name: str, node_type: str) -> Shape:
        key = BY_NAME[table].key_column()
        named = Property("key", key, self._term(type_name, "key").iri, Literal())
        stated = self._properties(table, type_name, leave={key})
        return self._shape(table, type_name, Iri(key, node_type), (named, *stated))

    def part(self, table: str, type_name: str, subject: Iri, called: str) -> Shape:
        stated = self._properties(table, type_name, leave={subject.key, subject.kind})
        whole = replace(subject, fragment=())
        return replace(
            self._shape(table, type_name, subject, stated), parent=(whole, self._term(type_name, called).iri, called)
        )

    def registered(self) -> Shape:
        stated = self._properties("register", "Register", leave={"id", "kind"})
        return self._shape("register", "Register", Iri("id", kind="kind"), stated)

    def line(self) -> Shape:
        """Return the shape of district lines, which have no table: the register tells that they are."""
        key = Property("key", "id", self._term("DistrictLine", "key").iri, Literal())
        shape = self._shape("register", "DistrictLine", Iri("id", "district-line"), (key,))
        return replace(shape, only=("kind", "district-line"))

    def provenance(self) -> Shape:
        source = Iri("source_id", "source")
        stated = Property("sources", "source_id", self._term("", "sources").iri, source)
        return Shape(BY_NAME["provenance"], "", Iri("key", kind="kind"), (), (), (), (stated,), graph=source)

    def _shape(self, table: str, type_name: str, subject: Iri, stated: tuple[Property, ...]) -> Shape:
        types = self.implied.classes(self.context.type_iri(type_name))
        constants = tuple(pair for name in types for pair in self.implied.constants.get(name, ()))
        sourced = "source_id" in BY_NAME[table].columns() and table != "sources"
        graph = Iri("source_id", "source") if sourced else None
        return Shape(BY_NAME[table], type_name, subject, types, constants, tuple(self._by_value(stated)), stated, graph)

    def _by_value(self, stated: tuple[Property, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for known in stated:
            for word, iri in known.value.iris if isinstance(known.value, Concept) else ():
                if classes := self.implied.by_value.get((known.predicate, iri)):
                    yield known.column, word, classes

    def _properties(self, table: str, type_name: str, leave: Set[str | None]) -> tuple[Property, ...]:
        kinds = {iri.kind for (owner, _), (_, iri) in _SPECIAL.items() if owner == table}
        left = leave | kinds | _NO_TERM.get(table, set())
        columns = [name for name in BY_NAME[table].public_columns() if name not in left]
        stated = [(name, self._property(table, type_name, name)) for name in columns]
        self.unmapped.extend(f"{table}.{name}" for name, known in stated if known is None)
        return tuple(known for _, known in stated if known is not None)

    def _property(self, table: str, type_name: str, name: str) -> Property | None:
        target = BY_NAME[table].references().get(name)
        called, named = _SPECIAL.get((table, name), (field_name(name, reference=target is not None), None))
        term = self.context.term(type_name, called)
        if term is None or (target is not None and target[0] not in NODE_TYPE_OF):
            return None
        column = BY_NAME[table].columns()[name]
        inner = column.inner if isinstance(column, dy.List) else column
        value: Iri | Concept | Literal
        if named:
            value = named
        elif term.kind == "@vocab":
            words = inner.categories if isinstance(inner, dy.Enum) else ()
            value = Concept(tuple((word, term.concept(word)) for word in words))
        elif target is not None:
            value = Iri(name, NODE_TYPE_OF[target[0]])
        else:
            value = Literal(term.datatype or _datatype(inner), term.language)
        return Property(called, name, term.iri, value, many=isinstance(column, dy.List))

    def _term(self, type_name: str, called: str) -> Term:
        term = self.context.term(type_name, called)
        if term is None:
            raise HubError(f"context.jsonld: expected a term for the field {called!r} of {type_name!r}, found none")
        return term


def _datatype(column: dy.Column) -> str | None:
    """Return the datatype that a JSON-LD processor gives the JSON form of the column."""
    if isinstance(column, dy.Float64):
        return f"{XSD}double"
    if isinstance(column, dy.Int64):
        return f"{XSD}integer"
    return f"{XSD}boolean" if isinstance(column, dy.Bool) else None

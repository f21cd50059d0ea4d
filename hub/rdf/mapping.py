"""The mapping of tables to RDF, compiled from `ontology/context.jsonld`, the tables and what `hub.ttl` entails.

A column is a GraphQL field (`votes_count` is `votesCount`, `person_id` is `person`), a field is a JSON-LD term, and a term is a
property: so this file holds no property. The declarations of the tables say which rows are nodes, and of what the others are part.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import dataframely as dy

from hub.errors import HubError
from hub.ids import NODE_TYPE_OF
from hub.rdf.context import Context, Term, read_context
from hub.rdf.ontology import Entailments, entailments
from hub.tables import TABLES
from hub.tables.outcome_figures import OutcomeFigures
from hub.tables.provenance import Provenance
from hub.tables.register import Register
from hub.tables.table import Part, Table, term_name

XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Iri:
    """An IRI `{base}id/{node type}/{key}[#{fragment}]`: `key` and `fragment` are columns; the type is fixed or the column `kind`."""

    key: str
    node_type: str | None = None
    kind: str | None = None
    fragment: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfOthers:
    """An IRI of others, which the column holds in full."""


@dataclass(frozen=True)
class Concept:
    """A word of a closed list, as its IRI."""

    iris: tuple[tuple[str, str], ...]

    @cached_property
    def iri_of(self) -> dict[str, str]:
        """Word -> its IRI."""
        return dict(self.iris)


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
    value: Iri | OfOthers | Concept | Literal
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
    """Public columns, as `table.column`, that have no term yet; a test keeps this empty."""

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


IRI_TYPES = (*NODE_TYPE_OF.values(), "district-line")
"""Types that stand in IRIs: the nodes, and the lines of districts, which have an identifier and no table."""


_FIRST = ("region_codes", "district_regions", "district_overlaps", "notional_results", "district_maps")
_LAST = ("links", "judgements")
"""Tables that a dump has not in the order of all tables: a release stays the same bytes."""


def _turn(table: type[Table]) -> int:
    name = table.table_name()
    return _FIRST.index(name) if name in _FIRST else len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0)


@lru_cache(maxsize=8)
def compile_mapping(base: str) -> Mapping:
    """Return the mapping for a base IRI."""
    compiler = _Compiler(read_context(base), entailments(base))
    tables = sorted(TABLES, key=_turn)
    shapes = [compiler.node(table) for table in tables if table.about.is_node]
    shapes += [compiler.part(table, table.about.part) for table in tables if table.about.part]
    shapes += [compiler.registered(), compiler.line(), compiler.provenance(), compiler.figure()]
    return Mapping(base, compiler.context.prefixes, tuple(shapes), tuple(compiler.unmapped))


def _named(table: type[Table], column: str) -> Iri | None:
    """Return the IRI that a column names by key: of a row that it refers to, of a thing of any kind, or of one without a table."""
    marks = table.marks(column)
    target, _, to_column = marks.get("ref", "").partition(".")
    if target and not to_column and target in NODE_TYPE_OF:
        return Iri(column, NODE_TYPE_OF[target])
    if kind := marks.get("subject_kind"):
        return Iri(column, kind=kind)
    return Iri(column, marks["names"]) if "names" in marks else None


@dataclass(frozen=True)
class _Compiler:
    context: Context
    implied: Entailments
    unmapped: list[str] = field(default_factory=list)

    def node(self, table: type[Table]) -> Shape:
        key = table.key_column()
        named = Property("key", key, self._term(table.type_name(), "key").iri, Literal())
        stated = self._properties(table, table.type_name(), leave={key})
        return self._shape(table, table.type_name(), Iri(key, table.row_name()), (named, *stated))

    def part(self, table: type[Table], part: Part) -> Shape:
        whole = _named(table, part.of) or Iri(part.of)
        type_name = table.type_name()
        stated = self._properties(table, type_name, leave={whole.key, whole.kind})
        shape = self._shape(table, type_name, replace(whole, fragment=part.named_by), stated)
        return replace(shape, parent=(whole, self._term(type_name, part.term).iri, part.term))

    def registered(self) -> Shape:
        stated = self._properties(Register, "Register", leave={"id", "kind"})
        return self._shape(Register, "Register", Iri("id", kind="kind"), stated)

    def line(self) -> Shape:
        """Return the shape of district lines, which have no table: the register tells that they are."""
        key = Property("key", "id", self._term("DistrictLine", "key").iri, Literal())
        shape = self._shape(Register, "DistrictLine", Iri("id", "district-line"), (key,))
        return replace(shape, only=("kind", "district-line"))

    def provenance(self) -> Shape:
        source = Iri("source_id", "source")
        stated = Property("sources", "source_id", self._term("", "sources").iri, source)
        return Shape(Provenance, "", Iri("key", kind="kind"), (), (), (), (stated,), graph=source)

    def figure(self) -> Shape:
        """Return the shape of figures of outcomes, which are computed for the dump."""
        subject = Iri("outcome_key", kind="outcome_kind", fragment=("figure",))
        stated = self._properties(OutcomeFigures, "OutcomeFigure", leave=set())
        return self._shape(OutcomeFigures, "OutcomeFigure", subject, stated)

    def _shape(self, table: type[Table], type_name: str, subject: Iri, stated: tuple[Property, ...]) -> Shape:
        types = self.implied.classes(self.context.type_iri(type_name))
        constants = tuple(pair for name in types for pair in self.implied.constants.get(name, ()))
        sourced = "source_id" in table.references()
        graph = Iri("source_id", "source") if sourced else None
        return Shape(table, type_name, subject, types, constants, tuple(self._by_value(types, stated)), stated, graph)

    def _by_value(
        self, types: tuple[str, ...], stated: tuple[Property, ...]
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for known in stated:
            for word, iri in known.value.iris if isinstance(known.value, Concept) else ():
                for kind in types:
                    if classes := self.implied.by_value.get((kind, known.predicate, iri)):
                        yield known.column, word, classes

    def _properties(self, table: type[Table], type_name: str, leave: Set[str | None]) -> tuple[Property, ...]:
        kinds = {table.marks(name).get("subject_kind") for name in table.columns()}
        columns = [name for name in table.public_columns() if name not in leave | kinds]
        columns = [name for name in columns if not table.marks(name).get("unstated")]
        columns = [name for name in columns if not isinstance(table.columns()[name], dy.Binary)]
        stated = [(name, self._property(table, type_name, name)) for name in columns]
        self.unmapped.extend(f"{table.table_name()}.{name}" for name, known in stated if known is None)
        return tuple(known for _, known in stated if known is not None)

    def _property(self, table: type[Table], type_name: str, name: str) -> Property | None:
        called = term_name(table, name)
        term, named = self.context.term(type_name, called), _named(table, name)
        if term is None:
            return None
        column = table.columns()[name]
        inner = column.inner if isinstance(column, dy.List) else column
        value: Iri | OfOthers | Concept | Literal
        if named:
            value = named
        elif term.kind == "@id":
            value = OfOthers()
        elif term.kind == "@vocab":
            words = inner.categories if isinstance(inner, dy.Enum) else ()
            value = Concept(tuple((word, term.concept(word)) for word in words))
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

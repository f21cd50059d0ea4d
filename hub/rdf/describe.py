"""Descriptions: what a release says of one thing: its facts, its parts, the labels of its neighbours, and what points to it.

What is long has pages: each has the facts, and the next of the parts and of what points to the thing. The same mapping as the dump's is read for one row at a time, so a description states no triple of the thing that the dump does not.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Protocol

import orjson

from hub import ids
from hub.ids import NODE_TYPE_OF
from hub.rdf.mapping import IRI_TYPES, Concept, Iri, Literal, OfOthers, Property, Shape, compile_mapping
from hub.rdf.outcome_figures import figures_of
from hub.rdf.terms import canonical_double

SHOWN = 100
"""Most things of one kind that a page of a description lists as pointing to the thing, and most further sources."""

PARTS_SHOWN = 500
"""Most parts of one kind on a page: more than the choices of any contest."""

FIGURE = "OutcomeFigure"
"""Type of the observations of the cube of outcomes: parts of an outcome that are computed from its rows."""

Row = Mapping[str, Any]

_LABELS = ("name", "name_on_ballot", "title", "applicant")
"""Columns that hold what a thing is called, in this order of preference; a thing without any is called by its key."""

_BRIEF: dict[str, tuple[str, ...]] = {
    "Candidacy": ("edition", "contest", "ballotNumber", "party", "votesCount", "elected"),
    "Nomination": ("edition", "ballotNumber", "party"),
    "District": ("edition", "seatsCount"),
    "Contest": ("seatsCount",),
    "Result": ("candidacy", "ticket", "party", "region", "kind", "votesCount", "status", "source"),
    "Turnout": ("region", "registeredCount", "votedCount", "validCount", "invalidCount"),
    "Voters": ("listKind", "maleCount", "femaleCount", "totalCount"),
    "Ticket": ("ballotNumber", "votesCount"),
    "Finding": ("severity", "rule", "message"),
    "FinanceReport": ("period", "totalIdr"),
    "FinanceLine": ("donorKind", "kind", "amountIdr"),
}
"""Fields shown of a thing that refers to the one described; its own document has all of them."""


class Rows(Protocol):
    """Reads rows of a release by key and by reference; the columns are those of the tables, lists as lists or JSON text."""

    def get(self, table: str, key: str) -> Row | None:
        """Return the row of a key."""
        ...

    def find(self, table: str, given: Mapping[str, str], limit: int, offset: int = 0) -> list[Row]:
        """Return at most `limit` rows after the first `offset` whose columns hold the given values, in the order of the key."""
        ...

    def count(self, table: str, given: Mapping[str, str], most: int) -> int:
        """Return how many rows hold the given values, counting no further than `most`."""
        ...


@dataclass(frozen=True)
class Thing:
    """A thing as it is linked to."""

    iri: str
    node_type: str
    type_name: str
    key: str
    label: str


@dataclass(frozen=True)
class Word:
    """A word of a closed list."""

    iri: str
    word: str


@dataclass(frozen=True)
class Elsewhere:
    """A thing of others, of which nothing but the IRI is known."""

    iri: str


@dataclass(frozen=True)
class Text:
    """A literal: `lexical` is its text in RDF."""

    lexical: str
    datatype: str | None
    language: str | None


@dataclass(frozen=True)
class Stated:
    """One fact: a property and a value."""

    field: str
    predicate: str
    value: Thing | Word | Elsewhere | Text


@dataclass(frozen=True)
class Stating:
    """A row as facts: of the thing itself, of a part of it, or of something that points to it."""

    iri: str
    shape: Shape
    types: tuple[str, ...]
    stated: tuple[Stated, ...]

    def texts(self, field: str) -> list[str]:
        """Return the literals of a field."""
        return [known.value.lexical for known in self.stated if known.field == field and isinstance(known.value, Text)]


@dataclass(frozen=True)
class Pointing:
    """The things of one type that point to the thing by one property; `count` may be larger than what is listed."""

    type_name: str
    field: str
    predicate: str
    rows: tuple[tuple[Thing, Stating], ...]
    count: int


@dataclass(frozen=True)
class Description:
    """The statements about one thing, or one page of them."""

    thing: Thing
    own: tuple[Stating, ...]
    """The thing's own row, and what the register says of it."""
    parts: tuple[Stating, ...]
    further_sources: tuple[Stated, ...]
    pointing: tuple[Pointing, ...]
    page: int
    has_next: bool


class Describer:
    """Describes the things of one release. `registered` returns the row of the register of a node type and key."""

    COUNTED = 10_000
    """Counts of things that point to a thing stop here."""

    def __init__(self, rows: Rows, base: str, registered: Callable[[str, str], Row | None] = lambda *_: None) -> None:
        self._rows = rows
        self._registered = registered
        self._base = base
        self._mapping = compile_mapping(base)
        self._by_type = {shape.subject.node_type: shape for shape in self._mapping.shapes if _is_node(shape)}
        # Of a function rather than a method: a cache that held the describer it is part of would keep its files open.
        tables = {str(node_type): shape.table.table_name() for node_type, shape in self._by_type.items()}
        self._labels = lru_cache(maxsize=50_000)(partial(_read_label, rows, tables))

    def describe(self, node_type: str, key: str, page: int = 1, *, with_figures: bool = True) -> Description | None:
        """Return what the release says of a thing, or None where it does not hold it, or not so many pages of it.

        Without figures an outcome comes without the observations of the cube, which repeat its numbers and those of its parts.
        """
        shape = self._by_type.get(node_type)
        if shape is None:
            return None
        row = self._rows.get(shape.table.table_name(), key) if node_type != "district-line" else self._line(key)
        if row is None:
            return None
        paged = _Paged(self._rows, page)
        own = [self._stating(shape, row)]
        if (registered := self._registered(node_type, key)) is not None:
            own.append(self._stating(self._mapping.shape("Register"), registered))
        made = Description(
            thing=self._thing(node_type, key),
            own=tuple(own),
            parts=tuple(self._parts(paged, node_type, key, with_figures=with_figures and page == 1)),
            further_sources=tuple(self._further_sources(paged, node_type, key, row)),
            pointing=tuple(self._pointing(paged, node_type, key)),
            page=page,
            has_next=paged.has_next,
        )
        return made if page == 1 or made.parts or made.further_sources or made.pointing else None

    def holds(self, node_type: str, key: str) -> bool:
        """Tell whether the release holds a thing."""
        if node_type == "district-line":
            return self._line(key) is not None
        shape = self._by_type.get(node_type)
        return shape is not None and self._rows.get(shape.table.table_name(), key) is not None

    def _line(self, key: str) -> Row | None:
        """Return the row of a district line, which has no table: it is there where a district is on it."""
        return {"id": key, "kind": "district-line"} if self._rows.find("districts", {"line_id": key}, 1) else None

    def _stating(self, shape: Shape, row: Row, fields: tuple[str, ...] | None = None) -> Stating:
        types = list(shape.types)
        for column, word, classes in shape.by_value:
            types += classes if row[column] == word else ()
        told = [known for known in shape.properties if fields is None or known.field in fields]
        stated = [fact for known in told for fact in self._facts(known, row)]
        iri = ids.iri(self._base, self._type_of(shape.subject, row), str(row[shape.subject.key]))
        if shape.subject.fragment:
            iri += "#" + _escaped("-".join(str(row[part]) for part in shape.subject.fragment if row[part] is not None))
        return Stating(iri, shape, tuple(types), tuple(stated))

    def _facts(self, known: Property, row: Row) -> Iterator[Stated]:
        held = row.get(known.column)
        if held is None:
            return
        for value in _elements(held) if known.many else [held]:
            if (meant := self._value(known, row, value)) is not None:
                yield Stated(known.field, known.predicate, meant)

    def _value(self, known: Property, row: Row, value: Any) -> Thing | Word | Elsewhere | Text | None:
        match known.value:
            case Iri() as name:
                node_type = self._type_of(name, row)
                return self._thing(node_type, value) if node_type in IRI_TYPES else None
            case OfOthers():
                return Elsewhere(value)
            case Concept() as concept:
                return Word(concept.iri_of[value], value)
            case Literal() as literal:
                return Text(_lexical(value, literal), literal.datatype, literal.language)

    def _type_of(self, name: Iri, row: Row) -> str:
        return name.node_type or str(row[name.kind or ""])

    def _thing(self, node_type: str, key: str) -> Thing:
        shape = self._by_type[node_type]
        return Thing(ids.iri(self._base, node_type, key), node_type, shape.type_name, key, self._labels(node_type, key))

    def _listed(self, shape: Shape, node_type: str, row: Row) -> Thing:
        key = str(row[shape.subject.key])
        return Thing(ids.iri(self._base, node_type, key), node_type, shape.type_name, key, _label(row, key))

    def _parts(self, paged: "_Paged", node_type: str, key: str, *, with_figures: bool) -> Iterator[Stating]:
        for shape in self._mapping.shapes:
            if shape.parent is None or shape.parent[0].node_type not in {None, node_type}:
                continue
            whole = shape.parent[0]
            given = {whole.key: key} if whole.kind is None else {whole.kind: node_type, whole.key: key}
            found = paged.find(shape.table.table_name(), given, PARTS_SHOWN)
            for column, descending in reversed(shape.table.about.listed_by):
                found.sort(key=lambda row: _placed(row[column], descending=descending))
            yield from (self._stating(shape, row) for row in found)
        figures = figures_of(node_type, key, self._rows.find) if with_figures else []
        yield from (self._stating(self._mapping.shape(FIGURE), row) for row in figures)

    def _further_sources(self, paged: "_Paged", node_type: str, key: str, row: Row) -> Iterator[Stated]:
        shape = self._mapping.provenance()
        (known,) = shape.properties
        seen = {row.get("source_id")}
        for told in paged.find("provenance", {"kind": node_type, "key": key}, SHOWN):
            if told["source_id"] not in seen:
                seen.add(told["source_id"])
                yield from self._facts(known, told)

    def _pointing(self, paged: "_Paged", node_type: str, key: str) -> Iterator[Pointing]:
        for shape in self._mapping.shapes:
            for known in shape.properties if _is_node(shape) else ():
                if given := self._points_to(shape, known, node_type, key):
                    yield from self._pointing_by(paged, shape, known, given)

    def _points_to(self, shape: Shape, known: Property, node_type: str, key: str) -> dict[str, str] | None:
        """Return what the rows hold that point to a thing by a property; None where the property cannot."""
        match known.value:
            case Iri(node_type=fixed, kind=None) if fixed == node_type:
                return {known.column: key}
            case Iri(kind=str() as kind) if not known.many:
                return {kind: node_type, known.column: key}
            case Concept(iris) if node_type == "office":
                word = next((word for word, iri in iris if iri == ids.iri(self._base, "office", key)), None)
                return {known.column: word} if word and shape.type_name != "OfficeDetail" else None
        return None

    def _pointing_by(self, paged: "_Paged", shape: Shape, known: Property, given: dict[str, str]) -> Iterator[Pointing]:
        table = shape.table.table_name()
        found = paged.find(table, given, SHOWN)
        if not found:
            return
        is_all = paged.page == 1 and len(found) < SHOWN
        count = len(found) if is_all else self._rows.count(table, given, self.COUNTED)
        node_type = str(shape.subject.node_type)
        brief = tuple(name for name in _BRIEF.get(shape.type_name, ()) if name != known.field)
        rows = [(self._listed(shape, node_type, row), self._stating(shape, row, brief)) for row in found]
        rows.sort(key=lambda pair: natural(pair[0].key))
        yield Pointing(shape.type_name, known.field, known.predicate, tuple(rows), count)


class _Paged:
    """Reads the rows of one page, and notes whether there are more."""

    def __init__(self, rows: Rows, page: int) -> None:
        self._rows = rows
        self.page = page
        self.has_next = False

    def find(self, table: str, given: Mapping[str, str], most: int) -> list[Row]:
        found = self._rows.find(table, given, most + 1, (self.page - 1) * most)
        self.has_next |= len(found) > most
        return found[:most]


def _read_label(rows: Rows, tables: Mapping[str, str], node_type: str, key: str) -> str:
    if node_type == "district-line":
        newest = rows.find("districts", {"line_id": key}, SHOWN)
        return str(newest[-1]["name"]) if newest else key
    row = rows.get(tables[node_type], key)
    return _label(row, key) if row else key


def _label(row: Row, key: str) -> str:
    return next((str(row[name]) for name in _LABELS if row.get(name)), key)


def natural(key: str) -> list[tuple[int, str]]:
    """Return the sort key that puts `.../2` before `.../10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", key)]


def _placed(number: Any, *, descending: bool) -> tuple[bool, Any]:
    """Return the sort key of a number or null; null comes last."""
    return (True, 0) if number is None else (False, -number if descending else number)


def _is_node(shape: Shape) -> bool:
    return shape.table.table_name() in NODE_TYPE_OF or shape.type_name == "DistrictLine"


def _elements(held: Any) -> list[Any]:
    return list(orjson.loads(held)) if isinstance(held, str | bytes) else list(held)


def _lexical(value: Any, literal: Literal) -> str:
    if literal.datatype and literal.datatype.endswith("#boolean"):
        return "true" if value else "false"
    if literal.datatype and literal.datatype.endswith("#gYear"):
        return f"{value:04d}"
    if literal.datatype and literal.datatype.endswith("#double"):
        return canonical_double(value)
    return str(value)


def _escaped(fragment: str) -> str:
    return ids.iri("", "", fragment).removeprefix("id//")

"""The page of a thing as data: facts with labels, tables of what belongs to it, and the source of every figure."""

from dataclasses import dataclass

from hub.rdf.describe import Description, Pointing, Stated, Stating, Text, Thing, Word
from hub.web.outline import Outline, outline
from hub.web.words import Words

_AT_THE_TOP = {"key", "name", "nameOnBallot", "title"}
_BELOW = {"source", "sourceRow", "geojson"}
_PLAIN_NUMBERS = {"ballotNumber", "rank", "number", "period", "sourceRow", "year", "firstRelease"}


@dataclass(frozen=True)
class Value:
    """A value as it is shown: a text, where it leads, and whether it is a figure."""

    text: str
    path: str | None = None
    address: str | None = None
    is_figure: bool = False


@dataclass(frozen=True)
class Fact:
    label: str
    values: list[Value]


@dataclass(frozen=True)
class Table:
    """Things of one kind in rows; `more` is how many there are beyond the rows."""

    title: str
    by: str
    header: list[str]
    rows: list[list[list[Value]]]
    count: int
    more: int


@dataclass(frozen=True)
class SourceNote:
    """A file that states something about the thing, and the row where it does."""

    value: Value
    row: int | None


@dataclass(frozen=True)
class Entity:
    """Everything that the page shows."""

    iri: str
    key: str
    node_type: str
    type_label: str
    title: str
    facts: list[Fact]
    tables: list[Table]
    sources: list[SourceNote]
    outline: Outline | None


def entity(found: Description, words: Words) -> Entity:
    """Return the page of a thing in a language."""
    shown = _Shown(words, _base(found.thing))
    own = found.own[0]
    return Entity(
        iri=found.thing.iri,
        key=found.thing.key,
        node_type=found.thing.node_type,
        type_label=words.type(found.thing.type_name),
        title=_title(found, words),
        facts=shown.facts(own, _AT_THE_TOP | _BELOW),
        tables=[*shown.parts(found), *(shown.pointing(group) for group in found.pointing)],
        sources=_sources(found, shown),
        outline=next((made for part in found.parts for text in part.texts("geojson") if (made := outline(text))), None),
    )


class _Shown:
    """Turns what is stated into what is read, in one language."""

    def __init__(self, words: Words, base: str) -> None:
        self._words = words
        self._base = base

    def facts(self, stating: Stating, leave: set[str]) -> list[Fact]:
        grouped: dict[str, Fact] = {}
        for known in stating.stated:
            if known.field not in leave:
                label = self.label(known.field, known.predicate)
                grouped.setdefault(known.field, Fact(label, [])).values.append(self.value(known))
        return list(grouped.values())

    def label(self, field: str, predicate: str) -> str:
        return self._words.field(field, predicate, self._base)

    def value(self, known: Stated) -> Value:
        match known.value:
            case Thing() as thing:
                return Value(thing.label, path=f"/doc/{_path(thing, self._base)}")
            case Word(iri, word):
                return Value(self._words.term(iri, self._base) or self._office(iri) or word)
            case Text(lexical, datatype, _):
                return self._literal(known.field, lexical, datatype or "")

    def parts(self, found: Description) -> list[Table]:
        """Return a table per kind of part."""
        kinds: dict[str, list[Stating]] = {}
        for part in found.parts:
            kinds.setdefault(part.shape.type_name, []).append(part)
        return [
            self._table(self._words.type(name), "", parts, [None] * len(parts), len(parts))
            for name, parts in kinds.items()
        ]

    def pointing(self, group: Pointing) -> Table:
        title = self._words.type(group.type_name)
        things = [thing for thing, _ in group.rows]
        by = self.label(group.field, group.predicate)
        return self._table(title, by, [row for _, row in group.rows], things, group.count)

    def _table(self, title: str, by: str, rows: list[Stating], things: list[Thing] | list[None], count: int) -> Table:
        leave = _BELOW - {"source"} if any(things) else _BELOW
        columns = {known.field: known.predicate for row in rows for known in row.stated if known.field not in leave}
        order = [known.field for known in rows[0].shape.properties if known.field in columns]
        header = [self.label(name, columns[name]) for name in order]
        body = []
        for thing, row in zip(things, rows, strict=True):
            cells = [[self.value(known) for known in row.stated if known.field == name] for name in order]
            first = [] if thing is None else [[Value(thing.label, path=f"/doc/{_path(thing, self._base)}")]]
            body.append([*first, *cells])
        return Table(title, by, [*([title] if any(things) else []), *header], body, count, count - len(rows))

    def _literal(self, field: str, lexical: str, datatype: str) -> Value:
        if datatype.endswith("#boolean"):
            return Value(self._words("Ya", "Yes") if lexical == "true" else self._words("Tidak", "No"))
        if datatype.endswith("#integer") and field not in _PLAIN_NUMBERS:
            number = self._words.number(int(lexical))
            return Value(f"Rp {number}" if field.endswith("Idr") else number, is_figure=True)
        if datatype.endswith("#anyURI") and lexical.startswith(("https://", "http://")):
            return Value(lexical, address=lexical)
        return Value(lexical, is_figure=datatype.endswith(("#integer", "#double")))

    def _office(self, iri: str) -> str | None:
        office = iri.removeprefix(f"{self._base}id/office/")
        return None if office == iri else self._words.office(office.upper().replace("-", "_"))


def _title(found: Description, words: Words) -> str:
    own = found.own[0]
    if words.lang == "en" and (english := own.texts("nameEn")):
        return english[0]
    if found.thing.type_name in {"Result", "Turnout", "Voters", "FinanceReport"}:
        about = next(
            (
                known.value
                for known in own.stated
                if known.field in {"candidacy", "ticket", "nomination", "contest", "region"}
            ),
            None,
        )
        return about.label if isinstance(about, Thing) else found.thing.key
    return found.thing.label


def _sources(found: Description, shown: _Shown) -> list[SourceNote]:
    own = found.own[0]
    row = next(iter(own.texts("sourceRow")), None)
    notes = [
        SourceNote(shown.value(known), int(row) if row else None) for known in own.stated if known.field == "source"
    ]
    return notes + [SourceNote(shown.value(known), None) for known in found.further_sources]


def _base(thing: Thing) -> str:
    return thing.iri.partition(f"id/{thing.node_type}/")[0]


def _path(thing: Thing, base: str) -> str:
    return thing.iri.removeprefix(f"{base}id/")

"""The page of a thing as data: facts with labels, tables of what belongs to it, and the source of every figure."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import escape

from hub.rdf.describe import Description, Elsewhere, Stated, Stating, Text, Thing, Word
from hub.schema.enums import MEANINGS
from hub.tables import vocabulary
from hub.web.finding_words import said
from hub.web.outline import Outline, outline
from hub.web.pages import captions
from hub.web.words import Words

_AT_THE_TOP = {"key", "name", "nameOnBallot", "title"}
_BELOW = {"source", "sourceRow", "geojson"}
"""Fields shown elsewhere on the page: as the heading, the list of sources or the outline."""
_CALLED = {"theme": captions.THEMES, "system": captions.SYSTEMS, "rule": captions.RULES}
"""Fields with words of a closed list that the ontology has no concepts of."""
_MEANT = {
    "basis": MEANINGS[vocabulary.OUTCOME_BASES],
    "unknownBecause": MEANINGS[vocabulary.AREA_UNKNOWN_REASONS],
    "passedOverBecause": MEANINGS[vocabulary.PASSED_OVER],
    "grain": MEANINGS[vocabulary.OUTCOME_GRAINS],
    "level": MEANINGS[vocabulary.PARTY_AREAS],
}
"""Fields of outcomes with values of a closed list -> what each value means."""

_PLAIN_NUMBERS = {"ballotNumber", "rank", "number", "period", "sourceRow", "year", "firstRelease"}


@dataclass(frozen=True)
class Value:
    """A value as it is shown: a text, its page here or its address elsewhere, whether it is a number, and whether it counts something."""

    text: str
    path: str | None = None
    address: str | None = None
    is_number: bool = False
    is_figure: bool = False

    def __html__(self) -> str:
        """Return what a template writes: pages have thousands of these, and a macro takes three times as long."""
        if self.path:
            return f'<a href="{escape(self.path)}">{escape(self.text)}</a>'
        if self.address:
            return f'<a href="{escape(self.address)}" rel="external nofollow">{escape(self.text)}</a>'
        return escape(self.text)


@dataclass(frozen=True)
class Fact:
    label: str
    values: list[Value]


@dataclass(frozen=True)
class Column:
    label: str
    is_number: bool


@dataclass(frozen=True)
class Table:
    """Things of one kind in rows; `more` is how many there are beyond the rows."""

    title: str
    header: list[Column]
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


def entity(found: Description, words: Words, link: Callable[[str], str]) -> Entity:
    """Return the page of a thing in a language; `link` returns the address of a page on this server by its path."""
    shown = _Shown(words, _base(found.thing), link)
    own = found.own[0]
    return Entity(
        iri=found.thing.iri,
        key=found.thing.key,
        node_type=found.thing.node_type,
        type_label=words.type(found.thing.type_name),
        title=_title(found, words),
        facts=shown.facts(own, _AT_THE_TOP | _BELOW),
        tables=list(shown.tables(found)),
        sources=_sources(found, shown),
        outline=next((made for part in found.parts for text in part.texts("geojson") if (made := outline(text))), None),
    )


class _Shown:
    """Formats RDF statements for HTML, in one language."""

    def __init__(self, words: Words, base: str, link: Callable[[str], str]) -> None:
        self._words = words
        self._base = base
        self._link = link
        self._told: set[str | None] = set()
        """Pages that the facts of the page name already."""

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
                return Value(_label(thing, self._words), path=self._page(thing))
            case Word(iri, word):
                label = self._words.term(iri, self._base)
                return Value(label) if label else self._office(iri, word)
            case Elsewhere(iri):
                return Value(iri, address=iri)
            case Text(lexical, _, _) if known.field == "message":
                return Value(said(self._words, lexical) or lexical)
            case Text(lexical, _, _) if known.field == "reasons":
                return Value(self._words.gettext(lexical))
            case Text(lexical, datatype, _):
                return self._literal(known.field, lexical, datatype or "")

    def tables(self, found: Description) -> Iterator[Table]:
        """Yield a table per kind of part and per kind of thing that points here; what others call the thing comes last."""
        kinds: dict[str, list[Stating]] = {}
        for part in found.parts:
            kinds.setdefault(part.shape.type_name, []).append(part)
        names = kinds.pop("ExternalId", [])
        stated = (known for stating in found.own for known in stating.stated if isinstance(known.value, Thing))
        self._told = {self._page(found.thing), *(self.value(known).path for known in stated)}
        yield from (self._table(name, parts, [], len(parts)) for name, parts in kinds.items())
        named = Counter([*kinds, *(group.type_name for group in found.pointing)])
        for group in found.pointing:
            heads = [self._row_head(thing) for thing, _ in group.rows]
            made = self._table(group.type_name, [row for _, row in group.rows], heads, group.count)
            if named[group.type_name] > 1:  # two kinds of links to the thing: each is called by the field that holds it
                made = replace(made, title=f"{made.title}: {self.label(group.field, group.predicate)}")
            yield made
        if names:
            yield self._table("ExternalId", names, [], len(names))

    def _row_head(self, thing: Thing) -> Value:
        """Return the link to a listed thing; one that has no name of its own is called by its type."""
        text = self._words.type(thing.type_name) if thing.label == thing.key else _label(thing, self._words)
        return Value(text, path=self._page(thing))

    def _table(self, type_name: str, rows: list[Stating], heads: list[Value], count: int) -> Table:
        fields = [known for known in rows[0].shape.properties if known.field not in _BELOW - {"source"}]
        columns = [
            self._column(known.field, known.predicate, rows) for known in fields if heads or known.field != "source"
        ]
        told = [column for column in columns if column is not None]
        first = (Column(self._words.type(type_name), is_number=False), [[head] for head in heads])
        if heads:
            told.insert(0, first)
        body = [list(cells) for cells in zip(*(cells for _, cells in told), strict=True)]
        return Table(self._words.types(type_name), [column for column, _ in told], body, count, count - len(rows))

    def _column(self, field: str, predicate: str, rows: list[Stating]) -> tuple[Column, list[list[Value]]] | None:
        """Return a column of a table; None where no row states it, or where every row links to the page itself or to one thing that its facts link to."""
        cells = [[self.value(known) for known in row.stated if known.field == field] for row in rows]
        held = [value for cell in cells for value in cell]
        paths = {value.path for value in held}
        is_told = len(rows) > 1 and len(paths) == 1 and paths <= self._told
        if is_told or not any(value.text for value in held):
            return None
        return Column(self.label(field, predicate), all(value.is_number for value in held)), cells

    def _literal(self, field: str, lexical: str, datatype: str) -> Value:
        if datatype.endswith("#boolean"):
            return Value(self._words.gettext("Yes") if lexical == "true" else self._words.gettext("No"))
        if datatype.endswith("#integer") and field not in _PLAIN_NUMBERS:
            number = self._words.number(int(lexical))
            return Value(f"Rp {number}" if field.endswith("Idr") else number, is_number=True, is_figure=True)
        if datatype.endswith("#anyURI") and lexical.startswith(("https://", "http://")):
            return Value(lexical, address=lexical)
        if datatype.endswith("#double"):
            return Value(self._words.decimal(float(lexical)), is_number=True, is_figure=True)
        return Value(self._meaning(field, lexical) or lexical, is_number=datatype.endswith("#integer"))

    def _meaning(self, field: str, word: str) -> str | None:
        """Return what a word of a closed list is called, or means; None for any other text."""
        if word in _CALLED.get(field, {}):
            return self._words.gettext(_CALLED[field][word])
        meant = _MEANT.get(field, {}).get(word)
        return None if meant is None else self._words(meant.indonesian or meant.english, meant.english)

    def _office(self, iri: str, word: str) -> Value:
        return Value(self._words.office(word), path=self._link(f"/doc/{iri.removeprefix(f'{self._base}id/')}"))

    def _page(self, thing: Thing) -> str:
        return self._link(f"/doc/{thing.iri.removeprefix(f'{self._base}id/')}")


def _title(found: Description, words: Words) -> str:
    own = found.own[0]
    if words.lang == "en" and (english := own.texts("nameEn")):
        return english[0]
    if found.thing.type_name in _TITLED_BY:
        return f"{words.type(found.thing.type_name)}: {_about(found, words)}"
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
    return _label(found.thing, words)


def _label(thing: Thing, words: Words) -> str:
    """Return what a thing is called: a finding by what it says."""
    return said(words, thing.label) or thing.label if thing.type_name == "Finding" else thing.label


_TITLED_BY = {
    "Outcome": ("contest",),
    "PartyOutcome": ("nomination", "district", "region"),
    "VoterOutcome": ("region", "edition"),
    "TurnoutOutcome": ("region", "edition"),
}
"""Types without a name of their own: they are called by their type and the things in these fields."""


def _about(found: Description, words: Words) -> str:
    """Return the names of the things that an outcome is about: ACEH I, Partai GOLKAR."""
    named = {known.field: known.value for known in found.own[0].stated if isinstance(known.value, Thing)}
    labels = [named[name].label for name in _TITLED_BY[found.thing.type_name] if name in named]
    return ", ".join(words.name(label) for label in labels) or found.thing.key


def _sources(found: Description, shown: _Shown) -> list[SourceNote]:
    own = found.own[0]
    row = next(iter(own.texts("sourceRow")), None)
    notes = [
        SourceNote(shown.value(known), int(row) if row else None) for known in own.stated if known.field == "source"
    ]
    return notes + [SourceNote(shown.value(known), None) for known in found.further_sources]


def _base(thing: Thing) -> str:
    return thing.iri.partition(f"id/{thing.node_type}/")[0]

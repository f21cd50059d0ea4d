"""Makes facts from the cells of a row as the mapping says: one, several (columns melted, a cell in parts), or none.

Also compares a share that the row states with the row's own figures, and recognises a fact that an earlier row of the series stated.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hub.facts import Fact, FindingFact
from hub.loaders.fact_fields import FactField, NotReadable
from hub.loaders.mapped.cells import Cell, cell_at, text_of
from hub.loaders.mapped.lookup import LookupTable, NoPartner
from hub.loaders.mapped.options import Condition, FieldMapping, Share
from hub.loaders.mapped.parts import Part, PartReader
from hub.loaders.mapped.styles import FOOTNOTE
from hub.loaders.mapped.tally import Tally
from hub.loaders.mapped.values import filled, share_of
from hub.loaders.numbers import NotANumber

AREA = ("region", "district_code")
"""Fields that say where a figure was counted: without both it is a figure of the whole nation."""


class Unreadable(NotReadable):
    """An unreadable cell, with its column."""

    def __init__(self, column: str, problem: Exception) -> None:
        super().__init__(f"column {column}: {problem}")
        self.column = column.replace("'", "")
        self.rule = "no-partner" if isinstance(problem, NoPartner) and problem.table else "cell-not-readable"


@dataclass(frozen=True)
class Origin:
    """Where a field comes from: the places of its columns; None is the melted column. `around` is the cell around the table."""

    mapping: FieldMapping
    places: tuple[int | None, ...]
    label: str
    around: Cell = None
    looked_up: LookupTable | None = None


@dataclass(frozen=True)
class Melted:
    """A column whose cell states a fact of its own, with the fields that the column itself says."""

    place: int | None
    label: str
    says: Mapping[str, Any]


@dataclass(frozen=True)
class FactReader:
    """How the rows of one table state one fact."""

    name: str
    fact: type[Fact]
    fields: Mapping[str, FactField]
    origins: Mapping[str, tuple[Origin, ...]]
    constants: Mapping[str, Any]
    melted: tuple[Melted, ...]
    parts: PartReader | None
    where: tuple[tuple[int, str, Condition], ...]
    unless: tuple[tuple[int, str, Condition], ...]
    shares: tuple[tuple[int, Share], ...]
    empty: tuple[str, ...]
    stated: dict[str, tuple[str, int]] | None
    """Facts that are stated once in a series -> the file and the row that did; None where each row states its own."""
    file: str
    tally: Tally

    def uses(self) -> Iterator[tuple[int, str]]:
        """Yield the place of each column that is read, with the field that it fills; what else it is read for has no field."""
        for name, origins in self.origins.items():
            yield from ((place, name) for origin in origins for place in origin.places if place is not None)
            if self.parts and any(origin.mapping.part is not None for origin in origins):
                yield self.parts.place, name
        melted = [name for name, origins in self.origins.items() if any(None in origin.places for origin in origins)]
        yield from ((column.place, name) for column in self.melted if column.place is not None for name in melted)
        yield from ((place, "where") for place, _, _ in (*self.where, *self.unless))
        yield from ((place, share.of) for place, share in self.shares)

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the names of what fills fields and has no column: fields of elements and documents, columns that are looked up."""
        for name, origins in self.origins.items():
            for origin in origins:
                taken = origin.looked_up.taken if origin.looked_up else None
                yield from ((each, name) for each in (*origin.mapping.names, taken) if isinstance(each, str))

    def takes(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row states this fact. Raises Unreadable for a cell that is no text."""
        return all(_holds(cells, *rule) for rule in self.where) and not any(
            _holds(cells, *rule) for rule in self.unless
        )

    def statements(self, cells: Sequence[Cell]) -> Iterator[tuple[Melted, Part | None]]:
        """Yield what of a row states a fact each: its melted columns, and the parts of a cell. Raises Unreadable."""
        parts: Sequence[Part | None] = (None,)
        if self.parts is not None:
            with _named(self.parts.label):
                parts = self.parts.of(cell_at(cells, self.parts.place))
        for melted in self.melted:
            for part in parts:
                yield melted, part

    def fact_of(
        self, row: int, cells: Sequence[Cell], melted: Melted, part: Part | None, spoilt: list[Unreadable]
    ) -> Fact:
        """Return the fact that a row states. Details that cannot be read are left out and added to `spoilt`.

        Raises Unreadable where what cannot be read says what the fact is about, or is what it states.
        """
        values = {**self.constants, **melted.says}
        for name, origins in self.origins.items():
            try:
                found = [self._filled(self.fields[name], origin, cells, melted, part) for origin in origins]
            except Unreadable as problem:
                if not self.fields[name].is_detail:
                    raise
                spoilt.append(problem)
                continue
            values[name] = found[0] if len(found) == 1 else tuple(code for codes in found for code in codes)
        self._check_area(values)
        return self.fact(row=row, **values)

    def findings(self, row: int, cells: Sequence[Cell], fact: Fact, where: str) -> Iterator[FindingFact]:
        """Yield what a row states of shares that is not so by its own figures."""
        for place, share in self.shares:
            part, whole = getattr(fact, share.of), getattr(fact, share.within)
            with _named(repr(share.column)):
                stated = share_of(share, cell_at(cells, place))
            if stated is not None and part is not None and whole:
                ratio = Decimal(part) / Decimal(whole)
                if abs(ratio - stated[0]) > stated[1]:
                    yield FindingFact(
                        rule="share-differs",
                        severity="WARNING",
                        message=f"{where}: the share of {share.of} in {share.within} is stated as {stated[0]:.2%}, the figures give {ratio:.2%}",
                        evidence={share.of: part, share.within: whole, "stated_ratio": str(stated[0])},
                        row=row,
                    )

    def stated_before(self, fact: Fact) -> tuple[str, int] | None:
        """Return the file and the row of the series that have stated this very fact, if it is one to be stated once."""
        if self.stated is None:
            return None
        here = (self.file, fact.row)
        first = self.stated.setdefault(repr([getattr(fact, name) for name in self.fields]), here)
        return None if first == here else first

    def _filled(
        self, field: FactField, origin: Origin, cells: Sequence[Cell], melted: Melted, part: Part | None
    ) -> Any:
        label = melted.label if None in origin.places else origin.label
        with _named(label):
            found = self._cells(origin, cells, melted, part)
            if origin.mapping.footnotes:
                self.tally.footnotes(
                    label, sum(isinstance(cell, str) and bool(FOOTNOTE.search(cell)) for cell in found)
                )
            try:
                return filled(field, origin.mapping, found, self.empty, origin.looked_up)
            except NoPartner as problem:
                self.tally.no_partner(label, problem.table, field.name, problem.text)
                raise

    def _cells(self, origin: Origin, cells: Sequence[Cell], melted: Melted, part: Part | None) -> list[Cell]:
        if origin.mapping.part is not None:
            return [part[origin.mapping.part] if part else None]
        if not origin.places:
            return [origin.around]
        places = [melted.place if place is None else place for place in origin.places]
        return [cell_at(cells, place) for place in places if place is not None]

    def _check_area(self, values: Mapping[str, Any]) -> None:
        """Raise Unreadable where a row has its area in columns, and they are empty: that is neither the whole nation nor a whole district."""
        if not all(name in self.fields for name in AREA):
            return
        labels = {name: [origin.label for origin in self.origins.get(name, ())] for name in AREA}
        if any(labels.values()) and all(values[name] is None for name in AREA):
            problem = 'expected the region or the district of the figure, found an empty cell; the whole nation is { is = "kpu:0" }'
            raise Unreadable(" and ".join(each for of_one in labels.values() for each in of_one), NotReadable(problem))
        for origin in self.origins.get("region", ()):
            if values["region"] is None and "" not in (origin.mapping.values or {}).values():
                problem = (
                    "expected the region of the figure, found an empty cell; where that is the whole district, map its rows as a fact of "
                    "their own, without `region`, by `where`"
                )
                raise Unreadable(origin.label, NotReadable(problem))


@contextmanager
def _named(column: str) -> Iterator[None]:
    """Name the column in what is wrong with its cell."""
    try:
        yield
    except (NotReadable, NotANumber) as error:
        raise Unreadable(column, error) from error


def _holds(cells: Sequence[Cell], place: int, label: str, condition: Condition) -> bool:
    with _named(label):
        text = text_of(cell_at(cells, place))
    return any(pattern.fullmatch(text) for pattern in condition)

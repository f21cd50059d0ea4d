"""How a row of a found table states one fact, field by field as the mapping says. Whatever fact it is, the way is the same."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact
from hub.loaders.fact_fields import TABLES, FactField, NotReadable, fact_fields
from hub.loaders.mapped.cells import Cell, constant, filled, share_of, text_of
from hub.loaders.mapped.options import Condition, Constant, FactMapping, FieldMapping, Mapped, Share
from hub.loaders.mapped.table import Table, like
from hub.loaders.numbers import NotANumber
from hub.loaders.source_file import SourceFile


@dataclass(frozen=True)
class Origin:
    """Where a field comes from: the places of its columns, none for a constant; None is the melted column."""

    mapping: FieldMapping
    places: tuple[int | None, ...]
    label: str


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
    where: tuple[tuple[int, str, Condition], ...]
    unless: tuple[tuple[int, str, Condition], ...]
    shares: tuple[tuple[int, Share], ...]
    empty: tuple[str, ...]
    stated: dict[str, int] | None
    """Facts that are stated once -> the row that did; None where each row states its own."""

    def uses(self) -> Iterator[tuple[int, str]]:
        """Yield the place of each column that is read, with the field that it fills; what else it is read for has no field."""
        for name, origins in self.origins.items():
            yield from ((place, name) for origin in origins for place in origin.places if place is not None)
        melted = [name for name, origins in self.origins.items() if any(None in origin.places for origin in origins)]
        yield from ((column.place, name) for column in self.melted if column.place is not None for name in melted)
        yield from ((place, "where") for place, _, _ in (*self.where, *self.unless))
        yield from ((place, share.of) for place, share in self.shares)

    def takes(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row states this fact. Raises NotReadable, which names the column, for a cell that is no text."""
        return all(_holds(cells, *rule) for rule in self.where) and not any(
            _holds(cells, *rule) for rule in self.unless
        )

    def fact_of(self, row: int, cells: Sequence[Cell], melted: Melted) -> Fact:
        """Return the fact that a row states in a melted column. Raises NotReadable, which names the column."""
        values = {**self.constants, **melted.says}
        for name, origins in self.origins.items():
            found = [self._filled(self.fields[name], origin, cells, melted) for origin in origins]
            values[name] = found[0] if len(found) == 1 else tuple(code for codes in found for code in codes)
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

    def stated_before(self, fact: Fact) -> int | None:
        """Return the row that has stated this very fact, if it is one to be stated once."""
        if self.stated is None:
            return None
        first = self.stated.setdefault(repr([getattr(fact, name) for name in self.fields]), fact.row)
        return None if first == fact.row else first

    def _filled(self, field: FactField, origin: Origin, cells: Sequence[Cell], melted: Melted) -> Any:
        places = [melted.place if place is None else place for place in origin.places]
        with _named(melted.label if None in origin.places else origin.label):
            found = [cell_at(cells, place) for place in places if place is not None]
            return filled(field, origin.mapping, found, self.empty)


@contextmanager
def _named(column: str) -> Iterator[None]:
    """Name the column in what is wrong with its cell."""
    try:
        yield
    except (NotReadable, NotANumber) as error:
        raise NotReadable(f"column {column}: {error}") from error


def fact_reader(
    source: SourceFile, options: Mapped, mapping: FactMapping, table: Table, stated: dict[str, int] | None
) -> FactReader:
    """Return how the rows of a table state a fact. `stated`: see FactReader. Raises BrokenSource for constants that do not fit."""
    fact = TABLES[mapping.fact]
    fields = fact_fields(fact)
    try:
        constants = {
            name: _constant(fields[name], given) for name, given in mapping.fields.items() if _is_constant(given)
        }
        melted = tuple(_melted(mapping, fields, table))
    except (NotReadable, NotANumber) as error:
        raise BrokenSource(f"{source.name}: the mapping of {mapping.fact}: {error}") from error
    origins = {
        name: tuple(_origin(given, table) for given in several)
        for name, several in mapping.fields.items()
        if not _is_constant(several)
    }
    return FactReader(
        name=mapping.fact,
        fact=fact,
        fields=fields,
        origins=origins,
        constants={field.name: field.default for field in fields.values()} | constants,
        melted=melted or (Melted(None, "", {}),),
        where=tuple((table.place(name), repr(name), patterns) for name, patterns in mapping.where.items()),
        unless=tuple((table.place(name), repr(name), patterns) for name, patterns in mapping.unless.items()),
        shares=tuple((table.place(share.column), share) for share in mapping.shares),
        empty=options.empty,
        stated=stated,
    )


def _origin(mapping: FieldMapping, table: Table) -> Origin:
    columns = mapping.column or ()
    places: tuple[int | None, ...] = (None,) if mapping.melted else tuple(table.place(name) for name in columns)
    return Origin(mapping, places, " and ".join(map(repr, columns)))


def _melted(mapping: FactMapping, fields: Mapping[str, FactField], table: Table) -> Iterator[Melted]:
    taken: set[int] = set()
    for column, says in mapping.melt.items():
        for place, name in enumerate(table.columns):
            found = like(column).fullmatch(name)
            if found and place in taken:
                raise NotReadable(f"expected {name!r} under one name of `melt`, found it under {column!r} once more")
            if found:
                taken.add(place)
                star = found[1] if "*" in column else ""
                try:
                    said = {key: _said(fields[key], value, star) for key, value in says.items()}
                except (NotReadable, NotANumber) as error:
                    raise NotReadable(f"the melted column {name!r}: {error}") from error
                yield Melted(place, repr(name), said)


def _said(field: FactField, value: Constant, star: str) -> Any:
    return constant(field, value.replace("*", star) if isinstance(value, str) else value)


def _is_constant(given: Sequence[FieldMapping]) -> bool:
    return all(mapping.constant is not None for mapping in given)


def _constant(field: FactField, given: Sequence[FieldMapping]) -> Any:
    values = [constant(field, mapping.constant) for mapping in given if mapping.constant is not None]
    return values[0] if len(values) == 1 else tuple(code for codes in values for code in codes)


def _holds(cells: Sequence[Cell], place: int, label: str, condition: Condition) -> bool:
    with _named(label):
        text = text_of(cell_at(cells, place))
    return any(pattern.fullmatch(text) for pattern in condition)


def cell_at(cells: Sequence[Cell], place: int) -> Cell:
    """Return a cell of a row, which may be shorter than the header: its empty cells at the end are left out."""
    return cells[place] if place < len(cells) else None

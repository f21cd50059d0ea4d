"""From the rows of a found table to facts, field by field as the mapping says. Whatever fact it is, the way is the same."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, PartOfRow, SetAsideRow, Statement
from hub.loaders.fact_fields import TABLES, FactField, NotReadable, fact_fields
from hub.loaders.mapped_cells import Cell, Odd, constant, filled, share_of, text_of
from hub.loaders.mapped_document import Line
from hub.loaders.mapped_options import Condition, Constant, FactMapping, FieldMapping, Mapped, Share, mapped_options
from hub.loaders.mapped_private import WITHHELD_FIELDS, refusal
from hub.loaders.mapped_table import Table, like, needed, tables
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
    where: tuple[tuple[int, Condition], ...]
    unless: tuple[tuple[int, Condition], ...]
    shares: tuple[tuple[Share, int], ...]
    empty: tuple[str, ...]
    stated: dict[str, int] | None
    """Facts that are stated once -> the row that did; None where each row states its own."""

    @property
    def withheld(self) -> frozenset[int | None]:
        """Places of the columns that fill fields which stand in no output."""
        return self._places(WITHHELD_FIELDS)

    @property
    def public(self) -> frozenset[int | None]:
        """Places of the columns that fill all other fields."""
        return self._places({*self.origins} - WITHHELD_FIELDS)

    def takes(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row states this fact. Raises NotReadable for a cell that cannot be compared."""
        return all(_holds(condition, cells, place) for place, condition in self.where) and not any(
            _holds(condition, cells, place) for place, condition in self.unless
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
        for share, place in self.shares:
            part, whole = getattr(fact, share.of), getattr(fact, share.within)
            stated = share_of(share, _at(cells, place))
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

    def _places(self, names: Set[str]) -> frozenset[int | None]:
        origins = (origin for name in names for origin in self.origins.get(name, ()))
        return frozenset(place for origin in origins for place in origin.places)

    def _filled(self, field: FactField, origin: Origin, cells: Sequence[Cell], melted: Melted) -> Any:
        places = [melted.place if place is None else place for place in origin.places]
        try:
            return filled(
                field, origin.mapping, [_at(cells, place) for place in places if place is not None], self.empty
            )
        except (NotReadable, NotANumber) as error:
            label = melted.label if None in origin.places else origin.label
            raise NotReadable(f"column {label}: {error}") from error


@dataclass(frozen=True)
class MappedTable:
    """A found table with the readers of its facts, and the columns that no reader looks at."""

    table: Table
    readers: tuple[FactReader, ...]
    read: frozenset[int]
    """Places of the columns that the mapping reads."""

    @property
    def not_mapped(self) -> tuple[str, ...]:
        return tuple(name for place, name in enumerate(self.table.columns) if place not in self.read and name)

    @property
    def withheld(self) -> frozenset[int]:
        """Places of the columns that fill fields which stand in no output."""
        return frozenset(place for reader in self.readers for place in reader.withheld if place is not None)

    def statements(self, row: int, number: int, line: Line) -> list[Statement]:
        """Return what a row states. `row` counts the rows of the file, `number` those of the sheet.

        A row of which no fact can be made is set aside. Where some can, they are kept, and each other is a finding.
        """
        where = f"{self.table.sheet}row {number}"
        if isinstance(line, Odd):
            return [_aside(row, "not-an-object", f"{where}: expected an object with named fields, found {line.kind}")]
        refused = self._refused(line)
        if refused is not None:
            return [_aside(row, refused[0], f"{where}: {refused[1]}")]
        made, part, problems = self._made(row, line, where)
        if made or (part is not None and not problems):
            kept = made or [PartOfRow(row=row, of=part or row)]
            return kept + [_finding(row, f"{where}, {problem}") for problem in problems]
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            return [_aside(row, "cell-not-readable", f"{where}, {problems[0]}{more}")]
        cause = "expected a row that `where` and `unless` of the mapping take, found none of them does"
        return [_aside(row, "left-out-by-mapping", f"{where}: {cause}")]

    def _made(self, row: int, cells: Sequence[Cell], where: str) -> tuple[list[Statement], int | None, list[str]]:
        """Return facts and findings of a row, the row that has stated a fact before, and what is wrong with cells."""
        made: list[Statement] = []
        part: int | None = None
        problems: list[str] = []
        for reader, melted in self._columns(cells, problems):
            try:
                fact = reader.fact_of(row, cells, melted)
                before = reader.stated_before(fact)
                if before is None:
                    made.append(fact)
                    made += reader.findings(row, cells, fact, where)
                else:
                    part = before
            except NotReadable as error:
                problems.append(str(error))
        return made, part, list(dict.fromkeys(problems))

    def _columns(self, cells: Sequence[Cell], problems: list[str]) -> Iterator[tuple[FactReader, Melted]]:
        for reader in self.readers:
            try:
                takes = reader.takes(cells)
            except NotReadable as error:
                problems.append(str(error))
                continue
            for melted in reader.melted if takes else ():
                yield reader, melted

    def _refused(self, line: Sequence[Cell]) -> tuple[str, str] | None:
        """Return rule and cause where a row as a whole is none that states facts."""
        columns = self.table.columns
        if self.table.grid.is_even and len(line) != len(columns):
            return "uneven-row", f"expected a cell per column, {len(columns)}, found {len(line)}"
        if self.table.header and [_plain(_at(line, place)) for place in range(len(columns))] == [*columns]:
            return "repeated-header", "expected a row of figures, found the header once more"
        return None


def mapped_tables(source: SourceFile) -> list[MappedTable]:
    """Return the tables that the mapping of a source finds in its file, and how their rows are read. Raises BrokenSource."""
    options = mapped_options(source)
    stated: list[dict[str, int] | None] = [{} if mapping.once else None for mapping in options.facts]
    return [_mapped(source, options, table, stated) for table in tables(source, options)]


def _mapped(source: SourceFile, options: Mapped, table: Table, stated: list[dict[str, int] | None]) -> MappedTable:
    """Return how the rows of a table are read. Raises BrokenSource where the mapping does not fit the facts, or is not allowed."""
    readers = tuple(
        _reader(source, options, mapping, table, before) for mapping, before in zip(options.facts, stated, strict=True)
    )
    read = {table.place(name) for name in needed(options) if isinstance(name, int) or "*" not in name}
    read |= {column.place for reader in readers for column in reader.melted if column.place is not None}
    mapped = MappedTable(table, readers, frozenset(read))
    for reader in readers:
        both = mapped.withheld & reader.public
        if both:
            raise BrokenSource(
                f"{source.name}: expected a column that fills {' or '.join(sorted(WITHHELD_FIELDS))} to fill nothing else, found "
                f"{', '.join(repr(table.columns[place]) for place in sorted(both))} in other fields of {reader.name}; what it "
                "tells is withheld: take it out of these"
            )
    return mapped


def _reader(
    source: SourceFile, options: Mapped, mapping: FactMapping, table: Table, stated: dict[str, int] | None
) -> FactReader:
    if mapping.fact not in TABLES:
        raise BrokenSource(
            f"{source.name}: expected the option `fact` to be one of {', '.join(TABLES)}; found {mapping.fact!r}"
        )
    fact = TABLES[mapping.fact]
    fields = fact_fields(fact)
    _check_names(source, mapping, fields)
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
    _check_privacy(source, mapping, origins, melted, table)
    return FactReader(
        name=mapping.fact,
        fact=fact,
        fields=fields,
        origins=origins,
        constants={field.name: field.default for field in fields.values()} | constants,
        melted=melted or (Melted(None, "", {}),),
        where=tuple((table.place(name), condition) for name, condition in mapping.where.items()),
        unless=tuple((table.place(name), condition) for name, condition in mapping.unless.items()),
        shares=tuple((share, table.place(share.column)) for share in mapping.shares),
        empty=options.empty,
        stated=stated,
    )


def _check_names(source: SourceFile, mapping: FactMapping, fields: Mapping[str, FactField]) -> None:
    said = {name for says in mapping.melt.values() for name in says}
    shared = {name for share in mapping.shares for name in (share.of, share.within)}
    unknown = sorted(({*mapping.fields} | said | shared) - {*fields})
    missing = [
        name for name, field in fields.items() if field.required and name not in mapping.fields and name not in said
    ]
    lists = [
        name
        for name, given in mapping.fields.items()
        if len(given) > 1 and name in fields and not _is_list(fields[name])
    ]
    uses_cell = any(given.melted for several in mapping.fields.values() for given in several)
    wrong = {
        "no such field": unknown,
        "not filled": missing,
        "filled by several columns, which only `also` can be (`column` may be a list)": lists,
        "`melted` without a table `melt`, or the other way round": ["melt"] if bool(mapping.melt) != uses_cell else [],
        "filled twice": sorted({*mapping.fields} & said),
        "no numbers": [name for name in sorted(shared & {*fields}) if fields[name].kind is not int],
    }
    told = "; ".join(f"{problem}: {', '.join(names)}" for problem, names in wrong.items() if names)
    if told:
        raise BrokenSource(
            f"{source.name}: expected the mapping of {mapping.fact} to fill fields out of {', '.join(fields)}; {told}"
        )


def _check_privacy(
    source: SourceFile,
    mapping: FactMapping,
    origins: Mapping[str, tuple[Origin, ...]],
    melted: Sequence[Melted],
    table: Table,
) -> None:
    """Raise BrokenSource where a column, by its header, tells of a person what its field would publish."""
    used = [(place, name) for name, several in origins.items() for origin in several for place in origin.places]
    used += [(column.place, mapping.fact) for column in melted]
    used += [(table.place(name), "where") for name in (*mapping.where, *mapping.unless)]
    for place, field in used:
        told = refusal(table.columns[place], field) if place is not None else None
        if told is not None and place is not None:
            raise BrokenSource(
                f"{source.name}: expected no column that tells {told} in {field!r}, found {table.columns[place]!r}; what it tells "
                "is withheld: take it out of the mapping"
            )


def _origin(mapping: FieldMapping, table: Table) -> Origin:
    columns = mapping.column or ()
    places: tuple[int | None, ...] = (None,) if mapping.melted else tuple(table.place(name) for name in columns)
    return Origin(mapping, places, " and ".join(map(repr, columns)))


def _melted(mapping: FactMapping, fields: Mapping[str, FactField], table: Table) -> Iterator[Melted]:
    for column, says in mapping.melt.items():
        for place, name in enumerate(table.columns):
            found = like(column).fullmatch(name)
            if found:
                star = found[1] if "*" in column else ""
                yield Melted(place, repr(name), {key: _said(fields[key], value, star) for key, value in says.items()})


def _said(field: FactField, value: Constant, star: str) -> Any:
    return constant(field, value.replace("*", star) if isinstance(value, str) else value)


def _is_constant(given: Sequence[FieldMapping]) -> bool:
    return all(mapping.constant is not None for mapping in given)


def _constant(field: FactField, given: Sequence[FieldMapping]) -> Any:
    values = [constant(field, mapping.constant) for mapping in given if mapping.constant is not None]
    return values[0] if len(values) == 1 else tuple(code for codes in values for code in codes)


def _is_list(field: FactField) -> bool:
    return field.name == "also"


def _holds(condition: Condition, cells: Sequence[Cell], place: int) -> bool:
    return any(pattern.fullmatch(text_of(_at(cells, place))) for pattern in condition)


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _plain(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _aside(row: int, rule: str, cause: str) -> SetAsideRow:
    return SetAsideRow(row=row, rule=rule, cause=cause)


def _finding(row: int, message: str) -> FindingFact:
    return FindingFact(rule="cell-not-readable", severity="WARNING", message=message, row=row)

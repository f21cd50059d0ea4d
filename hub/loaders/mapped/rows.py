"""What each row of a found table states: facts, or the reason why it is set aside. No row is passed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.facts import FindingFact, PartOfRow, SetAsideRow, Statement
from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.cells import Cell, Odd
from hub.loaders.mapped.checks import check_evidence, check_names, check_privacy
from hub.loaders.mapped.document import Line
from hub.loaders.mapped.facts import FactReader, Melted, cell_at, fact_reader
from hub.loaders.mapped.options import Mapped, mapped_options
from hub.loaders.mapped.private import is_shown
from hub.loaders.mapped.table import Table, tables
from hub.loaders.source_file import SourceFile


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

    def shown(self) -> dict[int, bool]:
        """Return the places of the columns that the mapping reads, in order, and whether their cells may be shown."""
        fields: dict[int, set[str]] = {place: set() for place in sorted(self.read)}
        for reader in self.readers:
            for place, field in reader.uses():
                fields[place].add(field)
        return {place: is_shown(self.table.columns[place], names or {"where"}) for place, names in fields.items()}

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
        if self.table.header and all(_plain(cell_at(line, place)) == name for place, name in enumerate(columns)):
            return "repeated-header", "expected a row of figures, found the header once more"
        return None


def mapped_tables(source: SourceFile) -> list[MappedTable]:
    """Return the tables that the mapping of a source finds in its file, and how their rows are read. Raises BrokenSource."""
    options = mapped_options(source)
    for mapping in options.facts:
        check_names(source, mapping)
    stated: list[dict[str, int] | None] = [{} if mapping.once else None for mapping in options.facts]
    return [_mapped(source, options, table, stated) for table in tables(source, options)]


def _mapped(source: SourceFile, options: Mapped, table: Table, stated: list[dict[str, int] | None]) -> MappedTable:
    readers = tuple(
        fact_reader(source, options, mapping, table, before)
        for mapping, before in zip(options.facts, stated, strict=True)
    )
    for reader in readers:
        check_privacy(source, table, reader)
    check_evidence(source, table, readers)
    filled_down = {table.place(name) for name in options.fill_down}
    return MappedTable(
        table, readers, frozenset(filled_down | {place for reader in readers for place, _ in reader.uses()})
    )


def _plain(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _aside(row: int, rule: str, cause: str) -> SetAsideRow:
    return SetAsideRow(row=row, rule=rule, cause=cause)


def _finding(row: int, message: str) -> FindingFact:
    return FindingFact(rule="cell-not-readable", severity="WARNING", message=message, row=row)

"""Statements of each row of a mapped table: its facts, with findings on unreadable cells, or why it has no facts.

A row without facts is set aside (unreadable), left out (by conditions of the mapping), or part of a fact that another row states; every row
has a statement. `mapped_tables` finds the tables of a file and checks the mapping against them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.facts import FindingFact, LeftOutRow, PartOfRow, SetAsideRow, Statement
from hub.loaders.mapped.cells import Cell, Odd
from hub.loaders.mapped.checks import check_evidence, check_names, check_privacy
from hub.loaders.mapped.document import Line
from hub.loaders.mapped.facts import FactReader, Unreadable
from hub.loaders.mapped.options import Mapped, mapped_options
from hub.loaders.mapped.private import is_shown
from hub.loaders.mapped.readers import fact_readers
from hub.loaders.mapped.table import Table, tables
from hub.loaders.mapped.tally import Tally
from hub.loaders.source_file import SourceFile


@dataclass(frozen=True)
class MappedTable:
    """A found table with the readers of its facts, and the columns that no reader looks at."""

    table: Table
    readers: tuple[FactReader, ...]
    read: frozenset[int]
    """Places of the columns that the mapping reads."""
    file: str
    tally: Tally

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
        problems: list[Unreadable] = []
        taking = self._taking(line, problems)
        if not taking and not problems:
            self.tally.left_out += 1
            return [LeftOutRow(row=row)]
        made, part = self._made(taking, row, line, where, problems)
        return self._told(row, where, made, part, list({str(problem): problem for problem in problems}.values()))

    def _told(
        self,
        row: int,
        where: str,
        made: list[Statement],
        part: tuple[str, int] | None,
        problems: Sequence[Unreadable],
    ) -> list[Statement]:
        if made or (part is not None and not problems):
            kept = made or ([_part_of(row, part, self.file)] if part else [])
            return kept + [_finding(row, where, problem) for problem in problems if problem.rule != "no-partner"]
        if problems:
            first, more = problems[0], f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            return [_aside(row, first.rule, f"{where}, {first}{more}", first.column)]
        return [_aside(row, "nothing-stated", f"{where}: expected a row that states a fact, found an empty list")]

    def _taking(self, cells: Sequence[Cell], problems: list[Unreadable]) -> list[FactReader]:
        """Return the readers whose conditions a row keeps; cells of conditions that are no text are added to `problems`."""
        taking = []
        for reader in self.readers:
            try:
                if reader.takes(cells):
                    taking.append(reader)
            except Unreadable as problem:
                problems.append(problem)
        return taking

    def _made(
        self, taking: Sequence[FactReader], row: int, cells: Sequence[Cell], where: str, problems: list[Unreadable]
    ) -> tuple[list[Statement], tuple[str, int] | None]:
        """Return the facts and findings of a row; and, if an earlier row stated one of its facts, the file and row of that one.

        What is wrong with cells is added to `problems`.
        """
        made: list[Statement] = []
        part: tuple[str, int] | None = None
        for reader in taking:
            try:
                for melted, piece in reader.statements(cells):
                    try:
                        fact = reader.fact_of(row, cells, melted, piece, problems)
                        before = reader.stated_before(fact)
                        part = before or part
                        if before is None:
                            made.append(fact)
                            made += reader.findings(row, cells, fact, where)
                    except Unreadable as problem:
                        problems.append(problem)
            except Unreadable as problem:
                problems.append(problem)
        return made, part

    def _refused(self, line: Sequence[Cell]) -> tuple[str, str] | None:
        """Return rule and cause where a row as a whole is none that states facts."""
        if self.table.is_uneven(line):
            return "uneven-row", f"expected a cell per column, {len(self.table.columns)}, found {len(line)}"
        if self.table.repeats_header(line):
            return "repeated-header", "expected a row of figures, found the header once more"
        return None


def mapped_tables(source: SourceFile) -> list[MappedTable]:
    """Return the tables that the mapping of a source finds in its file, and how their rows are read. Raises BrokenSource."""
    options = mapped_options(source)
    for mapping in options.facts:
        check_names(source, mapping)
    tally = Tally()
    return [_mapped(source, options, table, tally) for table in tables(source, options)]


def _mapped(source: SourceFile, options: Mapped, table: Table, tally: Tally) -> MappedTable:
    readers = fact_readers(source, options, table, tally)
    for reader in readers:
        check_privacy(source, table, reader)
    check_evidence(source, table, readers)
    filled_down = {table.place(name) for name in options.fill_down}
    read = frozenset(filled_down | {place for reader in readers for place, _ in reader.uses()})
    return MappedTable(table, readers, read, source.name, tally)


def _part_of(row: int, before: tuple[str, int], file: str) -> PartOfRow:
    return PartOfRow(row=row, of=before[1], file=None if before[0] == file else before[0])


def _aside(row: int, rule: str, cause: str, column: str | None = None) -> SetAsideRow:
    return SetAsideRow(row=row, rule=rule, cause=cause, column=column)


def _finding(row: int, where: str, problem: Unreadable) -> FindingFact:
    return FindingFact(
        rule=problem.rule,
        severity="WARNING",
        message=f"{where}, {problem}",
        evidence={"column": problem.column},
        row=row,
    )

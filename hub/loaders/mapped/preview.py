"""Preview of a mapped source: how it is read, its first rows before and after the mapping, and the columns that are not mapped.

Only mapped columns are shown; `[withheld]` is shown in place of private cells (`hub.loaders.mapped.private`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, LeftOutRow, PartOfRow, RegionCode, SetAsideRow, Statement
from hub.loaders.fact_fields import TABLES
from hub.loaders.mapped.cells import Cell, Items, Odd, cell_at
from hub.loaders.mapped.document import Line
from hub.loaders.mapped.private import WITHHELD_FIELDS
from hub.loaders.mapped.rows import MappedTable, mapped_tables
from hub.loaders.source_file import SourceFile

ROWS = 3
FACTS = 6
"""Facts of a row that are shown; a row may have a melted column for each party."""

LONGEST = 40
"""Characters of a cell that are shown."""

WITHHELD = "[withheld]"

NAMES = {fact: name for name, fact in TABLES.items()}


@dataclass(frozen=True)
class RowPreview:
    """A row by its number in the sheet: the cells that the mapping reads, and what was made of them."""

    number: int
    cells: dict[str, str]
    mapped: tuple[str, ...]


@dataclass(frozen=True)
class TablePreview:
    """How a table was read, its first rows, and its columns that no field is filled from."""

    told: str
    rows: tuple[RowPreview, ...]
    not_mapped: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """The tables of a file, or why it cannot be read."""

    file: str
    tables: tuple[TablePreview, ...] = ()
    problem: str | None = None


def preview(source: SourceFile) -> Preview:
    """Return a look at the first rows of each table of a mapped source; it holds the problem if the file cannot be read."""
    try:
        return Preview(source.name, tuple(map(_table, mapped_tables(source))))
    except BrokenSource as error:
        return Preview(source.name, problem=str(error))


def _table(mapped: MappedTable) -> TablePreview:
    first = enumerate(islice(mapped.table.body(), ROWS), start=1)
    rows = tuple(_row(mapped, row, number, line) for row, (number, line) in first)
    return TablePreview(mapped.table.told, rows, mapped.not_mapped)


def _row(mapped: MappedTable, row: int, number: int, line: Line) -> RowPreview:
    cells = {} if isinstance(line, Odd) else dict(_cells(mapped, line))
    told = list(map(_told, mapped.statements(row, number, line)))
    more = (f"and {len(told) - FACTS} more",) if len(told) > FACTS else ()
    return RowPreview(number, cells, (*told[:FACTS], *more))


def _cells(mapped: MappedTable, line: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for place, is_shown in mapped.shown().items():
        yield mapped.table.columns[place], _shown(cell_at(line, place)) if is_shown else WITHHELD


def _shown(cell: Cell) -> str:
    text = _text(cell)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Odd(kind):
            return kind
        case Items(elements):
            return f"a list of {len(elements)}"
        case str():
            return repr(cell)
        case _:
            return str(cell)


def _told(statement: Statement) -> str:
    if isinstance(statement, SetAsideRow):
        return f"set aside ({statement.rule}): {statement.cause}"
    if isinstance(statement, FindingFact):
        return f"finding ({statement.rule}): {statement.message}"
    if isinstance(statement, PartOfRow):
        return "what a row before it has stated"
    if isinstance(statement, LeftOutRow):
        return "left out by `where` and `unless` of the mapping"
    if not isinstance(statement, Fact):
        return str(statement)
    values = {
        item.name: (getattr(statement, item.name), item.default) for item in fields(statement) if item.name != "row"
    }
    said = (
        f"{name}={_value(name, value)}" for name, (value, default) in values.items() if value not in (None, default)
    )
    return " ".join([NAMES[type(statement)], *said])


def _value(name: str, value: Any) -> str:
    if name in WITHHELD_FIELDS:
        return WITHHELD
    if isinstance(value, RegionCode):
        return f"{value.scheme}:{value.value}"
    if isinstance(value, tuple):
        return ",".join(_value(name, item) for item in value)
    return repr(value) if isinstance(value, str) and not value.isalnum() else str(value)

"""The table of a mapping: the delimiter, sheet and header row under which each of its columns occurs once.

That there is just one such reading is what makes it found and not guessed. Where two fit, or none, the error says what was
found and which option decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from hub.errors import BrokenSource
from hub.loaders.fact_fields import NotReadable
from hub.loaders.mapped.cells import Cell, Odd, cell_at, text_of
from hub.loaders.mapped.document import Grid, Line, grids
from hub.loaders.mapped.options import ColumnName, FactMapping, Mapped
from hub.loaders.source_file import SourceFile

SEARCHED = 50
"""Rows from the first in which the header is looked for."""

ABOVE = " / "
"""Separator of the names of a header of several rows."""

UNKNOWN = Odd("an empty cell below a row that could not be read, which may have said it")
"""What a cell that is filled from above holds after such a row, until the column is filled again."""


@dataclass(frozen=True)
class Table:
    """A grid with the names of its columns; `header` are the numbers of the rows that hold them, from 1."""

    grid: Grid
    columns: tuple[str, ...]
    header: tuple[int, ...]
    fill_down: tuple[ColumnName, ...] = ()
    """Columns of which an empty cell says what the one above it says."""

    @property
    def told(self) -> str:
        """How the table was found, in words."""
        if self.grid.is_empty:
            return f"{self.grid.told}, no rows in it"
        if self.grid.columns is not None:
            return self.grid.told
        rows = " and ".join(map(str, self.header))
        return f"{self.grid.told}, header in row {rows}" if self.header else f"{self.grid.told}, no header row"

    @property
    def sheet(self) -> str:
        return f"sheet {self.grid.how['sheet']}, " if "sheet" in self.grid.how else ""

    def place(self, column: ColumnName) -> int:
        """Return the place of a column, from 0."""
        return column - 1 if isinstance(column, int) else self.columns.index(tidy(column))

    def body(self) -> Iterator[tuple[int, Line]]:
        """Yield each row below the header that is not blank, with its number in the sheet or the array, from 1."""
        start = max(self.header, default=0)
        above: dict[int, Cell] = dict.fromkeys(map(self.place, self.fill_down))
        for number, line in enumerate(islice(self.grid.lines(), start, None), start=start + 1):
            if isinstance(line, list) and self.grid.columns is None and is_blank(line):
                continue
            if not isinstance(line, list) or self.is_uneven(line):
                above = dict.fromkeys(above, UNKNOWN)
                yield number, line
            else:
                yield number, _filled_down(line, above) if above and not self.repeats_header(line) else line

    def is_uneven(self, line: Sequence[Cell]) -> bool:
        """Tell whether a row has fewer or more cells than the header, in a format where that is a defect."""
        return self.grid.is_even and len(line) != len(self.columns)

    def repeats_header(self, line: Sequence[Cell]) -> bool:
        """Tell whether a row is the header once more, as on top of each printed page."""
        return bool(self.header) and all(
            _plain(cell_at(line, place)) == name for place, name in enumerate(self.columns)
        )


def tidy(name: str) -> str:
    """Return the name of a column with single blanks and no line breaks."""
    return " ".join(name.split())


def _plain(cell: Cell) -> str:
    return tidy(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _filled_down(line: list[Cell], above: dict[int, Cell]) -> list[Cell]:
    filled = [*line, *[None] * (max(above) + 1 - len(line))]
    for place, last in above.items():
        if is_blank([filled[place]]):
            filled[place] = last
        above[place] = filled[place]
    return filled


def is_blank(cells: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def needed(options: Mapped) -> list[ColumnName]:
    """Return the columns that a mapping names, each once; names with `*` stand for any that are like them."""
    found: list[ColumnName] = [*options.fill_down]
    for fact in options.facts:
        found += [name for mappings in fact.fields.values() for mapping in mappings for name in mapping.column or ()]
        found += [*fact.where, *fact.unless, *fact.melt, *(share.column for share in fact.shares)]
        found += [fact.each.column] if fact.each else []
    return list(dict.fromkeys(tidy(name) if isinstance(name, str) else name for name in found))


def like(column: str) -> re.Pattern[str]:
    """Return the pattern of a melted column: `*` is any text."""
    return re.compile("(.+)".join(map(re.escape, tidy(column).split("*"))))


def tables(source: SourceFile, options: Mapped) -> list[Table]:
    """Return the tables that the mapping means: one, or one for each sheet of the option `sheets`. Raises BrokenSource."""
    columns = needed(options)
    wide = {tidy(name) for fact in options.facts for name in _wide(fact)}
    found = grids(source, options)
    if all(grid.is_empty for grid in found) and found:
        return [Table(found[0], _named(columns), ())]
    fitting = [[table for table in _readings(grid, options) if not _lacking(table, columns, wide)] for grid in found]
    if options.sheets:
        for grid, tables_of_sheet in zip(found, fitting, strict=True):
            if not tables_of_sheet:
                raise _nothing_fits(source, options, [grid], columns, wide)
            if len(tables_of_sheet) > 1:
                raise _several_fit(source, tables_of_sheet)
        return [replace(table, fill_down=options.fill_down) for [table] in fitting]
    all_fitting = [table for some in fitting for table in some]
    if not all_fitting:
        raise _nothing_fits(source, options, found, columns, wide)
    if len(all_fitting) > 1:
        raise _several_fit(source, all_fitting)
    return [replace(table, fill_down=options.fill_down) for table in all_fitting]


def offered(source: SourceFile) -> list[Table]:
    """Return of each grid of a file the table that a mapping may be made for: its header is the row that the options say, else the first with the most words. Raises BrokenSource."""
    nothing = {"fact": "regions", "fields": {}}
    options = Mapped.model_validate({**source.options, "facts": [nothing]})
    found = [list(_readings(grid, options)) for grid in grids(source, options)]
    return [max(readings, key=lambda table: sum(map(_is_word, table.columns))) for readings in found if readings]


def _is_word(name: str) -> bool:
    return re.search("[^\\W\\d_]", name) is not None


def _named(columns: Sequence[ColumnName]) -> tuple[str, ...]:
    """Return columns for a table without rows: those that a mapping names by place have no name."""
    places = max((column for column in columns if isinstance(column, int)), default=0)
    return (*[""] * places, *(column for column in columns if isinstance(column, str)))


def _wide(fact: FactMapping) -> list[str]:
    return [name for name in fact.melt if "*" in name]


def _readings(grid: Grid, options: Mapped) -> Iterator[Table]:
    """Yield the grid with each row that may be its header, or with the rows that the options say.

    A header that is there once more, as on top of each printed page, is one header.
    """
    if grid.columns is not None:
        yield Table(grid, tuple(map(tidy, grid.columns)), ())
        return
    try:
        if options.header is not None:
            yield _with_header(grid, options.header)
            return
        seen: set[tuple[str, ...]] = set()
        for number, line in enumerate(islice(grid.lines(), SEARCHED), start=1):
            names = _names(line) if isinstance(line, list) else ()
            if any(names) and names not in seen:
                seen.add(names)
                yield Table(grid, names, (number,))
    except BrokenSource:
        return  # under this delimiter it is no CSV; where that is so under each, none fits


def _with_header(grid: Grid, rows: tuple[int, ...]) -> Table:
    """Return the grid with several rows as one header: a name of an upper row holds until the next one."""
    if rows == (0,):
        first = next((line for line in grid.lines() if isinstance(line, list)), [])
        return Table(grid, tuple(str(place) for place, _ in enumerate(first, start=1)), ())
    top = [line for number, line in enumerate(islice(grid.lines(), max(rows)), start=1) if number in rows]
    layers = [_names(line) if isinstance(line, list) else () for line in top]
    width = max(map(len, layers), default=0)
    above = [_spread(layer, width) for layer in layers[:-1]]
    lowest = [(*layer, *[""] * (width - len(layer))) for layer in layers[-1:]]
    return Table(grid, tuple(ABOVE.join(filter(None, names)) for names in zip(*above, *lowest, strict=True)), rows)


def _spread(names: Sequence[str], width: int) -> list[str]:
    spread, last = [], ""
    for place in range(width):
        last = (names[place] if place < len(names) else "") or last
        spread.append(last)
    return spread


def _names(line: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(map(_name, line))


def _name(cell: Cell) -> str:
    try:
        return tidy(text_of(cell))
    except NotReadable:
        return ""


def _lacking(table: Table, columns: Sequence[ColumnName], wide: set[str]) -> list[ColumnName]:
    """Return the columns that are not in a table, or there twice. A table without any named column is none that was found."""
    lacking: list[ColumnName] = []
    for column in columns:
        if isinstance(column, int):
            there = column <= len(table.columns)
        elif column in wide:
            there = any(like(column).fullmatch(name) for name in table.columns)
        else:
            there = table.columns.count(column) == 1
        if not there:
            lacking.append(column)
    return lacking


def _nothing_fits(
    source: SourceFile, options: Mapped, found: list[Grid], columns: list[ColumnName], wide: set[str]
) -> BrokenSource:
    readings = [table for grid in found for table in _readings(grid, options)]
    nearest = min(readings, key=lambda table: len(_lacking(table, columns, wide)), default=None)
    expected = f"{source.name}: expected the columns {_quoted(columns)}, each once, in one row"
    if nearest is None:
        told = "; ".join(grid.told for grid in found) or "nothing"
        return BrokenSource(f"{expected}; found no rows in it, read as {told}")
    lacking = _lacking(nearest, columns, wide)
    if len(lacking) == len(columns):
        nearest = next((table for table in readings if _may_be_header(table)), nearest)
    cells = f"the columns {_quoted(nearest.columns)}" if _may_be_header(nearest) else f"{len(nearest.columns)} cells"
    return BrokenSource(
        f"{expected}; found ({nearest.told}) {cells}; not there, or there twice: {_quoted(lacking)}; correct the mapping, or "
        f"name `header`{', `delimiter`' if 'delimiter' in nearest.grid.how else ''} or the place of a column, such as column = 3"
    )


def _may_be_header(table: Table) -> bool:
    """Tell whether a row is made of words, as a header is: other rows are not shown, they may be personal."""
    return sum(map(bool, table.columns)) > 1 and not any(re.search("[0-9]{4}", name) for name in table.columns)


def _several_fit(source: SourceFile, fitting: list[Table]) -> BrokenSource:
    ways = {what for table in fitting for what in table.grid.how if len({t.grid.how.get(what) for t in fitting}) > 1}
    option = next((name for what, name in (("sheet", "sheets"), ("delimiter", "delimiter")) if what in ways), "header")
    return BrokenSource(
        f"{source.name}: expected one reading with all mapped columns, found {len(fitting)}: "
        f"{'; '.join(table.told for table in fitting[:4])}; say which with the option `{option}`"
    )


def _quoted(columns: Sequence[ColumnName]) -> str:
    shown = [repr(column) for column in columns if column != ""]
    return ", ".join(shown[:40]) + (f" and {len(shown) - 40} more" if len(shown) > 40 else "")

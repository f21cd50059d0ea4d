"""The hub's own tables: CSV files for facts that somebody tabulates by hand, one column per field of a fact.

The columns are the fields of one fact of `hub.facts` but `row`; which one says the name of the file (`districts.csv`) or the
option `table`. One more column, `source`, names in words the published document that each row was taken from. It must be
filled: a figure without an origin is set aside. The file is the source that the release names; whoever follows a figure to its
row finds the document there.

Cells: whole numbers in digits, dates as 2024-02-14, `true` or `false`, regions as `kemendagri:11.05` (several with a blank
between), closed lists as `hub.facts` spells them. An empty cell means that the document does not say.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, SetAsideRow, Statement
from hub.loaders.fact_fields import TABLES, FactField, NotReadable, fact_fields
from hub.loaders.loader import Loader
from hub.loaders.numbers import NotANumber
from hub.loaders.source_file import UNEVEN, SourceFile

SOURCE = "source"

AREA = {"region", "district_code"}
"""Columns that say where a figure was counted: in a table that has them, a row without both is not of the whole nation."""


def read(file: SourceFile) -> Iterator[Statement]:
    """Facts in the hub's own CSV tables.

    Yields one fact per row, or the row set aside with the column that is wrong; a detail that cannot be read is a finding. Raises BrokenSource for a table that is not
    known, and for a header with unknown, repeated or missing columns.
    """
    name = str(file.options.get("table") or PurePosixPath(file.name).stem)
    if name not in TABLES:
        raise BrokenSource(
            f"{file.name}: expected the option `table`, or the name of the file, to be one of {', '.join(TABLES)}; "
            f"found {name!r}"
        )
    fact = TABLES[name]
    columns = fact_fields(fact)
    _check_header(file, columns)
    for row, cells in file.csv():
        yield from _statements(fact, columns, row, cells)


def _check_header(file: SourceFile, columns: Mapping[str, FactField]) -> None:
    try:
        header = next(csv.reader(file.lines(), strict=True), [])
    except csv.Error as error:
        raise BrokenSource(f"{file.name}: expected a header in CSV, found in line 1: {error}") from error
    known = [*columns, SOURCE]
    problems = {
        "not known": [name for name in header if name not in known],
        "there twice": sorted({name for name in header if header.count(name) > 1}),
        "missing": [name for name in known if name not in header and (name == SOURCE or columns[name].required)],
    }
    told = "; ".join(f"{problem}: {', '.join(map(repr, names))}" for problem, names in problems.items() if names)
    if told:
        raise BrokenSource(f"{file.name}: expected columns out of {', '.join(known)}, each once; {told}")


def _statements(
    fact: type[Fact], columns: Mapping[str, FactField], row: int, cells: Mapping[str, str]
) -> Iterator[Statement]:
    if UNEVEN in cells:
        cause = f"expected a cell per column, {len(cells) - 1}, found {cells[UNEVEN]}"
        yield SetAsideRow(row=row, rule="uneven-row", cause=cause)
        return
    if not cells[SOURCE].strip():
        cause = "expected the column `source` to name the document of the row, found an empty cell"
        yield SetAsideRow(row=row, rule="source-not-named", cause=cause, column=SOURCE)
        return
    values = {column.name: column.default for column in columns.values()}
    spoilt: list[FindingFact] = []
    for name, cell in cells.items():
        if name != SOURCE:
            try:
                values[name] = _value(columns[name], cell.strip())
            except (NotReadable, NotANumber) as error:
                cause = f"column {name!r}: {error}"
                if not columns[name].is_detail:
                    yield SetAsideRow(row=row, rule="cell-not-readable", cause=cause, column=name)
                    return
                spoilt.append(_spoilt(row, name, cause))
    if cells.keys() & AREA and all(name in columns and values[name] is None for name in AREA):
        cause = "expected a region or a district, found neither; a figure of the whole nation has the region kpu:0"
        yield SetAsideRow(row=row, rule="no-area", cause=cause, column="region")
        return
    yield fact(row=row, **values)
    yield from spoilt


def _spoilt(row: int, column: str, cause: str) -> FindingFact:
    message, evidence = f"row {row}, {cause}", {"column": column}
    return FindingFact(rule="cell-not-readable", severity="WARNING", message=message, evidence=evidence, row=row)


def _value(column: FactField, cell: str) -> Any:
    if cell:
        return column.parse(cell)
    if column.required:
        raise NotReadable("expected a value, found an empty cell")
    return column.default


LOADER = Loader("hub-table", read)

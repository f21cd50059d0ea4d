"""The hub's own tables: CSV files for facts that somebody tabulates by hand, one column per field of a fact.

The columns are the fields of one fact of `hub.facts` but `row`; which one says the name of the file (`districts.csv`) or the
option `table`. One more column, `source`, names in words the published document that each row was taken from. It must be
filled: a figure without an origin is set aside. The file is the source that the release names; whoever follows a figure to its
row finds the document there.

Cells: whole numbers in digits, dates as 2024-02-14, `true` or `false`, regions as `kemendagri:11.05` (several with a blank
between), closed lists as `hub.facts` spells them. An empty cell means that the document does not say.
"""

import csv
import io
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from hub.errors import BrokenSource
from hub.facts import (
    CandidacyFact,
    DistrictFact,
    DistrictRegionFact,
    Fact,
    NominationFact,
    RegionCode,
    RegionFact,
    ResultFact,
    SetAsideRow,
    Statement,
    TicketFact,
    TurnoutFact,
)
from hub.loaders.loader import Loader
from hub.loaders.numbers import NotANumber, required, shown
from hub.loaders.source_file import UNEVEN, SourceFile

TABLES: dict[str, type[Fact]] = {
    "regions": RegionFact,
    "districts": DistrictFact,
    "district_regions": DistrictRegionFact,
    "nominations": NominationFact,
    "tickets": TicketFact,
    "candidacies": CandidacyFact,
    "results": ResultFact,
    "turnout": TurnoutFact,
}

SOURCE = "source"

CODES = {
    "kemendagri": re.compile(r"[0-9]{2}(?:\.[0-9]{2}){0,2}|[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{4}"),
    "kpu": re.compile(r"-?[0-9]{1,9}"),
    "bps": re.compile(r"[0-9]{2,10}"),
}
"""What a code looks like in each scheme of regions: provinces of the ministry have two digits, villages ten."""

Parse = Callable[[str], Any]


class NotReadable(ValueError):
    """A cell does not hold what its column expects; the message is fit for a cause."""


@dataclass(frozen=True)
class Column:
    """How the cells of one field are read. `default` stands for an empty or missing cell, unless the field is `required`."""

    name: str
    parse: Parse
    required: bool
    default: Any


def read(file: SourceFile) -> Iterator[Statement]:
    """Facts in the hub's own CSV tables.

    Yields one fact per row, or the row set aside with the column that is wrong. Raises BrokenSource for a table that is not
    known, and for a header with unknown, repeated or missing columns.
    """
    name = str(file.options.get("table") or PurePosixPath(file.name).stem)
    if name not in TABLES:
        raise BrokenSource(
            f"{file.name}: expected the option `table`, or the name of the file, to be one of {', '.join(TABLES)}; "
            f"found {name!r}"
        )
    fact = TABLES[name]
    columns = _columns(fact)
    _check_header(file, columns)
    for row, cells in file.csv():
        yield _statement(fact, columns, row, cells)


def _check_header(file: SourceFile, columns: Mapping[str, Column]) -> None:
    header = next(csv.reader(io.StringIO(file.text(), newline=None)), [])
    known = [*columns, SOURCE]
    problems = {
        "not known": [name for name in header if name not in known],
        "there twice": sorted({name for name in header if header.count(name) > 1}),
        "missing": [name for name in known if name not in header and (name == SOURCE or columns[name].required)],
    }
    told = "; ".join(f"{problem}: {', '.join(map(repr, names))}" for problem, names in problems.items() if names)
    if told:
        raise BrokenSource(f"{file.name}: expected columns out of {', '.join(known)}, each once; {told}")


def _statement(fact: type[Fact], columns: Mapping[str, Column], row: int, cells: Mapping[str, str]) -> Statement:
    if UNEVEN in cells:
        return SetAsideRow(
            row=row, rule="uneven-row", cause=f"expected a cell per column, {len(cells) - 1}, found {cells[UNEVEN]}"
        )
    if not cells[SOURCE].strip():
        cause = "expected the column `source` to name the document of the row, found an empty cell"
        return SetAsideRow(row=row, rule="source-not-named", cause=cause)
    values = {column.name: column.default for column in columns.values()}
    for name, cell in cells.items():
        if name != SOURCE:
            try:
                values[name] = _value(columns[name], cell.strip())
            except (NotReadable, NotANumber) as error:
                return SetAsideRow(row=row, rule="cell-not-readable", cause=f"column {name!r}: {error}")
    return fact(row=row, **values)


def _value(column: Column, cell: str) -> Any:
    if cell:
        return column.parse(cell)
    if column.required:
        raise NotReadable("expected a value, found an empty cell")
    return column.default


def _columns(fact: type[Fact]) -> dict[str, Column]:
    """Return the columns of a fact, derived from its annotations: a field that may be None may be left empty or out."""
    hints = typing.get_type_hints(fact)
    return {item.name: _column(item, hints[item.name]) for item in fields(fact) if item.name != "row"}


def _column(item: Field[Any], hint: Any) -> Column:
    optional = typing.get_origin(hint) in (types.UnionType, typing.Union) and type(None) in typing.get_args(hint)
    kind = next(part for part in typing.get_args(hint) if part is not type(None)) if optional else hint
    has_default = item.default is not MISSING
    return Column(item.name, _parser(kind), not (optional or has_default), item.default if has_default else None)


def _parser(kind: Any) -> Parse:
    if typing.get_origin(kind) is typing.Literal:
        return partial(_choice, typing.get_args(kind))
    parsers: dict[Any, Parse] = {
        str: str,
        int: required,
        bool: partial(_choice_of, {"true": True, "false": False}),
        date: _date,
        RegionCode: _region,
        tuple[RegionCode, ...]: _regions,
    }
    return parsers[kind]


def _choice(choices: tuple[str, ...], cell: str) -> str:
    return str(_choice_of({choice: choice for choice in choices}, cell))


def _choice_of(choices: Mapping[str, Any], cell: str) -> Any:
    if cell not in choices:
        raise NotReadable(f"expected one of {', '.join(choices)}; found {shown(cell)}")
    return choices[cell]


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise NotReadable(f"expected a date such as 2024-02-14; found {shown(cell)}") from None


def _region(cell: str) -> RegionCode:
    scheme, _, value = cell.partition(":")
    if scheme not in CODES or not CODES[scheme].fullmatch(value):
        raise NotReadable(f"expected a region such as kemendagri:11.05 ({', '.join(CODES)}); found {shown(cell)}")
    return RegionCode(typing.cast("typing.Any", scheme), value)  # one of the schemes, as checked above


def _regions(cell: str) -> tuple[RegionCode, ...]:
    return tuple(_region(part) for part in cell.split())


LOADER = Loader("hub-table", read)

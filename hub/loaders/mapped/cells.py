"""Cells as files hold them, and the texts that they are: what a spreadsheet may have changed is not taken for what it was."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub.loaders.fact_fields import NotReadable
from hub.loaders.numbers import LONGEST
from hub.loaders.pieces import Pieces
from hub.loaders.record import kind_of


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is neither text nor number nor day, in words."""

    kind: str


@dataclass(frozen=True, slots=True)
class Items:
    """A JSON array in the place of a cell."""

    elements: Sequence[Any]


Cell = None | bool | int | float | str | date | Odd | Items

KEPT_BY_FORMULA = re.compile(r'="([^"]*)"')
"""How Excel keeps the zeros of a text in CSV: `="0011"`."""


def text_of(cell: Cell) -> str:
    """Return a cell as text, empty for an empty one. Raises NotReadable where a number or day may have been another text.

    Whole numbers have their digits; 11.1 may have been 11.10, a day may have been `1-2`, and a float has no more than 15 digits.
    """
    if cell is None or isinstance(cell, str):
        text = (cell or "").replace("\xa0", " ").strip()
        kept = KEPT_BY_FORMULA.fullmatch(text)
        return kept[1].strip() if kept else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and abs(cell) >= 10**LONGEST:
        raise NotReadable(
            f"expected a text or a whole number, found a number of more than {LONGEST} digits: digits may be lost; format the column as text"
        )
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        return str(int(cell))
    if isinstance(cell, float):
        raise NotReadable(
            f"expected a text or a whole number, found the number {cell}: a dot or a zero may be lost; format the column as text"
        )
    if isinstance(cell, date):
        raise NotReadable("expected a text, found a day: it may have been another text; format the column as text")
    raise NotReadable(f"expected a text, a number or a day, found {kind_of_cell(cell)}")


def kind_of_cell(cell: Odd | Items) -> str:
    """Return what a cell is that is no text, in words."""
    return cell.kind if isinstance(cell, Odd) else "a list"


def json_cell(value: Any) -> Cell:
    """Return a JSON value as a cell."""
    if isinstance(value, list | Pieces):
        return Items(list(value))
    return value if value is None or isinstance(value, bool | int | float | str) else Odd(kind_of(value))


def cell_at(cells: Sequence[Cell], place: int) -> Cell:
    """Return a cell of a row, which may be shorter than the header: its empty cells at the end are left out."""
    return cells[place] if place < len(cells) else None


def cell_below(value: Any, path: str) -> Cell:
    """Return the value at a dotted path of names below a JSON value; `.` is the value itself."""
    for name in path.split(".") if path != "." else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    return json_cell(value)

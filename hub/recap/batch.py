"""A batch of forms as it arrives: what some units report of some contests, each form with its revision."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import BrokenSource
from hub.recap.columns import MEASURES, Columns

NOT_REPORTED = -1
"""Marker in integer arrays for a figure that no form states; zero is a stated figure."""

FORM_SCHEMA: dict[str, pl.DataType] = {
    "unit": pl.UInt32(),
    "contest": pl.UInt8(),
    "revision": pl.UInt8(),
    **dict.fromkeys(MEASURES, pl.UInt32()),
}
CELL_SCHEMA: dict[str, pl.DataType] = {
    "unit": pl.UInt32(),
    "contest": pl.UInt8(),
    "revision": pl.UInt8(),
    "option": pl.UInt16(),
    "votes_count": pl.UInt32(),
}

FORM_KEY = ["unit", "contest", "revision"]

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Batch:
    """Forms and their cells, as frames with the columns of FORM_SCHEMA and CELL_SCHEMA (any integer types will do).

    `unit` is the index of a unit of the tree, `contest` that of a ballot, `option` counts from 1, `revision` from 1. A form
    is known by unit, contest and revision; a later revision replaces an earlier one whole. Null is a figure not stated.
    """

    forms: pl.DataFrame
    cells: pl.DataFrame


@dataclass(frozen=True)
class Sheet:
    """A batch laid out as a tally is: one row per unit, the latest revision of each of its forms.

    `values` holds every figure by unit and column, NOT_REPORTED where none is stated; `revisions` the revision by unit and contest,
    0 where the batch has no form. `superseded_count` forms were left out for a later one in the same batch.
    """

    units: Numbers
    revisions: npt.NDArray[np.int32]
    values: npt.NDArray[np.int32]
    superseded_count: int


def lay_out(batch: Batch, columns: Columns, units_count: int) -> Sheet:
    """Return the figures of a batch by unit and column.

    Raises BrokenSource for a unit, contest or option that is not there, a form stated twice, a cell
    stated in two ways, and a cell without its form.
    """
    forms, latest, order = _latest_forms(batch, columns, units_count)
    units = np.unique(forms["unit"])
    slots = np.full(units_count, -1, dtype=np.int32)
    slots[units] = np.arange(len(units), dtype=np.int32)
    revisions = np.zeros((len(units), len(columns.ballots)), dtype=np.int32)
    values = np.full((len(units), columns.width), NOT_REPORTED, dtype=np.int32)
    rows, contests = slots[forms["unit"][latest]], forms["contest"][latest]
    revisions[rows, contests] = forms["revision"][latest]
    for place, measure in enumerate(MEASURES):
        stated = _figures(batch.forms, measure)[order]
        values[rows, columns.starts[contests] + columns.sizes[contests] + place] = stated[latest]
    _scatter(batch, columns, slots, revisions, values)
    return Sheet(units, revisions, values, int(len(order) - latest.sum()))


def _latest_forms(batch: Batch, columns: Columns, units_count: int) -> tuple[dict[str, Numbers], Numbers, Numbers]:
    """Return the keys of the forms in order, which of them is the latest of its unit and contest, and the order itself."""
    keys = {name: _integers(batch.forms, name) for name in FORM_KEY}
    _within(keys["unit"], 0, units_count, "unit")
    _within(keys["contest"], 0, len(columns.ballots), "contest")
    _within(keys["revision"], 1, np.iinfo(np.int32).max, "revision")
    order = np.lexsort((keys["revision"], keys["contest"], keys["unit"]))
    keys = {name: values[order] for name, values in keys.items()}
    same_form = (keys["unit"][1:] == keys["unit"][:-1]) & (keys["contest"][1:] == keys["contest"][:-1])
    twice = same_form & (keys["revision"][1:] == keys["revision"][:-1])
    if twice.any():
        told = _told({name: values[int(np.argmax(twice))] for name, values in keys.items()})
        raise BrokenSource(f"expected each form once in a batch, found two of {told}; give the later a higher revision")
    return keys, np.append(~same_form, np.ones(min(1, len(order)), dtype=bool)), order


def _scatter(batch: Batch, columns: Columns, slots: Numbers, revisions: Numbers, values: Numbers) -> None:
    """Write the votes of the cells into `values`, those of superseded forms left out."""
    cells = batch.cells
    if not len(revisions):
        _check_homes(cells, batch.forms)
        return
    unit, contest, option = (_integers(cells, name) for name in ("unit", "contest", "option"))
    _within(unit, 0, len(slots), "unit")
    _within(contest, 0, len(columns.ballots), "contest")
    wrong = (option < 1) | (option > columns.sizes[contest])
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise BrokenSource(
            f"expected an option from 1 to {columns.sizes[contest[at]]} in {columns.ballots[contest[at]].contest_id}, "
            f"found {option[at]} of unit {unit[at]}"
        )
    row = slots[unit].astype(np.int64)
    latest = revisions[row, contest]
    current = (row >= 0) & (latest > 0) & (_integers(cells, "revision") == latest)
    votes = _figures(cells, "votes_count")
    flat = row * columns.width + columns.starts[contest] + option - 1
    if not current.all():
        _check_homes(cells.filter(~current), batch.forms)
        flat, votes = flat[current], votes[current]
    figures = values.reshape(-1)
    figures[flat] = votes
    if (figures[flat] != votes).any():
        at = int(np.flatnonzero(figures[flat] != votes)[0])
        raise BrokenSource(
            f"expected each cell once in a form, found the votes {votes[at]} and {figures[flat[at]]} for one option"
        )


def _check_homes(cells: pl.DataFrame, forms: pl.DataFrame) -> None:
    """Raise BrokenSource for a cell whose form is not in the batch: it would be lost without a word."""
    keys = pl.col(FORM_KEY).cast(pl.Int64)
    homeless = cells.select(keys).join(forms.select(keys), on=FORM_KEY, how="anti")
    if homeless.height:
        told = _told(homeless.row(0, named=True))
        raise BrokenSource(
            f"expected the form of every cell in the same batch, found a cell of {told} and no such form"
        )


def _told(key: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in key.items())


def _figures(frame: pl.DataFrame, name: str) -> Numbers:
    """Return a column of counts; a null is NOT_REPORTED, and nothing else is below zero."""
    given = frame[name].drop_nulls()
    _within(given.to_numpy(), 0, np.iinfo(np.int32).max, name)
    return _integers(frame, name)


def _integers(frame: pl.DataFrame, name: str) -> Numbers:
    """Return a column as integers; a null is NOT_REPORTED."""
    column = frame[name]
    if column.null_count():
        column = column.cast(pl.Int64).fill_null(NOT_REPORTED)
    return column.to_numpy()


def _within(values: Numbers, low: int, beyond: int, what: str) -> None:
    if len(values) and not (low <= int(values.min()) and int(values.max()) < beyond):
        wrong = values[(values < low) | (values >= beyond)][0]
        raise BrokenSource(f"expected a {what} from {low} to {beyond - 1}, found {wrong}")

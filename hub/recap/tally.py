"""The tally: every figure of every unit, and its sum in every region above, kept true as forms come in.

Dense arrays by unit and column make an answer a look-up and an update the difference between two rows. The trap is counting
twice: a form that comes again must take its old figures back before it adds its new ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.batch import NOT_REPORTED, Batch, Sheet, lay_out
from hub.recap.columns import Columns
from hub.recap.sums import add_up, blocks
from hub.recap.tree import Tree


@dataclass(frozen=True)
class Receipt:
    """What became of the forms of a batch.

    `added` were the first of their unit and contest, `replaced` took the place of an earlier revision, `repeated` say again what was
    said, `stale` came after a later revision. `conflicting` is one row per form (unit, contest, revision, column, held, received) that
    says something else under the revision already held: it is not counted, for nobody can tell which of the two is meant.
    """

    added_count: int
    replaced_count: int
    repeated_count: int
    stale_count: int
    conflicting: pl.DataFrame


@dataclass(frozen=True)
class Change:
    """The rows of some units before and after a batch."""

    units: npt.NDArray[np.integer]
    before: npt.NDArray[np.int32]
    after: npt.NDArray[np.int32]
    counted: npt.NDArray[np.int8]
    """By unit and contest: 1 where the first form came in."""
    receipt: Receipt


class Tally:
    """Votes and ballots of several contests by unit and region.

    The order in which batches come does not matter, and a batch that comes twice changes nothing: what counts is the latest
    revision of each form. `held` says by unit and contest where a contest is held at all; everywhere, if not given.
    """

    def __init__(self, tree: Tree, columns: Columns, held: npt.NDArray[np.bool_] | None = None) -> None:
        units, nodes, contests = tree.units.height, tree.nodes.height, len(columns.ballots)
        self.tree, self.columns = tree, columns
        self.held = np.ones((units, contests), dtype=np.bool_) if held is None else held
        self.cells = np.full((units, columns.width), NOT_REPORTED, dtype=np.int32)
        """Figures by unit and column; NOT_REPORTED where no form states one."""
        self.revisions = np.zeros((units, contests), dtype=np.int32)
        """Revision of the form held, by unit and contest; 0 where none came in."""
        # Written out, not left to `zeros`: else the first batch of a night pays for the memory (224 ms instead of 6).
        self.sums = np.full((nodes, columns.width), 0, dtype=np.int64)
        self.reporting = np.full((nodes, columns.width), 0, dtype=np.int32)
        """Units below that state the figure: a sum over none of them is not reported, and is no zero."""
        self.counted = np.zeros((nodes, contests), dtype=np.int32)
        self.expected = np.zeros((nodes, contests), dtype=np.int32)
        add_up(tree, self.expected, tree.unit_parents, self.held)

    def update(self, batch: Batch) -> Receipt:
        """Take in a batch and bring every region up to date. Raises BrokenSource for a batch that contradicts itself."""
        change = self._write(lay_out(batch, self.columns, self.tree.units.height))
        owners = self.tree.unit_parents[change.units]
        add_up(self.tree, self.sums, owners, np.maximum(change.after, 0) - np.maximum(change.before, 0))
        stated = (change.after >= 0).astype(np.int8) - (change.before >= 0).astype(np.int8)
        add_up(self.tree, self.reporting, owners, stated)
        add_up(self.tree, self.counted, owners, change.counted)
        return change.receipt

    def fill(self, batch: Batch) -> Receipt:
        """Take in a batch and leave the regions as they are, until `recount`."""
        return self._write(lay_out(batch, self.columns, self.tree.units.height)).receipt

    def recount(self) -> None:
        """Sum every region anew from the units."""
        owners = self.tree.unit_parents
        for into in (self.sums, self.reporting, self.counted):
            into[:] = 0
        for rows in blocks(len(owners)):
            add_up(self.tree, self.sums, owners[rows], np.maximum(self.cells[rows], 0))
            add_up(self.tree, self.reporting, owners[rows], self.cells[rows] >= 0)
            add_up(self.tree, self.counted, owners[rows], self.revisions[rows] > 0)

    def _write(self, sheet: Sheet) -> Change:
        """Write what is new in a sheet into the cells."""
        before, held = self.cells[sheet.units], self.revisions[sheet.units]
        newer = sheet.revisions > held
        again = (sheet.revisions == held) & (held > 0)
        after = before.copy()
        conflicts: list[tuple[int, int, int, int, int, int]] = []
        for contest in range(len(self.columns.ballots)):
            part = self.columns.all_of(contest)
            rows = np.flatnonzero(newer[:, contest])
            after[rows, part] = sheet.values[rows, part]
            rows = np.flatnonzero(again[:, contest])
            differing = before[rows, part] != sheet.values[rows, part]
            for at in np.flatnonzero(differing.any(axis=1)):
                row, offset = int(rows[at]), int(np.argmax(differing[at]))
                ours, theirs = int(before[row, part][offset]), int(sheet.values[row, part][offset])
                conflicts.append((int(sheet.units[row]), contest, int(held[row, contest]), offset, ours, theirs))
        self.cells[sheet.units] = after
        self.revisions[sheet.units] = np.maximum(held, sheet.revisions)
        older_count = int(((sheet.revisions < held) & (sheet.revisions > 0)).sum())
        receipt = Receipt(
            added_count=int((newer & (held == 0)).sum()),
            replaced_count=int((newer & (held > 0)).sum()),
            repeated_count=int(again.sum()) - len(conflicts),
            stale_count=older_count + sheet.superseded_count,
            conflicting=pl.DataFrame(conflicts, schema=_CONFLICT_COLUMNS, orient="row"),
        )
        return Change(sheet.units, before, after, (newer & (held == 0)).astype(np.int8), receipt)


_CONFLICT_COLUMNS = dict.fromkeys(("unit", "contest", "revision", "offset", "held", "received"), pl.Int64)


def roll_up(batches: Iterable[Batch], tree: Tree, columns: Columns, held: npt.NDArray[np.bool_] | None = None) -> Tally:
    """Return the tally of many batches, summed once at the end. Equal to `update` with each of them."""
    tally = Tally(tree, columns, held)
    for batch in batches:
        tally.fill(batch)
    tally.recount()
    return tally

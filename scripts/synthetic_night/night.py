"""A synthetic night as a folder of Parquet files, and what a tally needs of it.

    SYNTHETIC.txt                    what this is
    synthetic-regions.parquet        the division: region_id, parent_id, level, name
    synthetic-ballots.parquet        contest, contest_id, option, option_name
    synthetic-not-listed.parquet     region_id, contest, option: what is not on the ballots of a province
    synthetic-forms/000.parquet      batch, unit, contest, revision, synthetic_registered_count ...
    synthetic-cells/000.parquet      batch, unit, contest, revision, option, synthetic_votes_count
    synthetic-stated.parquet         what the sheets of kecamatan and above state: node, column, synthetic_count
    synthetic-faults.parquet         the faults that were planted: rule, contest_id, region_id

`unit` and `node` are indices in the tree that the regions grow to. A part holds the batches of one stretch of the night.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import UsageError
from hub.recap.batch import NOT_REPORTED, Batch
from hub.recap.checks import check_forms, check_parents
from hub.recap.columns import MEASURES, Ballot, Columns
from hub.recap.contest import Recapitulation
from hub.recap.findings import Finding
from hub.recap.limits import limits_of
from hub.recap.tally import Tally
from hub.recap.tree import Tree, grow

REGIONS = "synthetic-regions.parquet"
BALLOTS = "synthetic-ballots.parquet"
NOT_LISTED = "synthetic-not-listed.parquet"
STATED = "synthetic-stated.parquet"
FAULTS = "synthetic-faults.parquet"
FORMS = "synthetic-forms"
CELLS = "synthetic-cells"
NOTE = "SYNTHETIC.txt"

COUNT_NAMES = {name: f"synthetic_{name}" for name in (*MEASURES, "votes_count")}
"""Columns of figures bear their warning in the file, and their usual names in memory."""

METADATA = {"synthetic": "true", "note": "Invented figures for rehearsal and measurement. No election, no result."}


@dataclass(frozen=True)
class Night:
    """A synthetic night in its folder."""

    folder: Path

    @cached_property
    def tree(self) -> Tree:
        return grow(self.frame(REGIONS))

    @cached_property
    def columns(self) -> Columns:
        rows = self.frame(BALLOTS).group_by("contest", "contest_id", maintain_order=True).agg("option_name")
        return Columns(tuple(Ballot(contest_id, tuple(options)) for _, contest_id, options in rows.iter_rows()))

    @cached_property
    def listings(self) -> tuple[npt.NDArray[np.bool_], ...]:
        """For each contest, by unit and option, whether the option is on the ballot."""
        return listings(self.tree, self.columns, self.frame(NOT_LISTED))

    @cached_property
    def held(self) -> npt.NDArray[np.bool_]:
        """By unit and contest, whether the contest is held there: whether anything is on its ballot."""
        return np.stack([listed.any(axis=1) for listed in self.listings], axis=1)

    @cached_property
    def stated(self) -> npt.NDArray[np.int64]:
        """What the sheets state, by node and column; NOT_REPORTED where there is none."""
        stated = np.full((self.tree.nodes.height, self.columns.width), NOT_REPORTED, dtype=np.int64)
        rows = self.frame(STATED)
        stated[rows["node"].to_numpy(), rows["column"].to_numpy()] = rows["synthetic_count"].to_numpy()
        return stated

    def parts(self) -> Iterator[Batch]:
        """Yield the whole night, a file of forms and one of cells at a time."""
        for forms in sorted((self.folder / FORMS).glob("*.parquet")):
            cells = self.folder / CELLS / forms.name
            yield Batch(_usual(pl.read_parquet(forms)), _usual(pl.read_parquet(cells)))

    def batches(self) -> Iterator[Batch]:
        """Yield the night as it came in, batch by batch."""
        for part in self.parts():
            numbers = part.forms["batch"].unique().sort()
            for number in numbers:
                yield Batch(_stretch(part.forms, number), _stretch(part.cells, number))

    def recapitulation(self, contest_id: str, tally: Tally) -> Recapitulation:
        """Return what the night says of a contest, as of the batches that the tally has taken in."""
        tally.columns.contest(contest_id)
        return Recapitulation(contest_id, "synthetic-night", ("SYNTHETIC",), ("SYNTHETIC",), tally, self.stated)

    def findings(self, contest_id: str, tally: Tally) -> Iterator[Finding]:
        """Yield what does not add up in a contest, by the limits of 2024."""
        contest = self.columns.contest(contest_id)
        yield from check_forms(tally, contest_id, limits_of(2024, "PRESIDENT"), listed=self.listings[contest])
        yield from check_parents(tally, self.stated, contest_id)

    @property
    def batches_count(self) -> int:
        last = sorted((self.folder / FORMS).glob("*.parquet"))[-1]
        return int(pl.scan_parquet(last).select(pl.col("batch").max()).collect().item()) + 1

    def frame(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.folder / name)


def open_night(folder: Path) -> Night:
    """Return the night in a folder. Raises UsageError where there is none."""
    if not (folder / REGIONS).is_file():
        raise UsageError(
            f"expected a synthetic night in {folder}, found no {REGIONS}; run `python -m scripts.synthetic_night` first"
        )
    return Night(folder)


def listings(tree: Tree, columns: Columns, not_listed: pl.DataFrame) -> tuple[npt.NDArray[np.bool_], ...]:
    """Return for each contest, by unit and option, whether the option is on the ballot."""
    found = tuple(np.ones((tree.units.height, len(ballot.options)), dtype=np.bool_) for ballot in columns.ballots)
    for contest, option, regions in not_listed.group_by("contest", "option").agg("region_id").iter_rows():
        found[contest][tree.units_below(pl.Series(regions)), option - 1] = False
    return found


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame of a night as Parquet that says of itself that it is synthetic."""
    path.parent.mkdir(parents=True, exist_ok=True)
    marked = frame.rename({name: COUNT_NAMES[name] for name in frame.columns if name in COUNT_NAMES})
    marked.write_parquet(path, compression="zstd", metadata=METADATA)


def _usual(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.rename({synthetic: name for name, synthetic in COUNT_NAMES.items() if synthetic in frame.columns})


def _stretch(frame: pl.DataFrame, batch: int) -> pl.DataFrame:
    """Return the rows of one batch of a frame that is sorted by batch."""
    numbers = frame["batch"]
    start, end = (numbers.search_sorted(batch, side=side) for side in ("left", "right"))
    return frame[start:end]

"""What a tally answers: votes, turnout and progress by region, as frames of one level of the division."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.columns import MEASURES
from hub.recap.tally import Tally


@dataclass(frozen=True)
class Figures:
    """The regions of one level, whether they report themselves or lie above units, and what is known of each by column."""

    regions: pl.DataFrame
    values: npt.NDArray[np.integer]
    reporting: npt.NDArray[np.integer]
    counted: npt.NDArray[np.integer]
    expected: npt.NDArray[np.integer]


def figures(tally: Tally, level: str) -> Figures:
    """Return the figures of the regions of a level; those above units first."""
    nodes = np.flatnonzero((tally.tree.nodes["level"] == level).to_numpy())
    units = np.flatnonzero((tally.tree.units["level"] == level).to_numpy())
    own = tally.cells[units]
    shared = [name for name in ("region_id", "name", "level") if name in tally.tree.units.columns]
    return Figures(
        pl.concat([tally.tree.nodes[nodes].select(shared), tally.tree.units[units].select(shared)]),
        np.concatenate([tally.sums[nodes], np.maximum(own, 0)]),
        np.concatenate([tally.reporting[nodes], own >= 0]),
        np.concatenate([tally.counted[nodes], tally.revisions[units] > 0]),
        np.concatenate([tally.expected[nodes], tally.held[units]]),
    )


def levels(tally: Tally) -> list[str]:
    """Return the levels that a tally has regions of, the whole before its parts."""
    found = pl.concat([tally.tree.nodes["level"], tally.tree.units["level"]]).cast(pl.String)
    return found.unique(maintain_order=True).to_list()


def votes(tally: Tally, level: str, contest_id: str) -> pl.DataFrame:
    """Return one row per region of the level and option of the contest.

    Columns: the region's, option, votes_count (null where no unit below states it), reporting_count (units that do).
    """
    at, contest = figures(tally, level), tally.columns.contest(contest_id)
    part, options = tally.columns.options(contest), tally.columns.ballots[contest].options
    rows = at.regions.select(pl.all().repeat_by(len(options)).explode())
    reporting = at.reporting[:, part].ravel()
    return rows.with_columns(
        pl.Series("option", np.tile(np.array(options, dtype=object), at.regions.height), dtype=pl.String),
        _known("votes_count", at.values[:, part].ravel(), reporting),
        pl.Series("reporting_count", reporting, dtype=pl.Int64),
    )


def turnout(tally: Tally, level: str, contest_id: str) -> pl.DataFrame:
    """Return one row per region of the level: the ballots of a contest, null where no unit below states them."""
    at, contest = figures(tally, level), tally.columns.contest(contest_id)
    part = tally.columns.measures(contest)
    values, reporting = at.values[:, part], at.reporting[:, part]
    return at.regions.with_columns(
        _known(measure, values[:, place], reporting[:, place]) for place, measure in enumerate(MEASURES)
    )


def progress(tally: Tally, level: str, contest_id: str) -> pl.DataFrame:
    """Return one row per region of the level: units counted and expected, and their ratio (null where none is expected)."""
    at, contest = figures(tally, level), tally.columns.contest(contest_id)
    counted, expected = at.counted[:, contest], at.expected[:, contest]
    return at.regions.with_columns(
        pl.Series("counted_count", counted, dtype=pl.Int64),
        pl.Series("expected_count", expected, dtype=pl.Int64),
    ).with_columns(
        pl.when(pl.col("expected_count") > 0)
        .then(pl.col("counted_count") / pl.col("expected_count"))
        .alias("progress_ratio")
    )


def _known(name: str, values: npt.NDArray[np.integer], reporting: npt.NDArray[np.integer]) -> pl.Series:
    """Return a column of counts, null where nothing reports them."""
    column = pl.Series(name, values, dtype=pl.Int64)
    none = pl.Series(name, [None], dtype=pl.Int64)
    return column.zip_with(pl.Series(reporting > 0), none)

"""Frames read from a tally: votes, turnout and progress of all regions of one level."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.columns import MEASURES
from hub.recap.sums import add_up
from hub.recap.tally import Tally
from hub.tables.vocabulary import LEVELS


@dataclass(frozen=True)
class Figures:
    """The regions of one level, whether they report themselves or lie above units, and what is known of each by column."""

    regions: pl.DataFrame
    nodes: npt.NDArray[np.int64]
    units: npt.NDArray[np.int64]
    """Indices in the tree: first the regions above units, then those that are units."""
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
        nodes,
        units,
        np.concatenate([tally.sums[nodes], np.maximum(own, 0)]),
        np.concatenate([tally.reporting[nodes], own >= 0]),
        np.concatenate([tally.counted[nodes], tally.revisions[units] > 0]),
        np.concatenate([tally.expected[nodes], tally.held[units]]),
    )


def levels(tally: Tally) -> list[str]:
    """Return the levels that a tally has regions of, the contest before its parts."""
    found = set(pl.concat([tally.tree.nodes["level"], tally.tree.units["level"]]))
    return sorted(found, key=lambda level: LEVELS.index(level) if level in LEVELS else -1)


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
        known("votes_count", at.values[:, part].ravel(), reporting),
        pl.Series("reporting_count", reporting, dtype=pl.Int64),
    )


def turnout(tally: Tally, level: str, contest_id: str) -> pl.DataFrame:
    """Return one row per region of the level: the ballots of a contest, null where no unit below states them."""
    at, contest = figures(tally, level), tally.columns.contest(contest_id)
    part = tally.columns.measures(contest)
    values, reporting = at.values[:, part], at.reporting[:, part]
    return at.regions.with_columns(
        known(measure, values[:, place], reporting[:, place]) for place, measure in enumerate(MEASURES)
    )


def progress(tally: Tally, level: str, contest_id: str) -> pl.DataFrame:
    """Return one row per region of the level and level of the units in it: how many are counted, and how many expected.

    Columns: the region's, unit_level, counted_count, expected_count, progress_ratio. Units of several levels are not added up, as a
    regency is not a polling station.
    """
    contest = tally.columns.contest(contest_id)
    unit_levels = tally.tree.units["level"].unique().sort().to_list()
    if len(unit_levels) == 1:
        at = figures(tally, level)
        rows = [_progress(at.regions, unit_levels[0], at.counted[:, contest], at.expected[:, contest])]
    else:
        rows = [_progress_in(tally, level, unit_level, contest) for unit_level in unit_levels]
    ratio = pl.col("counted_count") / pl.col("expected_count")
    return pl.concat(rows).filter(pl.col("expected_count") > 0).with_columns(ratio.alias("progress_ratio"))


def _progress_in(tally: Tally, level: str, unit_level: str, contest: int) -> pl.DataFrame:
    """Return units counted and expected of one level only."""
    of_level = (tally.tree.units["level"] == unit_level).to_numpy()
    held = tally.held[:, [contest]] & of_level[:, None]
    units = np.concatenate([(tally.revisions[:, [contest]] > 0) & held, held], axis=1)
    counts = np.zeros((tally.tree.nodes.height, 2), dtype=np.int64)
    add_up(tally.tree, counts, tally.tree.unit_parents, units)
    nodes, own = ((frame["level"] == level).to_numpy().nonzero()[0] for frame in (tally.tree.nodes, tally.tree.units))
    regions = pl.concat([tally.tree.nodes[nodes], tally.tree.units[own]])
    both = np.concatenate([counts[nodes], units[own]])
    return _progress(regions, unit_level, both[:, 0], both[:, 1])


def _progress(
    regions: pl.DataFrame, unit_level: str, counted: npt.NDArray[np.integer], expected: npt.NDArray[np.integer]
) -> pl.DataFrame:
    return regions.with_columns(
        pl.lit(unit_level).alias("unit_level"),
        pl.Series("counted_count", counted, dtype=pl.Int64),
        pl.Series("expected_count", expected, dtype=pl.Int64),
    )


def known(name: str, values: npt.NDArray[np.integer], reporting: npt.NDArray[Any]) -> pl.Series:
    """Return a column of counts, null where nothing reports them: none is no zero."""
    column = pl.Series(name, values, dtype=pl.Int64)
    none = pl.Series(name, [None], dtype=pl.Int64)
    return column.zip_with(pl.Series(reporting > 0), none)

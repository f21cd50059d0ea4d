"""Faults planted in a synthetic night, so that checks have something to find and a test can say whether they found it all."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.checks import INVALID, REGISTERED, VALID, VOTED
from hub.recap.sums import add_up
from hub.recap.tally import Tally
from scripts.synthetic_night.votes import COLUMNS, Counts

FAULTY_FORMS_RATIO = 1 / 1000
FAULTY_SHEETS_RATIO = 1 / 500
FAULT_SCHEMA = {"rule": pl.String, "contest_id": pl.String, "region_id": pl.String}

LEAST_VOTED, MOST_VOTED = 20, 280
"""Stations between these can bear a fault without breaking a second rule by chance."""

MISREAD_VOTES = 800
"""What a digit misread by a scanner adds: 8 before a number of two digits."""


def plant_in_forms(counts: Counts, region_ids: pl.Series, seed: int) -> pl.DataFrame:
    """Change some forms so that each breaks a rule; return one row per rule and form broken (FAULT_SCHEMA)."""
    rng = np.random.default_rng([seed, 3])
    voted = counts.values[:, COLUMNS.measures(0)][:, VOTED]
    able = np.flatnonzero((voted >= LEAST_VOTED) & (voted <= MOST_VOTED))
    wanted = max(4, int(len(able) * FAULTY_FORMS_RATIO))
    planted = [
        (rule, COLUMNS.ballots[contest].contest_id, region_ids[int(station)])
        for place, station in enumerate(rng.permutation(able)[:wanted])
        for contest in [int(rng.choice(np.flatnonzero(counts.held[station])))]
        for rule in _plant(counts.values[station], contest, place % 4)
    ]
    return pl.DataFrame(planted, schema=FAULT_SCHEMA, orient="row")


def _plant(row: npt.NDArray[np.int32], contest: int, kind: int) -> Iterator[str]:
    options, measures = row[COLUMNS.options(contest)], row[COLUMNS.measures(contest)]
    if kind == 0:
        measures[INVALID] += 7
        yield "ballots-differ"
    elif kind == 1:
        options[np.argmax(options)] -= 1
        yield "votes-differ"
    elif kind == 2:
        measures[REGISTERED] = measures[VOTED] // 2
        yield "voted-over-registered"
    else:
        options[np.argmax(options)] += MISREAD_VOTES
        yield "votes-differ"
        yield "votes-over-limit"


def plant_in_sheets(tally: Tally, seed: int) -> tuple[npt.NDArray[np.int64], pl.DataFrame]:
    """Return what the sheets of kecamatan and above state, by node and column, and the faults in them.

    A wrong figure is carried upwards, as when the next level adds up the sheets it was given: only the first sheet differs from
    the sum of its parts.
    """
    rng = np.random.default_rng([seed, 4])
    sheets = np.flatnonzero((tally.tree.nodes["level"] != "VILLAGE").to_numpy())
    faulty = np.sort(rng.permutation(sheets)[: max(1, int(len(sheets) * FAULTY_SHEETS_RATIO))])
    errors = np.zeros((len(faulty), tally.columns.width), dtype=np.int64)
    rules = []
    for place, node in enumerate(faulty):
        contest = int(rng.choice(np.flatnonzero(tally.expected[node])))
        errors[place, tally.columns.measures(contest).start + VALID] = rng.integers(1, 500)
        rules.append(("parent-differs", COLUMNS.ballots[contest].contest_id, tally.tree.nodes["region_id"][int(node)]))
    stated = tally.sums.copy()
    add_up(tally.tree, stated, faulty, errors)
    stated[tally.reporting == 0] = -1
    stated[(tally.tree.nodes["level"] == "VILLAGE").to_numpy()] = -1
    return stated, pl.DataFrame(rules, schema=FAULT_SCHEMA, orient="row")

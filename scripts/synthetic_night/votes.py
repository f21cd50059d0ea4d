"""The votes of a synthetic night: five ballots at every station, drawn by seed.

President with 3 pairs, and DPR, DPD, provincial and regency assembly with 18 to 24 lists each, as in 2024: the local parties of Aceh
(lists 18 to 23) stand only there and only for the assemblies, and Jakarta has no regency assembly. The numbers on the DPD's
ballot are places on the ballot of a province, so their sums over provinces count places and not people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.batch import NOT_REPORTED
from hub.recap.columns import Ballot, Columns
from hub.recap.tree import Tree
from scripts.synthetic_night.division import PREFIX
from scripts.synthetic_night.shape import ACEH, JAKARTA

_LISTS = tuple(f"synthetic list {number}" for number in range(1, 25))
_NATIONAL = np.array([number not in range(18, 24) for number in range(1, 25)])
_NATIONAL_LISTS = tuple(name for name, national in zip(_LISTS, _NATIONAL, strict=True) if national)

COLUMNS = Columns(
    (
        Ballot(f"{PREFIX}president", tuple(f"synthetic pair {number}" for number in range(1, 4))),
        Ballot(f"{PREFIX}dpr", _NATIONAL_LISTS),
        Ballot(f"{PREFIX}dpd", tuple(f"synthetic place {number}" for number in range(1, 19))),
        Ballot(f"{PREFIX}dprd-province", _LISTS),
        Ballot(f"{PREFIX}dprd-regency", _LISTS),
    )
)
ASSEMBLIES = (3, 4)
REGENCY_ASSEMBLY = 4

VOTERS_MEAN, VOTERS_SPREAD, VOTERS_LEAST, VOTERS_MOST = 249, 35, 20, 300
"""204.8 million voters at 823,220 stations are 249 each; a station has at most 300."""

INVALID_RATIO = (0.025, 0.10, 0.15, 0.11, 0.10)
"""Part of the ballots of each contest that is invalid: few for president, many for the assemblies."""


@dataclass(frozen=True)
class Counts:
    """Every figure of every station by column, NOT_REPORTED where an option is not on the ballot; and where a contest is held."""

    values: npt.NDArray[np.int32]
    held: npt.NDArray[np.bool_]


def not_listed(provinces: pl.Series) -> pl.DataFrame:
    """Return what is not on the ballots of some provinces: region_id, contest, option."""
    rows = [
        (province, contest, option)
        for province in provinces
        for contest in ASSEMBLIES
        for option, national in enumerate(_NATIONAL, start=1)
        if (_is(province, JAKARTA) and contest == REGENCY_ASSEMBLY) or not (_is(province, ACEH) or national)
    ]
    return pl.DataFrame(rows, schema={"region_id": pl.String, "contest": pl.UInt8, "option": pl.UInt8}, orient="row")


def draw_counts(tree: Tree, listings: Sequence[npt.NDArray[np.bool_]], seed: int) -> Counts:
    """Return the figures of every station of a division. Each adds up: options to valid, valid and invalid to voted.

    `listings` say for each contest, by station and option, what is on the ballot.
    """
    rng = np.random.default_rng([seed, 2])
    stations = tree.units.height
    values = np.full((stations, COLUMNS.width), NOT_REPORTED, dtype=np.int32)
    registered = np.clip(rng.normal(VOTERS_MEAN, VOTERS_SPREAD, stations), VOTERS_LEAST, VOTERS_MOST).astype(np.int32)
    voted = rng.binomial(registered, rng.beta(40, 9, stations))
    for contest, listed in enumerate(listings):
        at = np.flatnonzero(listed.any(axis=1))
        invalid = rng.binomial(voted[at], INVALID_RATIO[contest])
        valid = voted[at] - invalid
        votes = rng.multinomial(valid, _chances(rng, tree, at, listed[at]))
        values[at, COLUMNS.options(contest)] = np.where(listed[at], votes, NOT_REPORTED)
        values[at, COLUMNS.measures(contest)] = np.stack([registered[at], voted[at], valid, invalid], axis=1)
    return Counts(values, np.stack([listed.any(axis=1) for listed in listings], axis=1))


def _is(region_id: str, province: str) -> bool:
    return region_id == PREFIX + province


def _chances(
    rng: np.random.Generator, tree: Tree, at: npt.NDArray[np.int64], listed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the chance of each option at each station: strong and weak lists, more alike the nearer two stations are."""
    options = listed.shape[1]
    leaning = np.zeros((tree.nodes.height, options), dtype=np.float32)
    for layer, spread in zip(tree.layers, (1.0, 0.6, 0.4, 0.2, 0.2), strict=True):
        drawn = rng.normal(0, spread, (layer.stop - layer.start, options)).astype(np.float32)
        parents = tree.parents[layer]
        leaning[layer] = drawn + np.where(parents[:, None] >= 0, leaning[parents], 0)
    weights = np.where(listed, np.exp(leaning[tree.unit_parents[at]]), 0).astype(np.float64)
    shares: npt.NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return shares

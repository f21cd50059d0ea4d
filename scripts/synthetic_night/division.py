"""A synthetic division: provinces, regencies, kecamatan, villages and polling stations in the shape of 2024.

The numbers of regions of each province are the published ones; how villages and stations are spread among their parents is
drawn. Codes look like Sirekap's: 2 digits for the province, 2 for the regency, 2 for the kecamatan, 4 for the village, 3 for the
station.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import UsageError
from scripts.synthetic_night.shape import PROVINCES, Province

PREFIX = "synthetic/"
"""Prefix of every region code, so that no line of the files can be taken for a real result."""

COLUMNS = ["region_id", "parent_id", "level", "name"]

NATION = f"{PREFIX}0"


@dataclass(frozen=True)
class _Step:
    """One step down the division: the level of the children, and how their numbers are written in a code."""

    level: str
    word: str
    first: int
    digits: int
    spread: float
    """Shape of the gamma distribution that sizes are drawn from: the higher, the more alike."""


_STEPS = (
    _Step("REGENCY", "REGENCY", 1, 2, 6.0),
    _Step("SUBDISTRICT", "KECAMATAN", 1, 2, 12.0),
    _Step("VILLAGE", "VILLAGE", 2001, 4, 4.0),
    _Step("POLLING_STATION", "TPS", 1, 3, 4.0),
)

Counts = npt.NDArray[np.int64]


def draw_division(stations_count: int, seed: int) -> pl.DataFrame:
    """Return the regions of a division with so many stations: region_id, parent_id, level, name.

    With fewer stations than in 2024 the numbers of regions shrink with them; a province without a station is left out.
    """
    if stations_count < 1:
        raise UsageError(f"expected at least 1 polling station, found {stations_count}")
    rng = np.random.default_rng([seed, 1])
    provinces, sizes = _provinces(stations_count)
    codes = pl.Series("code", [province.code for province in provinces])
    names = ("SYNTHETIC PROVINCE " + codes).alias("name")
    frames = [
        pl.DataFrame([[NATION], [None], ["NATION"], ["SYNTHETIC NATION"]], schema=dict.fromkeys(COLUMNS, pl.String)),
        _frame(codes, pl.Series([NATION] * len(codes)), "PROVINCE", names),
    ]
    below = sizes
    for step in _STEPS:
        children = below[:, 0]
        parents = np.repeat(np.arange(len(codes)), children)
        below = _spread(rng, below[:, 1:], children, step.spread)
        number = np.arange(len(parents)) - np.repeat(np.cumsum(children) - children, children) + step.first
        parent_codes = codes[parents]
        codes = parent_codes + pl.Series(number).cast(pl.String).str.zfill(step.digits)
        frames.append(_frame(codes, PREFIX + parent_codes, step.level, f"SYNTHETIC {step.word} " + codes))
    return pl.concat(frames)


def _provinces(stations_count: int) -> tuple[list[Province], Counts]:
    """Return the provinces and their numbers of regencies, kecamatan, villages and stations."""
    stations = _apportioned(np.array([province.stations for province in PROVINCES]), stations_count)
    scale = min(1.0, stations_count / sum(province.stations for province in PROVINCES))
    kept = [(province, int(count)) for province, count in zip(PROVINCES, stations, strict=True) if count]
    sizes = []
    for province, count in kept:
        villages = _between(round(province.villages * scale), count)
        subdistricts = _between(round(province.subdistricts * scale), villages)
        sizes.append((_between(round(province.regencies * scale), subdistricts), subdistricts, villages, count))
    return [province for province, _ in kept], np.array(sizes, dtype=np.int64)


def _between(count: int, most: int) -> int:
    return max(1, min(count, most))


def _apportioned(shares: Counts, total: int) -> Counts:
    """Return whole numbers in proportion to `shares` that add up to `total` (largest remainders)."""
    exact = shares * total / shares.sum()
    whole: Counts = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole


def _spread(rng: np.random.Generator, totals: Counts, parts: Counts, shape: float) -> Counts:
    """Spread each row of `totals` over as many parts as `parts` says; a part gets at least one of each, and of the finer the more.

    The columns of `totals` go from coarse to fine, and no part gets fewer of the finer than of the coarser.
    """
    if not totals.shape[1]:
        return np.empty((int(parts.sum()), 0), dtype=np.int64)
    pieces = []
    for row, count in zip(totals, parts, strict=True):
        weights = rng.gamma(shape, size=count)
        at_least = np.ones(count, dtype=np.int64)
        columns = []
        for total in row:
            at_least = at_least + rng.multinomial(total - at_least.sum(), weights / weights.sum())
            columns.append(at_least)
        pieces.append(np.stack(columns, axis=1))
    return np.concatenate(pieces)


def _frame(codes: pl.Series, parents: pl.Series, level: str, names: pl.Series) -> pl.DataFrame:
    frame = pl.DataFrame({"region_id": PREFIX + codes, "parent_id": parents, "name": names})
    return frame.with_columns(pl.lit(level).alias("level")).select(COLUMNS)

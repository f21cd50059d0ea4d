"""When the forms of a synthetic night come in: station by station in batches, some forms wrong at first and corrected later."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.recap.batch import NOT_REPORTED, Batch
from hub.recap.columns import MEASURES
from scripts.synthetic_night.votes import COLUMNS, Counts

CORRECTED_STATIONS_RATIO = 3 / 1000
WRONG_VOTES = 10
"""What a first report that is corrected later gives the first option too many."""

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Arrival:
    """The order of a night: the stations of each batch, and the corrections (station, contest, batch), by batch."""

    stations: Integers
    batch_stations: int
    corrections: npt.NDArray[np.int64]

    @property
    def batches_count(self) -> int:
        return -(-len(self.stations) // self.batch_stations)


def draw_arrival(counts: Counts, batch_stations: int, seed: int) -> Arrival:
    """Return the order in which stations report, and which forms are corrected in a later batch (or late in the same one)."""
    rng = np.random.default_rng([seed, 5])
    stations = rng.permutation(len(counts.values))
    batches = np.arange(len(stations)) // batch_stations
    picked = rng.permutation(len(stations))[: int(len(stations) * CORRECTED_STATIONS_RATIO)]
    contests = [rng.choice(np.flatnonzero(counts.held[station])) for station in stations[picked]]
    later = rng.integers(batches[picked], batches[-1] + 1)
    corrections = np.stack([stations[picked], np.array(contests, dtype=np.int64), later], axis=1)
    return Arrival(stations, batch_stations, corrections[np.argsort(later, kind="stable")])


def arrived(counts: Counts, arrival: Arrival, first: int, beyond: int) -> Batch:
    """Return the forms and cells of the batches from `first` to before `beyond`, in order, with a column `batch`."""
    size = arrival.batch_stations
    stations = arrival.stations[first * size : beyond * size]
    values = counts.values[stations]
    batch = first + np.arange(len(stations)) // size
    place = np.full(len(counts.values), -1, dtype=np.int64)
    place[stations] = np.arange(len(stations))
    rows = place[arrival.corrections[:, 0]]
    values[rows[rows >= 0], COLUMNS.starts[arrival.corrections[rows >= 0, 1]]] += WRONG_VOTES
    reported = _long(values, counts.held[stations], stations, batch, 1)
    inside = arrival.corrections[(arrival.corrections[:, 2] >= first) & (arrival.corrections[:, 2] < beyond)]
    only = np.zeros((len(inside), len(COLUMNS.ballots)), dtype=np.bool_)
    only[np.arange(len(inside)), inside[:, 1]] = True
    later = _long(counts.values[inside[:, 0]], only, inside[:, 0], inside[:, 2], 2)
    return Batch(
        pl.concat([reported.forms, later.forms]).sort("batch", maintain_order=True),
        pl.concat([reported.cells, later.cells]).sort("batch", maintain_order=True),
    )


def _long(
    values: npt.NDArray[np.int32], held: npt.NDArray[np.bool_], stations: Integers, batch: Integers, revision: int
) -> Batch:
    """Return the forms of some stations, one row per form and one per cell."""
    rows, contests = np.nonzero(held)
    ends = COLUMNS.starts[contests] + COLUMNS.sizes[contests]
    key = {"batch": pl.UInt32, "unit": pl.UInt32, "contest": pl.UInt8, "revision": pl.UInt8}
    forms = pl.DataFrame(
        {"batch": batch[rows], "unit": stations[rows], "contest": contests, "revision": np.full(len(rows), revision)}
        | {measure: values[rows, ends + place] for place, measure in enumerate(MEASURES)},
        schema_overrides=key | dict.fromkeys(MEASURES, pl.UInt16),
    )
    stated = values[:, _OPTION_COLUMNS] != NOT_REPORTED
    stated &= held[:, _CONTEST_OF]
    rows, places = np.nonzero(stated)
    cells = pl.DataFrame(
        {
            "batch": batch[rows],
            "unit": stations[rows],
            "contest": _CONTEST_OF[places],
            "revision": np.full(len(rows), revision),
            "option": _OPTION_OF[places],
            "votes_count": values[rows, _OPTION_COLUMNS[places]],
        },
        schema_overrides=key | {"option": pl.UInt8, "votes_count": pl.UInt16},
    )
    return Batch(forms, cells)


_OPTION_COLUMNS = np.concatenate([np.arange(COLUMNS.width)[COLUMNS.options(c)] for c in range(len(COLUMNS.ballots))])
_CONTEST_OF = np.repeat(np.arange(len(COLUMNS.ballots)), COLUMNS.sizes)
_OPTION_OF = np.concatenate([np.arange(1, size + 1) for size in COLUMNS.sizes])

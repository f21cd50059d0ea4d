"""Makes a synthetic night: draws the division, the votes, the faults and the order of arrival, and writes them in parts."""

from pathlib import Path

import numpy as np
import polars as pl

from hub.errors import UsageError
from hub.progress import Progress
from hub.recap.tally import Tally
from hub.recap.tree import Tree, grow
from scripts.synthetic_night import night as files
from scripts.synthetic_night.arrival import arrived, draw_arrival
from scripts.synthetic_night.division import draw_division
from scripts.synthetic_night.faults import plant_in_forms, plant_in_sheets
from scripts.synthetic_night.night import Night
from scripts.synthetic_night.votes import COLUMNS, Counts, draw_counts, not_listed

PART_STATIONS = 50_000

NOTE = """\
SYNTHETIC. These files hold an invented election night: polling stations that do not exist, votes that nobody cast.
They are for rehearsal and measurement. No figure in them is a result of any election, and none may be published as one.
"""


def make_night(folder: Path, stations_count: int, *, seed: int, batch_stations: int, progress: Progress) -> Night:
    """Write a synthetic night into an empty or new folder and return it.

    The same numbers of stations, seed, size of batches and version of NumPy give the same night. Raises UsageError where the folder has
    something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"expected an empty folder for a synthetic night, found files in {folder}; name another")
    if batch_stations < 1:
        raise UsageError(f"expected at least 1 station in a batch, found {batch_stations}")
    progress("drawing synthetic votes", 0, 1)
    regions = draw_division(stations_count, seed)
    tree = grow(regions)
    unlisted = not_listed(regions.filter(pl.col("level") == "PROVINCE")["region_id"])
    counts = draw_counts(tree, files.listings(tree, COLUMNS, unlisted), seed)
    faults = plant_in_forms(counts, tree.units["region_id"], seed)
    stated, sheet_faults = plant_in_sheets(_counted(tree, counts), seed)
    progress("drawing synthetic votes", 1, 1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / files.NOTE).write_text(NOTE, encoding="utf-8")
    files.write(regions, folder / files.REGIONS)
    files.write(_ballots(), folder / files.BALLOTS)
    files.write(unlisted, folder / files.NOT_LISTED)
    files.write(_stated(stated), folder / files.STATED)
    files.write(pl.concat([faults, sheet_faults]), folder / files.FAULTS)
    _write_parts(folder, counts, batch_stations, seed, progress)
    return Night(folder)


def _write_parts(folder: Path, counts: Counts, batch_stations: int, seed: int, progress: Progress) -> None:
    arrival = draw_arrival(counts, batch_stations, seed)
    stretch = max(1, PART_STATIONS // batch_stations)
    for part, first in enumerate(range(0, arrival.batches_count, stretch)):
        progress("writing the synthetic night", first, arrival.batches_count)
        batch = arrived(counts, arrival, first, first + stretch)
        files.write(batch.forms, folder / files.FORMS / f"{part:03d}.parquet")
        files.write(batch.cells, folder / files.CELLS / f"{part:03d}.parquet")
    progress("writing the synthetic night", arrival.batches_count, arrival.batches_count)


def _counted(tree: Tree, counts: Counts) -> Tally:
    """Return the tally at the end of the night."""
    tally = Tally(tree, COLUMNS, counts.held)
    tally.cells[:] = counts.values
    tally.revisions[:] = counts.held
    tally.recount()
    return tally


def _ballots() -> pl.DataFrame:
    rows = [
        (contest, ballot.contest_id, option, name)
        for contest, ballot in enumerate(COLUMNS.ballots)
        for option, name in enumerate(ballot.options, start=1)
    ]
    schema = {"contest": pl.UInt8, "contest_id": pl.String, "option": pl.UInt8, "option_name": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _stated(stated: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> pl.DataFrame:
    nodes, columns = np.nonzero(stated >= 0)
    return pl.DataFrame(
        {
            "node": nodes.astype(np.uint32),
            "column": columns.astype(np.uint16),
            "synthetic_count": stated[nodes, columns],
        }
    )

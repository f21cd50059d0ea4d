"""Measures the recapitulation of a synthetic night: roll-up, batches, memory, and whether every total is that of plain SQL.

    python -m scripts.bench_recap [--stations 823220] [--night FOLDER] [--rounds 3]

Each stage runs in a process of its own, so that its peak memory is its own. The night is made first where FOLDER has none, and
that is not counted. Prints Markdown for docs/measurements.md. Ends with exit 1 where a total differs.
"""

import argparse
import multiprocessing
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from hub.recap import answers
from hub.recap.batch import lay_out
from hub.recap.sums import BLOCK_ROWS
from hub.recap.tally import Tally, roll_up
from scripts.synthetic_night import make_night, open_night

PLAIN_SUM = Path(__file__).with_name("recap_plain_sum.sql")
CODE_DIGITS = {"VILLAGE": 10, "SUBDISTRICT": 6, "REGENCY": 4, "PROVINCE": 2, "NATION": 0}
Figures = dict[str, Any]


def make(folder: Path, stations: int) -> Figures:
    """Make the night where there is none."""
    began = time.perf_counter()
    if not (folder / "SYNTHETIC.txt").exists():
        make_night(folder, stations, seed=1, batch_stations=1_000, progress=lambda *_: None)
    files = list(folder.rglob("*.parquet"))
    cells = pl.scan_parquet(folder / "synthetic-cells" / "*.parquet").select(pl.len()).collect().item()
    size = sum(path.stat().st_size for path in files)
    return {"seconds": time.perf_counter() - began, "cells": cells, "files": len(files), "megabytes": size / 1e6}


def roll(folder: Path) -> Figures:
    """Read the whole night and sum it at every level."""
    night = open_night(folder)
    began, worked = time.perf_counter(), time.process_time()
    tree, columns, held = night.tree, night.columns, night.held
    grown = time.perf_counter()
    tally = Tally(tree, columns, held)
    for part in night.parts():
        tally.fill(part)
    filled = time.perf_counter()
    tally.recount()
    ended = time.perf_counter()
    work = time.process_time() - worked
    return {
        "tree": grown - began,
        "read": filled - grown,
        "sum": ended - filled,
        "seconds": ended - began,
        "work": work,
    }


def feed(folder: Path) -> Figures:
    """Take the night in batch by batch, as it came; then compare with a count made anew."""
    night = open_night(folder)
    tally = Tally(night.tree, night.columns, night.held)
    seconds, work, replaced = [], [], 0
    for batch in night.batches():
        began, worked = time.perf_counter(), time.process_time()
        receipt = tally.update(batch)
        seconds.append(time.perf_counter() - began)
        work.append(time.process_time() - worked)
        replaced += receipt.replaced_count
    kept = (tally.sums.copy(), tally.reporting.copy(), tally.counted.copy())
    tally.recount()
    equal = all(
        np.array_equal(left, right)
        for left, right in zip(kept, (tally.sums, tally.reporting, tally.counted), strict=True)
    )
    return {
        "batches": len(seconds),
        "replaced": replaced,
        "median": statistics.median(seconds) * 1e3,
        "p99": float(np.percentile(seconds, 99)) * 1e3,
        "most": max(seconds) * 1e3,
        "work": statistics.median(work) * 1e3,
        "most_work": max(work) * 1e3,
        "equal": equal,
    }


def agree(folder: Path) -> Figures:
    """Compare every total at every level with a plain SQL sum."""
    night = open_night(folder)
    tally = roll_up(night.parts(), night.tree, night.columns, night.held)
    compared, seconds, work, equal = 0, 0.0, 0.0, True
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    for level, digits in CODE_DIGITS.items():
        began, worked = time.perf_counter(), time.process_time()
        summed = pl.DataFrame(
            connection.execute(PLAIN_SUM.read_text(), _paths(folder) | {"digits": digits}).fetchnumpy()
        )
        seconds += time.perf_counter() - began
        work += time.process_time() - worked
        ours = pl.concat(
            answers.votes(tally, level, ballot.contest_id)
            .drop_nulls("votes_count")
            .select(
                "region_id",
                pl.lit(contest).alias("contest"),
                pl.col("option").replace_strict(list(ballot.options), list(range(1, len(ballot.options) + 1))),
                "votes_count",
                "reporting_count",
            )
            for contest, ballot in enumerate(night.columns.ballots)
        )
        equal &= ours.cast(dict(summed.schema)).sort(pl.all()).equals(summed.sort(pl.all()))
        compared += summed.height
    return {"compared": compared, "equal": equal, "seconds": seconds, "work": work}


def group_by(folder: Path) -> Figures:
    """The alternative without a tally: a join and a group-by in polars for each level."""
    night = open_night(folder)
    codes = night.tree.units["region_id"].str.strip_prefix("synthetic/")
    began, worked = time.perf_counter(), time.process_time()
    forms = pl.scan_parquet(folder / "synthetic-forms" / "*.parquet")
    last = forms.group_by("unit", "contest").agg(pl.col("revision").max())
    cells = pl.scan_parquet(folder / "synthetic-cells" / "*.parquet").join(last, on=["unit", "contest", "revision"])
    for digits in CODE_DIGITS.values():
        regions = pl.LazyFrame({"unit": np.arange(len(codes), dtype=np.uint32), "region": codes.str.slice(0, digits)})
        summed = cells.join(regions, on="unit").group_by("region", "contest", "option")
        summed.agg(pl.col("synthetic_votes_count").cast(pl.Int64).sum()).collect(engine="streaming")
    return {"seconds": time.perf_counter() - began, "work": time.process_time() - worked}


def sums(folder: Path) -> Figures:
    """Ways to sum stations into villages: in blocks, all at once, and element by element."""
    night = open_night(folder)
    tally = Tally(night.tree, night.columns, night.held)
    for part in night.parts():
        sheet = lay_out(part, night.columns, night.tree.units.height)
        tally.cells[sheet.units] = np.maximum(tally.cells[sheet.units], sheet.values)
    owners, width = night.tree.unit_parents, night.columns.width
    starts = np.flatnonzero(np.diff(owners, prepend=-1))

    def at_once() -> None:
        into = np.zeros((night.tree.nodes.height, width), dtype=np.int64)
        into[owners[starts]] = np.add.reduceat(np.maximum(tally.cells, 0), starts, axis=0, dtype=np.int64)

    def element_by_element() -> None:
        into = np.zeros((night.tree.nodes.height, width), dtype=np.int64)
        np.add.at(into, owners, np.maximum(tally.cells, 0))

    return {
        f"blocks of {BLOCK_ROWS:,} rows, every level and three sums": _timed(tally.recount),
        "reduceat at once, villages only, one sum": _timed(at_once),
        "add.at, villages only, one sum": _timed(element_by_element),
    }


def _timed(call: Callable[[], None]) -> str:
    began, worked = time.perf_counter(), time.process_time()
    call()
    return f"{time.perf_counter() - began:.2f} s | {time.process_time() - worked:.2f} s"


def _paths(folder: Path) -> dict[str, str]:
    return {
        "regions": f"{folder}/synthetic-regions.parquet",
        "forms": f"{folder}/synthetic-forms/*.parquet",
        "cells": f"{folder}/synthetic-cells/*.parquet",
    }


def _apart(stage: Callable[..., Figures], *arguments: object) -> Figures:
    """Run a stage in a process of its own and add its peak memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, stage, arguments).result()


def _measured(stage: Callable[..., Figures], arguments: tuple[object, ...]) -> Figures:
    figures = stage(*arguments)
    return figures | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def main() -> int:
    """Run every stage and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, default=823_220)
    parser.add_argument("--night", type=Path, help="folder of the night; default: a temporary one")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return _report(options.night or Path(temporary) / "night", options.stations, options.rounds)


def _report(folder: Path, stations: int, rounds: int) -> int:
    made = _apart(make, folder, stations)
    rolled = [_apart(roll, folder) for _ in range(rounds)]
    fed, agreed = _apart(feed, folder), _apart(agree, folder)
    grouped, summed = _apart(group_by, folder), _apart(sums, folder)
    best = sorted(rolled, key=lambda figures: float(figures["seconds"]))[len(rolled) // 2]
    peak = max(figures["peak"] for figures in rolled)
    ways = "".join(f"| {name} | {seconds} |\n" for name, seconds in summed.items() if name != "peak")
    sys.stdout.write(f"""\
Synthetic night: {stations:,} stations, {made["cells"]:,} cells, {made["files"]} Parquet files, {made["megabytes"]:.0f} MB.
{platform.machine()}, {multiprocessing.cpu_count()} cores, Python {platform.python_version()}, polars {pl.__version__}, NumPy {np.__version__}.

| | measured |
|---|---|
| roll-up to village, kecamatan, regency, province, nation (median of {rounds}) | {best["seconds"]:.1f} s ({best["work"]:.1f} s of processor) |
| of it: grow the tree / read Parquet and lay out / sum every level | {best["tree"]:.1f} s / {best["read"]:.1f} s / {best["sum"]:.1f} s |
| peak memory of the roll-up | {peak:.2f} GB |
| a batch of 1,000 stations, every level up to date: median / 99% / most of {fed["batches"]:,} | {fed["median"]:.1f} / {fed["p99"]:.1f} / {fed["most"]:.1f} ms |
| the same in processor time: median / most | {fed["work"]:.1f} / {fed["most_work"]:.1f} ms |
| forms corrected on the way; sums after all batches equal a count made anew | {fed["replaced"]:,}; {_yes(fed["equal"])} |
| peak memory of the night in batches | {fed["peak"]:.2f} GB |
| totals compared with plain SQL (DuckDB) at the five levels; all equal | {agreed["compared"]:,}; {_yes(agreed["equal"])} |

Alternatives on the same files:

| | seconds | of processor | peak |
|---|---|---|---|
| plain SQL in DuckDB, a query per level | {agreed["seconds"]:.1f} s | {agreed["work"]:.1f} s | |
| join and group-by in polars (streaming), a query per level | {grouped["seconds"]:.1f} s | {grouped["work"]:.1f} s | {grouped["peak"]:.2f} GB |

Ways to sum {stations:,} rows into their regions:

| | seconds | of processor |
|---|---|---|
{ways}""")
    return 0 if fed["equal"] and agreed["equal"] else 1


def _yes(holds: bool) -> str:  # noqa: FBT001 (a word for a table)
    return "yes" if holds else "NO"


if __name__ == "__main__":
    sys.exit(main())

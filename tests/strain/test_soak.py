"""A short soak: releases swapped under load, on a server as it runs. `make soak` does it 300 times."""

from pathlib import Path

import polars as pl
import pytest

from hub.publication import publish
from hub.release import write_release
from scripts.strain.soak import Counted, Held, soak
from tests.mini import BASE, tables


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
def test_files_and_memory_stay_flat_and_no_request_fails(tmp_path: Path) -> None:
    ids = []
    for more in range(2):
        content = tables()
        content["contests"] = content["contests"].with_columns(pl.col("seats_count") + more)
        release = write_release(tmp_path / "out", content, title="Mini", base_iri=BASE, quality={})
        publish(tmp_path / "out", release, lambda *_: None)
        ids.append(release.id)
    counted = soak(tmp_path / "out", (ids[0], ids[1]), 20, 10, tmp_path / "log")
    assert (len(counted.swaps.files), len(counted.rounds.memory_mb)) == (20, 10)
    assert counted.requests > 40
    assert counted.problems(spare=10) == []


def test_what_grows_is_said() -> None:
    flat = Held([25, 36, 24] * 100, [150.0, 160.0, 163.0] * 100)
    grown = Counted(
        1000,
        2,
        {"503 busy"},
        Held([40] * 100 + [60] * 200, [150.0] * 300),
        Held([40] * 300, [150.0] * 200 + [900.0] * 100),
    )
    assert grown.problems() == [
        "2 of 1000 requests failed",
        "503 busy",
        "open files grew from 40 to 60 in 300 swaps",
        "MB of memory grew from 150 to 900 in 300 rounds",
    ]
    assert Counted(1000, 0, set(), flat, flat).problems() == []
    assert flat.told() == {
        "files_most": 36,
        "files_first": 25,
        "files_last": 25,
        "memory_mb_first": 160,
        "memory_mb_last": 160,
    }

"""What a load counts is judged; `make load` does it for a quarter of an hour, a short one runs here on a server as it runs."""

from pathlib import Path

import polars as pl
import pytest

from hub.publication import publish
from hub.release import write_release
from scripts.strain.load import Counted, load
from tests.mini import BASE, tables


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
def test_no_request_fails_at_saturation_and_those_that_are_refused_are_told_when_to_come_again(tmp_path: Path) -> None:
    ids = []
    for more in range(2):
        content = tables()
        content["contests"] = content["contests"].with_columns(pl.col("seats_count") + more)
        release = write_release(tmp_path / "out", content, title="Mini", base_iri=BASE, quality={})
        publish(tmp_path / "out", release, lambda *_: None)
        ids.append(release.id)
    counted = load(tmp_path / "out", (ids[0], ids[1]), 4, tmp_path / "log")
    assert counted.swaps >= 2
    assert set(counted.saturated) == {200}
    assert set(counted.overloaded) <= {200, 503}
    assert counted.refused_without_retry == 0


def test_what_does_not_hold_is_said() -> None:
    found = Counted({200: 9, 500: 1}, {200: 5, 502: 1}, 2, 80.0, 900.0, 9.0, 3)
    assert len(found.problems()) == 5
    assert Counted({200: 9}, {200: 5, 503: 1}, 0, 20.0, 900.0, 1.0, 3).problems() == []

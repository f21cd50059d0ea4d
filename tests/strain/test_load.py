"""What a load counts is judged; `make load` does it for a quarter of an hour, a short one runs here on a server as it runs."""

from pathlib import Path

import polars as pl
import pytest

from hub.publication import publish
from hub.release import write_release
from scripts.strain.load import Counted, Phase, load
from tests.mini import BASE, tables


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="expected a system that lists open files in /proc")
def test_no_request_fails_at_saturation_or_past_it_where_it_may_wait(tmp_path: Path) -> None:
    ids = []
    for more in range(2):
        content = tables()
        content["contests"] = content["contests"].with_columns(pl.col("seats_count") + more)
        release = write_release(tmp_path / "out", content, title="Mini", base_iri=BASE, quality={})
        publish(tmp_path / "out", release, lambda *_: None)
        ids.append(release.id)
    # Who is refused past saturation, and when, depends on the machine; here everybody may wait in the line.
    patient = {"HUB_MAX_WAIT_S": "60", "HUB_MAX_CONNECTIONS": "100000"}
    counted = load(tmp_path / "out", (ids[0], ids[1]), 2, tmp_path / "log", **patient)
    assert counted.swaps >= 2
    for phase in (counted.saturated, counted.capacity, counted.overloaded):
        assert phase.answered > 0
        assert (phase.failed, phase.without_retry) == (0, 0)
    assert counted.saturated.shed == counted.capacity.shed == 0
    assert counted.overloaded.offered_per_s == pytest.approx(4 * counted.capacity.per_s, rel=0.01)


def test_what_does_not_hold_is_said() -> None:
    well = Phase(answered=9, health_p99_ms=20.0, health_most_ms=900.0)
    overloaded = Phase(answered=9, shed=3, health_p99_ms=20.0)
    assert Counted(well, well, overloaded, 1.0, 3).problems() == []
    ill = Phase(answered=9, failed=1, health_p99_ms=80.0)
    found = Counted(ill, Phase(), Phase(shed=0, failed=1, without_retry=2, health_p99_ms=80.0), 9.0, 3)
    assert len(found.problems()) == 8

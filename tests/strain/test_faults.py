"""Faults at random, in a short form of `make faults`: kills, a full and a read-only disk, altered bytes."""

from pathlib import Path

import pytest

from scripts.strain.faults import faults
from scripts.strain.flips import KINDS
from scripts.strain.kills import WRITERS


@pytest.mark.slow
def test_nothing_torn_is_served_and_all_is_mended(tmp_path: Path) -> None:
    counts, problems = faults(tmp_path, killed=len(WRITERS), flipped=len(KINDS), filled=1, seed=15)
    assert problems == []
    assert sum(count for name, count in counts.items() if "killed" in name or "before" in name) == len(WRITERS)
    assert (counts["found by verify"], counts["mended by build"]) == (len(KINDS), len(KINDS))
    assert counts["refused"] == len(KINDS) - 1, "with a damaged manifest the release before is served"
    assert (counts["disk full, exit 1"], counts["read-only, exit 1"], counts["read-only, answered"]) == (1, 1, 1)

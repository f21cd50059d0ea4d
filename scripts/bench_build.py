"""Measures a build stage by stage: `python scripts/bench_build.py WORKSPACE SOURCES [ROUNDS]`; medians and peak memory."""

import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from hub import pipeline, publication
from hub.workspace import read_workspace

STAGES = ("reading", "assembling", "writing", "making")


class Stopwatch:
    """Adds up the seconds of each stage that a build reports."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage, self._since = "starting", time.perf_counter()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        now = time.perf_counter()
        self.seconds[self._stage] += now - self._since
        self._stage = next((known for known in STAGES if stage.startswith(known)), stage)
        self._since = now


def measure(workspace: Path, sources: Path) -> dict[str, float]:
    """Build into a new folder and return the seconds of each stage."""
    watch, began = Stopwatch(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        release = pipeline.build(
            read_workspace(workspace), sources, Path(folder), previous=None, strict=False, progress=watch
        )
        publication.publish(Path(folder), release, watch)
    watch("end", 1, 1)
    return {**{stage: watch.seconds[stage] for stage in STAGES}, "all": time.perf_counter() - began}


def main(workspace: str, sources: str, rounds: str = "3") -> None:
    """Print the median of each stage as a Markdown table."""
    measured = [measure(Path(workspace), Path(sources)) for _ in range(int(rounds))]
    print(f"| stage | seconds (median of {rounds}) |\n|---|---:|")
    for stage in measured[0]:
        print(f"| {stage} | {statistics.median(one[stage] for one in measured):.1f} |")
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"| peak memory | {peak_gb:.2f} GB |")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Faults at random: kills, a full and a read-only disk, altered bytes. `python -m scripts.strain.faults` (`make faults`) prints the counts.

Exit 1 where anything did not hold. `--seed` draws other moments and bytes; a loader of Neo4j is killed by `tests/neo4j/test_kill.py`.
"""

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.strain.disk import full, read_only
from scripts.strain.flips import flips
from scripts.strain.kills import Ground, kills


def faults(
    folder: Path, *, killed: int, flipped: int, filled: int, seed: int, seconds: float = math.inf
) -> tuple[dict[str, int], list[str]]:
    """Do as many of each below a folder, fewer where one kind takes longer than `seconds`; return what was counted, and in words what did not hold."""
    ground, points = Ground(folder), random.Random(seed)  # noqa: S311  moments of a test, not secrets
    rounds = (
        kills(ground, folder, _turns(killed, seconds), points),
        flips(ground, folder, _turns(flipped, seconds), points),
        full(ground, folder, _turns(filled, seconds), points),
        read_only(ground),
    )
    counts: Counter[str] = Counter()
    for found, _ in rounds:
        counts += found
    return dict(sorted(counts.items())), [told for _, problems in rounds for told in problems]


def _turns(count: int, seconds: float) -> Iterator[int]:
    """Yield turns until there were as many or the time is over; it runs from the first."""
    end = time.monotonic() + seconds
    for turn in range(count):
        if time.monotonic() > end:
            return
        yield turn


def main() -> None:
    """Do as many faults as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=math.inf, help="of each kind, at most")
    parser.add_argument("--seed", type=int, default=2042)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts, problems = faults(
            Path(folder),
            killed=given.kills,
            flipped=given.flips,
            filled=given.full,
            seed=given.seed,
            seconds=given.seconds,
        )
    print(json.dumps({**counts, "problems": len(problems)}, indent=1))
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()

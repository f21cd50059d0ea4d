"""Asks a running server more than it can answer, with releases swapped meanwhile, and watches what it does.

At saturation no request may fail. With four times as many requests a second as it answered, it may refuse with 503 or 429 and say when to come again; `/healthz`, asked from a
process of its own, must answer within 50 ms, and five seconds after the load has gone the server must answer as before. `python -m scripts.strain.load --seconds 600` (`make load`)
prints what it counted; exit 1 where it does not hold. The server shares the machine with the clients: `without_core_percent` says for how much of the time it was ready to run and had no core.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx
import uvloop

from scripts.strain.asking import Answers, clients, graphql, offered
from scripts.strain.looks import Looks, looking
from scripts.strain.server import Served, point, served, two_releases, until

CLIENTS = 16
TIMES = 4
"""How many times more requests are offered than were answered at saturation."""

SWAP_EVERY_S = 60.0
HEALTH_MS = 50.0
RECOVERS_S = 5.0

EASY = "{ release { id } persons(first: 3) { nodes { name } } }"
HARD = '{ candidacies(first: 1, orderBy: [{votesCount: DESC}], where: {nameOnBallot: {contains: "a"}}) { totalCount nodes { key } } }'


@dataclass
class Phase:
    """What one kind of load found."""

    offered_per_s: float = 0.0
    """Requests a second; 0 for a closed loop, in which each client sends its next request after the last response."""
    answered: int = 0
    shed: int = 0
    failed: int = 0
    """Requests with another status than 200, 429 or 503, or none."""
    again: int = 0
    """Requests that met a connection which was being closed for want of any, and were sent again."""
    without_retry: int = 0
    """Those that were shed without `Retry-After`."""
    per_s: float = 0.0
    p99_ms: float = 0.0
    """Of those that were answered."""
    health_p99_ms: float = 0.0
    health_most_ms: float = 0.0
    without_core_percent: float = 0.0


@dataclass
class Counted:
    """What a load found: at saturation, and with four times of what was answered then."""

    saturated: Phase = field(default_factory=Phase)
    capacity: Phase = field(default_factory=Phase)
    overloaded: Phase = field(default_factory=Phase)
    recovered_s: float = 0.0
    swaps: int = 0

    def problems(self) -> list[str]:
        """Return a sentence for whatever does not hold."""
        told = []
        for name, phase in (("at saturation", self.saturated), ("at capacity", self.capacity)):
            if phase.failed or phase.shed or not phase.answered:
                told.append(f"expected 200 alone {name}, found {phase}")
        if self.overloaded.failed:
            told.append(f"expected 200, 429 and 503 when overloaded, found {self.overloaded.failed} others")
        if not self.overloaded.shed:
            told.append(f"expected some of {TIMES} times the capacity to be refused, found none")
        if self.overloaded.without_retry:
            told.append(f"{self.overloaded.without_retry} were refused without Retry-After")
        for name, phase in (("at saturation", self.saturated), ("when overloaded", self.overloaded)):
            if phase.health_p99_ms > HEALTH_MS:
                told.append(f"/healthz took {phase.health_p99_ms:.0f} ms in one of a hundred looks {name}")
        if self.recovered_s > RECOVERS_S:
            told.append(f"it recovered after {self.recovered_s:.1f} s")
        return told


def _phase(answers: Answers, looks: Looks, seconds: float, per_s: float = 0.0) -> Phase:
    return Phase(
        offered_per_s=round(per_s, 1),
        answered=answers.count(200),
        shed=answers.count(429) + answers.count(503),
        failed=answers.failed_count,
        again=answers.again_count,
        without_retry=answers.without_retry_count,
        per_s=round(answers.count(200) / seconds, 1),
        p99_ms=round(answers.p99_ms, 1),
        health_p99_ms=round(looks.p99_ms, 1),
        health_most_ms=round(looks.most_ms, 1),
        without_core_percent=round(looks.without_core_percent, 1),
    )


async def _swaps(out: Path, ids: tuple[str, str], every_s: float, counted: Counted) -> None:
    while True:
        await asyncio.sleep(every_s)
        counted.swaps += 1
        point(out, ids[counted.swaps % 2])


async def _strained(server: Served, out: Path, ids: tuple[str, str], seconds: float, counted: Counted) -> None:
    swapping = asyncio.create_task(_swaps(out, ids, min(SWAP_EVERY_S, seconds / 3), counted))
    with looking(server) as looks:
        answers = await clients(server.address, CLIENTS, seconds, graphql(EASY))
    counted.saturated = _phase(answers, looks(), seconds)
    short = min(20.0, seconds / 4)
    with looking(server) as looks:
        answers = await clients(server.address, CLIENTS, short, graphql(HARD))
    counted.capacity = _phase(answers, looks(), short)
    per_s, long = TIMES * counted.capacity.per_s, seconds / 2
    with looking(server) as looks:
        answers = await offered(server.address, per_s, long, graphql(HARD))
    counted.overloaded = _phase(answers, looks(), long, per_s)
    swapping.cancel()


def load(out: Path, ids: tuple[str, str], seconds: float, log: Path, **environment: str) -> Counted:
    """Serve a folder with two releases, strain it for so many seconds and three quarters as many more, and return what was counted."""
    counted = Counted()
    with served(out, log, **environment) as server:
        uvloop.run(_strained(server, out, ids, seconds, counted))
        counted.recovered_s = round(until(lambda: _is_quick(server), 60), 2)
    return counted


def _is_quick(server: Served) -> bool:
    began = time.perf_counter()
    answer = httpx.post(f"{server.address}/graphql", json={"query": EASY}, timeout=60)
    return answer.status_code == 200 and time.perf_counter() - began < 1


def main() -> None:
    """Strain a server over two versions of the sample, or of a workspace that is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("sample"))
    parser.add_argument("--seconds", type=float, default=600)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out, *ids = two_releases(Path(folder), given.workspace)
        counted = load(out, (ids[0], ids[1]), given.seconds, Path(folder) / "log")
    print(json.dumps(asdict(counted), indent=1))
    for problem in counted.problems():
        print(problem, file=sys.stderr)
    sys.exit(bool(counted.problems()))


if __name__ == "__main__":
    main()

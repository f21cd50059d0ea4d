"""Asks a running server more than it can answer, with releases swapped meanwhile, and watches what it does.

At saturation no request may fail. With four times as many clients, whose questions each take a thread, it may refuse with 503 or 429 and say when to come again; `/healthz` must
answer within 50 ms in half of the looks (the machine is shared with the clients that strain it), and five seconds after they have gone it must answer as before.
`python -m scripts.strain.load --seconds 600` (`make load`) prints what it counted; exit 1 where it does not hold.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx

from scripts.strain.server import Served, point, served, two_releases, until

CLIENTS = 16
SWAP_EVERY_S = 60.0
HEALTH_S = 0.05
RECOVERS_S = 5.0

EASY = "{ release { id } persons(first: 3) { nodes { name } } }"
HARD = "{ candidacies(first: 200, orderBy: [{field: VOTES_COUNT, direction: DESC}]) { totalCount nodes { key person { name } } } }"


@dataclass
class Counted:
    """What a load found: answers by status at saturation and past it, milliseconds of `/healthz`, seconds until it recovered."""

    saturated: dict[int, int] = field(default_factory=dict)
    overloaded: dict[int, int] = field(default_factory=dict)
    refused_without_retry: int = 0
    health_median_ms: float = 0.0
    health_most_ms: float = 0.0
    recovered_s: float = 0.0
    swaps: int = 0

    def problems(self) -> list[str]:
        """Return a sentence for whatever does not hold."""
        told = []
        if set(self.saturated) != {200}:
            told.append(f"expected 200 alone at saturation, found {self.saturated}")
        if not set(self.overloaded) <= {200, 429, 503}:
            told.append(f"expected 200, 429 and 503 when overloaded, found {self.overloaded}")
        if self.refused_without_retry:
            told.append(f"{self.refused_without_retry} were refused without Retry-After")
        if self.health_median_ms > HEALTH_S * 1000:
            told.append(f"/healthz took {self.health_median_ms:.0f} ms in half of the looks")
        if self.recovered_s > RECOVERS_S:
            told.append(f"it recovered after {self.recovered_s:.1f} s")
        return told


async def _clients(server: Served, count: int, seconds: float, query: str, counted: Counted) -> Counter[int]:
    """Ask without a pause from so many clients, and return the answers by status."""
    found: Counter[int] = Counter()
    end = time.monotonic() + seconds

    async def client(number: int) -> None:
        async with httpx.AsyncClient(base_url=server.address, timeout=60) as asking:
            turn = 0
            while time.monotonic() < end:
                turn += 1
                asked = f"{query} # {number}.{turn}"  # each its own: what is kept would cost nothing
                answer = await asking.post("/graphql", json={"query": asked})
                found[answer.status_code] += 1
                if answer.status_code in {429, 503} and "retry-after" not in answer.headers:
                    counted.refused_without_retry += 1

    await asyncio.gather(*(client(number) for number in range(count)))
    return found


async def _health(server: Served, looks: list[float]) -> None:
    async with httpx.AsyncClient(base_url=server.address, timeout=60) as asking:
        while True:
            began = time.perf_counter()
            (await asking.get("/healthz")).raise_for_status()
            looks.append(time.perf_counter() - began)
            await asyncio.sleep(0.1)


async def _swaps(out: Path, ids: tuple[str, str], every_s: float, counted: Counted) -> None:
    while True:
        await asyncio.sleep(every_s)
        counted.swaps += 1
        point(out, ids[counted.swaps % 2])


async def _strained(server: Served, out: Path, ids: tuple[str, str], seconds: float, counted: Counted) -> None:
    swapping = asyncio.create_task(_swaps(out, ids, min(SWAP_EVERY_S, seconds / 3), counted))
    counted.saturated = dict(await _clients(server, CLIENTS, seconds, EASY, counted))
    looks: list[float] = []
    watching = asyncio.create_task(_health(server, looks))
    counted.overloaded = dict(await _clients(server, 4 * CLIENTS, seconds / 2, HARD, counted))
    for task in (swapping, watching):
        task.cancel()
    counted.health_median_ms, counted.health_most_ms = statistics.median(looks) * 1000, max(looks) * 1000


def load(out: Path, ids: tuple[str, str], seconds: float, log: Path) -> Counted:
    """Serve a folder with two releases, strain it for so many seconds and half as many more, and return what was counted."""
    counted = Counted()
    with served(out, log) as server:
        asyncio.run(_strained(server, out, ids, seconds, counted))
        counted.recovered_s = until(lambda: _is_quick(server), 60)
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
    print(json.dumps(asdict(counted)))
    for problem in counted.problems():
        print(problem, file=sys.stderr)
    sys.exit(bool(counted.problems()))


if __name__ == "__main__":
    main()

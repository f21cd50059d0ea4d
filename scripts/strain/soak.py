"""Swaps releases under load, and asks for earlier ones: open files and memory must stay flat, and no request may fail.

`python -m scripts.strain.soak --swaps 300 --rounds 300` (`make soak`) prints what it counted; exit 1 where it does not hold.
"""

import argparse
import json
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from scripts.strain.server import Served, point, served, two_releases, until

QUERIES = (
    "{ release { id } persons(first: 3) { nodes { name candidacies { totalCount } } } }",
    '{ search(text: "sitti") { totalCount } }',
    "{ candidacies(where: {elected: {eq: true}}, first: 5) { nodes { person { name } } } }",
)
PATHS = ("/", "/doc/edition/2019.nt", "/data/", "/reconcile/suggest/entity?prefix=sit", "/readyz")

SETTLES_AFTER = 6
"""Swaps, and rounds, before which files and memory still grow: threads open connections, caches fill."""

FILES, MEMORY = 1.10, 1.10
"""How much more may be held in the end than when it had settled."""


@dataclass
class Counted:
    """What a soak found."""

    swaps: int = 0
    rounds: int = 0
    requests: int = 0
    failed: int = 0
    files_settled: int = 0
    files_most: int = 0
    memory_settled_mb: float = 0.0
    memory_last_mb: float = 0.0

    def problems(self) -> list[str]:
        """Return a sentence for whatever does not hold."""
        told = []
        if self.failed:
            told.append(f"{self.failed} of {self.requests} requests failed")
        if self.files_most > self.files_settled * FILES + 10:
            told.append(f"open files grew from {self.files_settled} to {self.files_most}")
        if self.memory_last_mb > self.memory_settled_mb * MEMORY + 10:
            told.append(f"memory grew from {self.memory_settled_mb:.0f} to {self.memory_last_mb:.0f} MB")
        return told


def soak(out: Path, ids: tuple[str, str], swaps: int, rounds: int, log: Path) -> Counted:
    """Serve a folder with two releases, swap them and ask for both by `asOf`, and return what was counted."""
    counted = Counted()
    with served(out, log) as server:
        stop = threading.Event()
        clients = [threading.Thread(target=_load, args=(server, stop, counted)) for _ in range(2)]
        for client in clients:
            client.start()
        try:
            for _ in range(swaps):
                counted.swaps += 1
                _swap(server, out, ids[counted.swaps % 2])
                _watch(server, counted, counted.swaps)
            for _ in range(rounds):
                counted.rounds += 1
                for each in ids:
                    _ask_as_of(server, each, counted)
                _watch(server, counted, counted.swaps + counted.rounds)
        finally:
            stop.set()
            for client in clients:
                client.join()
        counted.memory_last_mb = server.memory_mb()
    return counted


def _swap(server: Served, out: Path, release_id: str) -> None:
    point(out, release_id)
    until(lambda: httpx.get(f"{server.address}/readyz", timeout=60).text.startswith(f"ready {release_id}"))


def _ask_as_of(server: Served, release_id: str, counted: Counted) -> None:
    asked = {"query": "{ release { id } persons { totalCount } }"}
    answer = httpx.post(f"{server.address}/graphql", params={"asOf": release_id}, json=asked, timeout=60)
    counted.requests += 1
    counted.failed += answer.status_code != 200 or answer.json()["data"]["release"]["id"] != release_id


def _watch(server: Served, counted: Counted, done: int) -> None:
    files = server.open_files()
    if done <= SETTLES_AFTER:
        counted.files_settled = max(counted.files_settled, files)
        counted.memory_settled_mb = max(counted.memory_settled_mb, server.memory_mb())
    counted.files_most = max(counted.files_most, files)


def _load(server: Served, stop: threading.Event, counted: Counted) -> None:
    """Ask without a pause until told to stop."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        while not stop.is_set():
            for query in QUERIES:
                answer = client.post("/graphql", json={"query": query})
                counted.failed += answer.status_code != 200 or "errors" in answer.json()
            for path in PATHS:
                counted.failed += client.get(path).status_code not in {200, 404}
            counted.requests += len(QUERIES) + len(PATHS)


def main() -> None:
    """Run a soak over two versions of the sample, or of a workspace that is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=Path("sample"))
    parser.add_argument("--swaps", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out, *ids = two_releases(Path(folder), given.workspace)
        counted = soak(out, (ids[0], ids[1]), given.swaps, given.rounds, Path(folder) / "log")
    print(json.dumps(asdict(counted)))
    for problem in counted.problems():
        print(problem, file=sys.stderr)
    sys.exit(bool(counted.problems()))


if __name__ == "__main__":
    main()

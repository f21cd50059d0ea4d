"""Swaps releases under load, and asks for earlier ones: open files and memory must stay flat, and no request may fail.

`python -m scripts.strain.soak --swaps 300 --rounds 300` (`make soak`) prints what it counted; exit 1 where it does not hold.
"""

import argparse
import json
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from scripts.strain.server import Served, point, served, two_releases, until

QUERIES = (
    "{ release { id } persons(first: 3) { nodes { name candidacies { totalCount } } } }",
    '{ search(text: "sitti") { totalCount } }',
    "{ candidacies(where: {elected: {eq: true}}, first: 5) { nodes { person { name } } } }",
)
PATHS = ("/", "/doc/edition/2019.nt", "/data/", "/reconcile/suggest/entity?prefix=sit", "/readyz")

FLAT = 1.10
"""How much more may be held in the last third of the swaps, or of the rounds, than in the first. Each is a median: while two releases are open, more is held for a moment."""


@dataclass
class Held:
    """What a server held after each swap, or each round."""

    files: list[int] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)

    def look(self, server: Served) -> None:
        """Count once more."""
        self.files.append(server.open_files())
        self.memory_mb.append(server.memory_mb())

    def told(self) -> dict[str, float]:
        """Return the medians of the first and the last third, and the most files."""
        found: dict[str, float] = {"files_most": max(self.files, default=0)}
        for name, counted in (("files", self.files), ("memory_mb", self.memory_mb)):
            third = max(len(counted) // 3, 1)
            found[f"{name}_first"], found[f"{name}_last"] = (
                round(median(part or [0]), 1) for part in (counted[:third], counted[-third:])
            )
        return found


@dataclass
class Counted:
    """What a soak found."""

    requests: int = 0
    failed: int = 0
    failures: set[str] = field(default_factory=set)
    """What was answered in place of what was expected."""
    swaps: Held = field(default_factory=Held)
    rounds: Held = field(default_factory=Held)

    def take(self, answer: tuple[int, str], wanted: set[int]) -> None:
        """Count an answer, and whether it is of a status that is wanted and without errors."""
        status, text = answer
        self.requests += 1
        if status not in wanted or '"errors"' in text:
            self.failed += 1
            self.failures.add(f"{status} {text[:200]}")

    def told(self) -> dict[str, object]:
        """Return it to print."""
        by_kind = {"swaps": self.swaps, "rounds": self.rounds}
        held = {name: {"count": len(each.files), **each.told()} for name, each in by_kind.items()}
        return {"requests": self.requests, "failed": self.failed, **held}

    def problems(self, spare: int = 0) -> list[str]:
        """Return a sentence for whatever does not hold. A soak of a few swaps has chance in its medians: `spare` files, and as many MB, are let pass."""
        told = []
        if self.failed:
            told += [f"{self.failed} of {self.requests} requests failed", *sorted(self.failures)]
        for kind, held in (("swaps", self.swaps), ("rounds", self.rounds)):
            found = held.told()
            for name, unit in (("files", "open files"), ("memory_mb", "MB of memory")):
                first, last = found[f"{name}_first"], found[f"{name}_last"]
                if last > first * FLAT + spare:
                    told.append(f"{unit} grew from {first:g} to {last:g} in {len(held.files)} {kind}")
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
            for turn in range(swaps):
                _swap(server, out, ids[turn % 2 - 1])
                counted.swaps.look(server)
            for _ in range(rounds):
                for each in ids:
                    _ask_as_of(server, each, counted)
                counted.rounds.look(server)
        finally:
            stop.set()
            for client in clients:
                client.join()
    return counted


def _swap(server: Served, out: Path, release_id: str) -> None:
    point(out, release_id)
    until(lambda: httpx.get(f"{server.address}/readyz", timeout=60).text.startswith(f"ready {release_id}"))


def _ask_as_of(server: Served, release_id: str, counted: Counted) -> None:
    asked = {"query": "{ release { id } persons { totalCount } }"}
    answer = httpx.post(f"{server.address}/graphql", params={"asOf": release_id}, json=asked, timeout=60)
    counted.requests += 1
    counted.failed += answer.status_code != 200 or answer.json()["data"]["release"]["id"] != release_id


def _load(server: Served, stop: threading.Event, counted: Counted) -> None:
    """Ask without a pause until told to stop."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        while not stop.is_set():
            for query in QUERIES:
                counted.take(_asked(client, "POST", "/graphql", json={"query": query}), {200})
            for path in PATHS:
                counted.take(_asked(client, "GET", path), {200, 404})


def _asked(client: httpx.Client, method: str, path: str, **more: Any) -> tuple[int, str]:
    """Return status and text of an answer; 0 and why where there is none."""
    try:
        answer = client.request(method, path, **more)
    except httpx.TransportError as error:
        return 0, repr(error)
    return answer.status_code, answer.text


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
    print(json.dumps(counted.told(), indent=1))
    for problem in counted.problems():
        print(problem, file=sys.stderr)
    sys.exit(bool(counted.problems()))


if __name__ == "__main__":
    main()

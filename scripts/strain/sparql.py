"""Asks 64 SPARQL queries at once of a server over a release, after the store was made while it served: `python -m scripts.strain.sparql BUILT` (`make strain-sparql BUILT=DIR`).

Prints the memory of the web process while the store is made, and the answers of 64 clients that each ask about one thing after another, never the same question twice. Exit 1 where
the process ever held 1.2 times what it held at first, where a query was refused or failed, or where one in a hundred took two seconds.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from hub.ids import iri
from hub.rdf.sparql.store import is_made
from hub.release import Release, current
from hub.tables.candidacies import Candidacies
from scripts.strain.asking import Requests, clients
from scripts.strain.server import served
from scripts.strain.tour import resident_mb

CLIENTS = 64
MOST_TIMES = 1.2
MOST_P99_MS = 2_000.0


def without_store(built: Path, folder: Path) -> Path:
    """Return a folder that has everything of a built one but the SPARQL store, which a server then makes below it."""
    folder.mkdir()
    for each in built.iterdir():
        if each.name not in {"sparql", ".lock"}:
            (folder / each.name).symlink_to(each.resolve())
    return folder


def held_while_made(pid: int, out: Path, release: Release) -> Iterator[float]:
    """Yield the memory of a process in MB, twenty times a second, until the store is made."""
    while not is_made(out, release):
        yield resident_mb(pid)
        time.sleep(0.05)
    yield resident_mb(pid)


def point_queries(things: list[str]) -> Requests:
    """Return requests for all that is said of a thing, one thing after the other; none is asked twice in the same words."""

    def request(number: int) -> bytes:
        text = f"SELECT ?p ?o {{ <{things[number % len(things)]}> ?p ?o }} # {number}"
        return f"GET /sparql?format=json&query={quote(text)} HTTP/1.1\r\nHost: h\r\n\r\n".encode()

    return request


def strain(out: Path, log: Path, seconds: float) -> dict[str, float]:
    """Serve a folder without a SPARQL store, and return what was measured."""
    release = current(out)
    keys = release.scan(Candidacies).head(10_000).collect()[Candidacies.key_column()]
    things = [iri(release.base_iri, "candidacy", key) for key in keys]
    with served(out, log) as server:
        held = list(held_while_made(server.process.pid, out, release))
        answers = asyncio.run(clients(server.address, CLIENTS, seconds, point_queries(things)))
    return {
        "at_first_mb": round(held[0]),
        "most_while_made_mb": round(max(held)),
        "looks": len(held),
        "answered": answers.count(200),
        "refused": answers.count(429) + answers.count(503),
        "failed": answers.failed_count,
        "p99_ms": round(answers.p99_ms),
    }


def problems(found: dict[str, float]) -> list[str]:
    """Return a sentence for whatever does not hold."""
    told = []
    if found["looks"] < 2:
        told.append("expected the store to be made while the server answers, found it made before")
    if found["most_while_made_mb"] > MOST_TIMES * found["at_first_mb"]:
        told.append(
            f"expected at most {MOST_TIMES} times {found['at_first_mb']} MB while the store was made, found {found['most_while_made_mb']}"
        )
    if found["refused"] or found["failed"] or not found["answered"]:
        told.append(
            f"expected every query to be answered, found {found['refused']} refused and {found['failed']} failed"
        )
    if found["p99_ms"] > MOST_P99_MS:
        told.append(f"expected 99 of 100 answers within {MOST_P99_MS:.0f} ms, found {found['p99_ms']}")
    return told


def main() -> None:
    """Measure a release that was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.built.parent) as folder:
        found = strain(without_store(given.built, Path(folder) / "out"), Path(folder) / "log", given.seconds)
    print(json.dumps(found))
    told = problems(found)
    for problem in told:
        print(problem, file=sys.stderr)
    sys.exit(bool(told))


if __name__ == "__main__":
    main()

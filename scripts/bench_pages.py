"""Page speed of a built release: compressed size, milliseconds to the first byte cold and warm, and how 200 pages a second are answered.

`python -m scripts.bench_pages DIR --pages 400` (`make bench-pages BUILT=DIR`). Cold is the first request for a page, warm the second; both on one worker and one kept
connection. Pages are those that `make walk-pages` draws, of every kind, in Indonesian. CSS and SVG are part of the HTML. Load is offered to one worker for each core, over the pages
that answered, whether those before are answered or not. Exit 1 where a limit does not hold; the load of the machine is printed, for the figures are worth no more than it is quiet; but for
processor time, which holds under load too. With `--kind outcome` (several times) every page of a kind is asked for in place of some of each.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from hub.release import current
from scripts.strain.asking import Answers, Requests, clients, offered
from scripts.strain.server import Served, served
from scripts.walk_pages import LARGEST_BYTES, every, paths

COLD_MS, WARM_MS, PER_S, P99_MS = 100.0, 10.0, 200, 200.0

HEAD = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "id"}

CLIENTS = 16


@dataclass(frozen=True)
class Measured:
    """One page: bytes as sent, milliseconds to its first byte when it is asked for first and again, and of processor time the first time."""

    path: str
    size: int
    cold_ms: float
    warm_ms: float
    cpu_ms: float

    @property
    def kind(self) -> str:
        """What the page is about: the type of a thing, else its own address."""
        parts = urlsplit(self.path).path.split("/")
        return parts[2] if parts[1] == "doc" else "/".join(parts)


def measure(server: Served, chosen: list[str]) -> list[Measured]:
    """Ask for each page twice, all of them first once. Raises RuntimeError where one does not answer 200."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    cold, taken = [], [_cpu_ms(server)]
    for path in chosen:
        cold.append(_asked(connection, path))
        taken.append(_cpu_ms(server))
    warm = [_asked(connection, path) for path in chosen]
    connection.close()
    pairs = zip(chosen, cold, warm, pairwise(taken), strict=True)
    return [Measured(path, size, first, again, end - begin) for path, (size, first), (_, again), (begin, end) in pairs]


def _cpu_ms(server: Served) -> float:
    """Return the processor time that the threads of a server have taken."""
    threads = (thread for pid in server.workers() for thread in Path(f"/proc/{pid}/task").iterdir())
    return sum(int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads) / 1e6


def _asked(connection: HTTPConnection, path: str) -> tuple[int, float]:
    """Return the bytes of a page, and the milliseconds to its first."""
    began = time.perf_counter()
    connection.request("GET", path, headers=HEAD)
    answer = connection.getresponse()
    taken = 1000 * (time.perf_counter() - began)
    size = len(answer.read())
    if answer.status != 200:
        raise RuntimeError(f"expected 200 for {path}, found {answer.status}")
    return size, taken


def requests_of(chosen: list[str]) -> Requests:
    """Return requests for pages, one after the other, from the first again after the last."""
    told = "".join(f"{name}: {value}\r\n" for name, value in HEAD.items())
    written = [f"GET {path} HTTP/1.1\r\nHost: h\r\n{told}\r\n".encode() for path in chosen]
    return lambda number: written[number % len(written)]


def table(found: list[Measured]) -> Iterator[str]:
    """Yield the rows of a table in Markdown: each kind of page with its largest, and the median and most of the times."""
    yield "| Kind | Pages | Largest, kB | Cold, ms | Most | Processor, ms | Most | Warm, ms | Most |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    kinds: dict[str, list[Measured]] = defaultdict(list)
    for row in found:
        kinds[row.kind].append(row)
    for kind, rows in [*sorted(kinds.items()), ("all", found)]:
        times = ([getattr(row, name) for row in rows] for name in ("cold_ms", "cpu_ms", "warm_ms"))
        told = " | ".join(f"{median(each):.1f} | {max(each):.1f}" for each in times)
        yield f"| {kind} | {len(rows)} | {max(row.size for row in rows) / 1000:.1f} | {told} |"


def problems(found: list[Measured], load: Answers, seconds: float) -> Iterator[str]:
    """Yield a sentence for each limit that does not hold."""
    limits = (("size", LARGEST_BYTES, "bytes"), ("cold_ms", COLD_MS, "ms cold"), ("warm_ms", WARM_MS, "ms warm"))
    for name, most, unit in limits:
        over = sorted((row for row in found if getattr(row, name) > most), key=lambda row: -getattr(row, name))
        if over:
            worst = ", ".join(f"{row.path} {getattr(row, name):.0f}" for row in over[:5])
            yield f"{len(over)} of {len(found)} pages take more than {most:g} {unit}: {worst}"
    answered = load.count(200) / seconds
    if load.failed_count or answered < 0.99 * PER_S:
        yield f"expected {PER_S} pages a second, found {answered:.0f}, {load.total_count - load.count(200)} refused or failed"
    if load.p99_ms > P99_MS:
        yield f"p99 is {load.p99_ms:.0f} ms at {PER_S} pages a second, more than {P99_MS:g}"


async def _load(address: str, chosen: list[str], seconds: float) -> tuple[Answers, Answers]:
    """Return what was answered of 200 pages a second, and by clients that ask without a pause; every worker has seen the pages before."""
    requests = requests_of(chosen)
    await clients(address, CLIENTS, seconds, requests)
    return await offered(address, PER_S, seconds, requests), await clients(address, CLIENTS, seconds, requests)


def main() -> None:
    """Measure the pages of a built folder."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("out", type=Path)
    given.add_argument("--pages", type=int, default=400)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--kind", action="append", default=[], help="a type of thing: every page of it")
    given.add_argument("--seconds", type=float, default=20, help="of each load")
    asked = given.parse_args()
    release = current(asked.out)
    found_paths = every(release, asked.kind) if asked.kind else paths(release, asked.pages, asked.seed)
    chosen = [f"{path}{'&' if '?' in path else '?'}lang=id" for path in found_paths]
    cores = os.cpu_count() or 1
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {cores} cores")
    with tempfile.TemporaryDirectory() as folder:
        with served(asked.out, Path(folder) / "log") as server:
            found = measure(server, chosen)
        with served(asked.out, Path(folder) / "log", "--workers", str(cores)) as server:
            load, most = asyncio.run(_load(server.address, chosen, asked.seconds))
    print("\n".join(table(found)))
    print(f"offered {PER_S} pages a second: {load.count(200) / asked.seconds:.0f} answered, p99 {load.p99_ms:.1f} ms")
    print(
        f"{CLIENTS} clients without a pause: {most.count(200) / asked.seconds:.0f} a second, p99 {most.p99_ms:.1f} ms"
    )
    wrong = list(problems(found, load, asked.seconds))
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

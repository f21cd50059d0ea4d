"""Looks at `/healthz` from a process of its own, which the clients that strain the server do not hold up."""

import http.client
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from scripts.strain.server import Served

EVERY_S = 0.05


@dataclass
class Looks:
    """How long `/healthz` took, look by look."""

    seconds: list[float] = field(default_factory=list)
    without_core_percent: float = 0.0
    """For how much of the time the thread of the server that reads requests was ready to run and had no core."""

    @property
    def most_ms(self) -> float:
        """The longest."""
        return max(self.seconds, default=0.0) * 1000

    @property
    def p99_ms(self) -> float:
        """What 99 of 100 took at most."""
        return sorted(self.seconds)[int(0.99 * len(self.seconds))] * 1000 if self.seconds else 0.0


@contextmanager
def looking(server: Served) -> Iterator[Callable[[], Looks]]:
    """Look until the end of the block; what is yielded returns what was seen, afterwards."""
    ours, its = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_look, args=(its, server.address))
    process.start()
    ours.recv()
    found, began, waited = Looks(), time.monotonic(), _waited_s(server)
    try:
        yield lambda: found
    finally:
        ours.send(None)
        found.seconds = ours.recv()
        found.without_core_percent = (_waited_s(server) - waited) / (time.monotonic() - began) * 100
        process.join()


def _look(ours: Connection, address: str) -> None:
    asking = http.client.HTTPConnection(str(urlsplit(address).netloc), timeout=60)
    seconds = []
    ours.send(None)
    while not ours.poll(EVERY_S):
        began = time.perf_counter()
        asking.request("GET", "/healthz")
        answer = asking.getresponse()
        if (answer.status, answer.read()) != (200, b"ok\n"):
            raise RuntimeError(f"expected /healthz to answer ok, found {answer.status}")
        seconds.append(time.perf_counter() - began)
    ours.send(seconds)


def _waited_s(server: Served) -> float:
    """Return the seconds that the server's first thread was ready to run and had no core, of all workers on average."""
    pids = server.workers()
    told = [Path(f"/proc/{pid}/task/{pid}/schedstat").read_text(encoding="ascii").split() for pid in pids]
    return sum(int(figures[1]) for figures in told) / 1e9 / len(pids)

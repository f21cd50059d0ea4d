"""Clients that ask a server: so many that wait for their answers, or so many requests a second whether they are answered or not."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

PATIENCE_S = 60.0
"""Seconds until a client gives up."""

Requests = Callable[[int], bytes]
"""Writes the request of a number, counted from 1, as it goes over the wire."""

NO_ANSWER = 0
"""The status of a request that was not answered."""


class Answers:
    """Answers by status, and how long those with 200 took."""

    def __init__(self) -> None:
        self._statuses: Counter[int] = Counter()
        self._seconds: list[float] = []
        self.without_retry_count = 0
        self.again_count = 0
        """Requests that met a connection which the server was closing because nothing had been asked on it, and were sent again on a new one."""

    def take(self, status: int, seconds: float = 0.0, *, says_when: bool = True) -> None:
        """Take an answer into account."""
        self._statuses[status] += 1
        if status == 200:
            self._seconds.append(seconds)
        elif status in {429, 503} and not says_when:
            self.without_retry_count += 1

    @property
    def total_count(self) -> int:
        """How many there were."""
        return self._statuses.total()

    def count(self, status: int) -> int:
        """Return how many had a status."""
        return self._statuses[status]

    @property
    def failed_count(self) -> int:
        """How many were neither answered nor refused for want of time."""
        return sum(count for status, count in self._statuses.items() if status not in {200, 429, 503})

    @property
    def p99_ms(self) -> float:
        """Milliseconds within which 99 of 100 answers came."""
        return sorted(self._seconds)[int(0.99 * len(self._seconds))] * 1000 if self._seconds else 0.0


class _Connection(asyncio.Protocol):
    """A connection that asks one thing at a time."""

    def __init__(self, asking: "_Asking") -> None:
        self._asking = asking
        self._wire: asyncio.Transport | None = None
        self._received = b""
        self._began: float | None = None
        """When the request was sent that is not answered yet."""
        self._answered_count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._wire = cast("asyncio.Transport", transport)
        self.ask()

    def ask(self) -> None:
        self._began = time.perf_counter()
        cast("asyncio.Transport", self._wire).write(self._asking.request())

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, mark, body = self._received.partition(b"\r\n\r\n")
        if not mark:
            return
        lines = head.lower().split(b"\r\n")
        length = next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:"))
        if len(body) < length or self._began is None:
            return
        says_when = any(line.startswith(b"retry-after:") for line in lines)
        self._asking.answers.take(int(lines[0].split()[1]), time.perf_counter() - self._began, says_when=says_when)
        self._received, self._began = b"", None
        self._answered_count += 1
        if b"connection: close" in lines:
            self.close()
        else:
            self._asking.is_free(self)

    def close(self) -> None:
        cast("asyncio.Transport", self._wire).close()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self._began is not None and self._answered_count and not self._received:
            self._asking.ask_again()  # as every client does (RFC 9112, 9.3.1): an idle connection may be closed at any time
            return
        if self._began is not None:
            self._asking.answers.take(NO_ANSWER)
        self._asking.is_lost(self)


def graphql(query: str) -> Requests:
    """Return requests for one query, each in other words: what is kept would cost nothing."""

    def request(number: int) -> bytes:
        body = json.dumps({"query": f"{query} # {number}"}).encode()
        head = f"POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        return head.encode() + b"\r\n\r\n" + body

    return request


class _Asking:
    """Connections to a server, and what it answered to the requests sent over them."""

    def __init__(self, address: str, requests: Requests) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._requests = requests
        self.sent_count = 0
        self.answers = Answers()
        self.free: list[_Connection] = []
        self.is_free: Callable[[_Connection], Any] = self.free.append
        self.on_loss: Callable[[], Any] = lambda: None
        self._tasks: set[asyncio.Task[None]] = set()

    def request(self) -> bytes:
        self.sent_count += 1
        return self._requests(self.sent_count)

    def is_lost(self, connection: _Connection) -> None:
        if connection in self.free:
            self.free.remove(connection)
        self.on_loss()

    def ask_again(self) -> None:
        """Send a request that was not taken once more, on a new connection."""
        self.sent_count -= 1
        self.answers.again_count += 1
        self.begin()

    def begin(self) -> None:
        """Have a connection opened, which asks at once."""
        task = asyncio.create_task(self.connect())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def connect(self) -> None:
        """Open a connection, which asks at once."""
        try:
            await asyncio.get_running_loop().create_connection(lambda: _Connection(self), self._host, self._port)
        except OSError:
            self.sent_count += 1
            self.answers.take(NO_ANSWER)
            self.on_loss()

    async def end(self) -> Answers:
        """Wait for what is not answered yet and return all answers; what takes longer than a client is patient was not answered."""
        end = time.monotonic() + PATIENCE_S
        await asyncio.gather(*self._tasks)
        while self.answers.total_count < self.sent_count and time.monotonic() < end:
            await asyncio.sleep(0.05)
        for _ in range(self.sent_count - self.answers.total_count):
            self.answers.take(NO_ANSWER)
        self.on_loss = lambda: None
        for connection in [*self.free]:
            connection.close()
        return self.answers


async def clients(address: str, count: int, seconds: float, requests: Requests) -> Answers:
    """Have so many clients ask without a pause, each on a connection that is kept while the server keeps it; return what was answered."""
    asking, end = _Asking(address, requests), time.monotonic() + seconds

    def again(connection: _Connection) -> None:
        if time.monotonic() < end:
            connection.ask()
        else:
            asking.free.append(connection)

    def connect() -> None:
        if time.monotonic() < end:
            asking.begin()

    asking.is_free, asking.on_loss = again, connect
    for _ in range(count):
        connect()
    await asyncio.sleep(seconds)
    return await asking.end()


async def offered(address: str, per_s: float, seconds: float, requests: Requests) -> Answers:
    """Send so many requests a second whether those before are answered or not, each on a connection that is free; return what was answered."""
    asking, began, sent = _Asking(address, requests), time.monotonic(), 0
    while (past := time.monotonic() - began) < seconds:
        while sent < past * per_s:
            sent += 1
            if asking.free:
                asking.free.pop().ask()
            else:
                asking.begin()
        await asyncio.sleep(0.002)
    return await asking.end()

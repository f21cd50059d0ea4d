"""Admission control of one process: requests wait for their turn where they come faster than they are answered, and are refused where they would wait too long.

An event loop reads everything that has come before it looks at its timers or at new connections again: a hundred requests of 5 ms each would
hold up whatever comes next for half a second. So a turn of the loop ends after `TURN_S`. What comes later in the same turn waits in a line, and each
turn takes from it what fits. A health check does not wait in the line.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Protocol

import anyio.to_thread
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from hub.web.answers import HttpError, refusal

TURN_S = 0.002
"""Seconds of one turn that may go to requests. libuv takes one new connection a turn, so turns must be short."""

_TURNS_FOR_NEW = 4
"""Turns in a row that are left to new connections at most, while others wait."""

_STALLED = 5
"""Queued requests are refused after this many times the allowed wait: the estimate at admission was too low."""

MOST_WAITING = 100
"""Requests that wait for a thread at most, but for those of GraphQL and SPARQL, which have threads of their own; more are refused."""

RETRY_S = 2
"""Seconds after which somebody who was refused may come again."""

CHECKS = ("/healthz", "/readyz", "/metrics")
"""What is answered however many wait."""

_CHECKS = tuple(f"{method} {path}".encode() for method in ("GET", "HEAD") for path in CHECKS)


class Taker(Protocol):
    """A connection with bytes of requests."""

    def take(self, data: bytes) -> None:
        """Read bytes whose turn it is."""

    def refuse(self, data: bytes) -> bool:
        """Answer 503 to the requests that begin in these bytes, and return True; False where one has begun before."""


class Place(Enum):
    """Where a request goes that is late."""

    NONE = 0
    """It is not to wait."""
    LINE = 1
    REFUSED = 2


class Admission:
    """The line of a process. For one event loop."""

    def __init__(
        self, most_s: float, refused: Callable[[], None] = lambda: None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Refuse who would have to wait longer than `most_s`, and call `refused` for each."""
        self._most_s = most_s
        self._refused = refused
        self._clock = clock
        self._line: deque[tuple[Taker, bytes, float]] = deque()
        """Connections with what came, and when; the one whose turn is next comes first."""
        self._ends: float | None = None
        """When the turn ends that is under way; None while nothing is."""
        self.connections_count = 0
        """New connections that have come since it was last looked at."""
        self._turns_for_new = 0
        self._each_s = 0.0
        """Seconds that one in the line took, on average, lately."""

    def is_late(self, loop: asyncio.AbstractEventLoop) -> bool:
        """True where this turn has no time left; it begins with the first that asks."""
        if self._ends is None:
            self._ends = self._clock() + TURN_S
            loop.call_later(TURN_S, partial(self._next_turn, loop))
            return False
        return self._clock() > self._ends

    def place(self, taker: Taker, data: bytes, *, is_next: bool) -> Place:
        """Put bytes of a connection in the line, or refuse them; neither for a check that is `is_next` on its connection."""
        if is_next and data.startswith(_CHECKS):
            return Place.NONE
        if is_next and len(self._line) * self._each_s > self._most_s and self._is_refused(taker, data):
            return Place.REFUSED
        self._line.append((taker, data, self._clock()))
        return Place.LINE

    def _is_refused(self, taker: Taker, data: bytes) -> bool:
        is_refused = taker.refuse(data)
        if is_refused:
            self._refused()
        return is_refused

    def _next_turn(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take from the line what fits into a turn. Between two turns the loop looks at all else."""
        if not self._line:
            self._ends = None
            return
        if self.connections_count and self._turns_for_new < _TURNS_FOR_NEW:
            self.connections_count = 0
            self._turns_for_new += 1
            loop.call_later(0, partial(self._next_turn, loop))
            return
        self._turns_for_new = 0
        began = now = self._clock()
        taken = 0
        while self._line and now < began + TURN_S:
            taker, data, came = self._line.popleft()
            if now - came <= _STALLED * self._most_s or not self._is_refused(taker, data):
                taker.take(data)
                taken += 1
            now = self._clock()
        if taken:
            # One that takes long says little of the others: so a sample counts for no more than twice what was usual.
            each_s = min((now - began) / taken, 2 * self._each_s + TURN_S)
            self._each_s += (each_s - self._each_s) / 8
        # While somebody waits nobody else goes first.
        self._ends = began if self._line else now + TURN_S
        loop.call_later(0 if self._line else TURN_S, partial(self._next_turn, loop))


class Admitting:
    """Middleware that refuses a request with 503 where too many wait for a thread already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] == "http" and scope["path"] not in CHECKS and _are_waiting():
            told = f"{MOST_WAITING} requests are waiting already; come again in a moment"
            error = HttpError(503, "BUSY", told, {"Retry-After": str(RETRY_S)})
            await refusal(Request(scope), error)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _are_waiting() -> bool:
    return anyio.to_thread.current_default_thread_limiter().statistics().tasks_waiting >= MOST_WAITING

"""Rate limit of requests to one server: at most so many a second, and a pause for all of them when it reports that it is busy."""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Pace:
    """Hands out turns, `rate_per_s` of them at most; 0 for no limit."""

    def __init__(
        self,
        rate_per_s: float,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval_s = 1 / rate_per_s if rate_per_s else 0.0
        self._sleep = sleep
        self._clock = clock
        self._next = clock()

    async def turn(self) -> None:
        """Wait until a request may be made."""
        while (wait_s := self._next - self._clock()) > 0:
            await self._sleep(wait_s)
        self._next = self._clock() + self._interval_s

    def hold(self, wait_s: float) -> None:
        """Give nobody a turn for so many seconds."""
        self._next = max(self._next, self._clock() + wait_s)

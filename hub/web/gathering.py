"""Threads that make GraphQL answers, and the requests that wait for one of them.

While requests for a quick plan are on their way to a store at the end of a wire, others for the same plan gather, and go together once they
are enough, or as soon as those have come back. Nobody waits for others to come: a request that meets none is on its way at once.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from hub.schema.compiled import Compiled
from hub.schema.execute import Prepared, run_together
from hub.schema.response import Response

_THREADS = 40
"""Answers that are made at once at most, as many as the application itself makes."""

_FEW_THREADS = 3
"""What is short and goes along a wire, under way at once. More threads take the interpreter from each other, and half the answers are left: one
that waits for the wire and one that reads from it keep it busy."""

_ENOUGH = 4
"""So many share the way there and back, which takes longer than all else, that each has the smallest part of it."""

Tell = Callable[[Response], None]

_Waiting = tuple[Prepared, Tell]


class Gathering:
    """Has requests answered. For one event loop."""

    def __init__(self) -> None:
        self._many = ThreadPoolExecutor(_THREADS, thread_name_prefix="graphql")
        self._few = ThreadPoolExecutor(_FEW_THREADS, thread_name_prefix="graphql-short")
        self._waiting: dict[Compiled, deque[_Waiting]] = {}
        """By operation; the one whose turn is next comes first."""
        self._under_way: Counter[Compiled] = Counter()
        self._begins_soon = False

    def close(self) -> None:
        """Let the threads end when they have made what they are making; what was not begun is never told."""
        for threads in (self._few, self._many):
            threads.shutdown(wait=False, cancel_futures=True)

    def ask(self, prepared: Prepared, tell: Tell) -> None:
        """Have a request answered, together with others or alone, and tell the response later, in the event loop."""
        loop = asyncio.get_running_loop()
        if not prepared.gathers:
            loop.run_in_executor(self._many, prepared.run).add_done_callback(partial(_tell, tell))
            return
        if not self._begins_soon:
            self._begins_soon = True
            loop.call_soon(self._begin)  # after all that has come by now
        self._waiting.setdefault(prepared.compiled, deque()).append((prepared, tell))

    def _begin(self) -> None:
        """Give the threads that are free something to do."""
        self._begins_soon = False
        while self._under_way.total() < _FEW_THREADS and (compiled := self._next()):
            together = self._take(compiled)
            self._under_way[compiled] += 1
            asked = [prepared for prepared, _ in together]
            answered = asyncio.get_running_loop().run_in_executor(self._few, run_together, asked)
            answered.add_done_callback(partial(self._end, compiled, together))

    def _next(self) -> Compiled | None:
        """Return the operation whose turn is next; one that is under way waits until enough have gathered."""
        for compiled, waiting in self._waiting.items():
            if not self._under_way[compiled] or len(waiting) >= min(_ENOUGH, compiled.together_count):
                return compiled
        return None

    def _take(self, compiled: Compiled) -> list[_Waiting]:
        """Take those who are answered together. What does not fit comes after all other operations."""
        waiting = self._waiting.pop(compiled)
        together = [waiting.popleft() for _ in range(min(len(waiting), compiled.together_count))]
        if waiting:
            self._waiting[compiled] = waiting
        return together

    def _end(self, compiled: Compiled, together: list[_Waiting], answered: asyncio.Future[list[Response]]) -> None:
        """Tell the responses, each by itself so that none depends on another, once the next are on their way."""
        self._under_way -= Counter((compiled,))
        if answered.cancelled():
            return
        loop = asyncio.get_running_loop()
        for (_, tell), response in zip(together, answered.result(), strict=True):
            loop.call_soon(tell, response)
        self._begin()


def _tell(tell: Tell, answered: asyncio.Future[Response]) -> None:
    if not answered.cancelled():
        tell(answered.result())

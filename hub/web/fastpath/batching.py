"""Thread pools and queue that run prepared GraphQL requests and pass each response to a callback in the event loop.

Requests for the same quick operation on a remote store are sent in one statement: while one is in flight others queue, and are flushed once
enough wait or as soon as it has returned. Nobody waits for others to come: a request that finds nothing in flight is sent immediately.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from hub.schema.execute import Prepared, run_together
from hub.schema.failures import failed
from hub.schema.operation import CompiledOperation
from hub.schema.response import Response, ending, respond

_THREADS = 40
"""Answers that are made at the same time at most, as many as the application makes."""

_SHORT_THREADS = 3
"""Batches in flight: one that waits for the wire and one that reads from it keep it busy; more threads only contend for the interpreter."""

_FLUSH_AT = 4
"""Flush at 4 waiting requests: the round trip dominates, and is shared by as many as are sent together."""

MOST_WAITING = 400
"""Requests that wait for a thread at most; more are refused, for by their turn nobody would wait for them any more."""

Send = Callable[[Response], None]

_Waiting = tuple[Prepared, Send]


class Batching:
    """Has requests answered. For one event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="graphql")
        self._short_threads = ThreadPoolExecutor(_SHORT_THREADS, thread_name_prefix="graphql-short")
        self._waiting: dict[CompiledOperation, deque[_Waiting]] = {}
        """By operation; the one whose turn is next comes first."""
        self._in_flight: Counter[CompiledOperation] = Counter()
        self._is_scheduled = False
        self._unanswered = 0

    @property
    def is_full(self) -> bool:
        """True where so many requests wait that another one should be refused."""
        return self._unanswered >= MOST_WAITING

    def close(self) -> None:
        """Let the threads end when they have made what they are making; what was not begun is never sent."""
        for threads in (self._short_threads, self._threads):
            threads.shutdown(wait=False, cancel_futures=True)

    def submit(self, prepared: Prepared, send: Send) -> None:
        """Have a request answered, in a batch or alone, and send the response later, in the event loop."""
        loop = asyncio.get_running_loop()
        self._unanswered += 1
        if not prepared.gathers:
            loop.run_in_executor(self._threads, prepared.run).add_done_callback(partial(self._sent, send))
            return
        if not self._is_scheduled:
            self._is_scheduled = True
            loop.call_soon(self._flush)  # after all that has come by now
        self._waiting.setdefault(prepared.compiled, deque()).append((prepared, send))

    def _flush(self) -> None:
        """Give the threads that are free something to do."""
        self._is_scheduled = False
        while self._in_flight.total() < _SHORT_THREADS and (compiled := self._next()):
            batch = self._take(compiled)
            self._in_flight[compiled] += 1
            asked = [prepared for prepared, _ in batch]
            answered = asyncio.get_running_loop().run_in_executor(self._short_threads, run_together, asked)
            answered.add_done_callback(partial(self._returned, compiled, batch))

    def _next(self) -> CompiledOperation | None:
        """Return the operation whose turn is next; one that is in flight waits until a batch is full."""
        for compiled, waiting in self._waiting.items():
            if not self._in_flight[compiled] or len(waiting) >= min(_FLUSH_AT, compiled.together_count):
                return compiled
        return None

    def _take(self, compiled: CompiledOperation) -> list[_Waiting]:
        """Take a batch. What does not fit is queued behind all other operations."""
        waiting = self._waiting.pop(compiled)
        batch = [waiting.popleft() for _ in range(min(len(waiting), compiled.together_count))]
        if waiting:
            self._waiting[compiled] = waiting
        return batch

    def _returned(
        self, compiled: CompiledOperation, batch: list[_Waiting], answered: asyncio.Future[list[Response]]
    ) -> None:
        """Send the responses, each by itself so that none depends on another, once the next batch is in flight."""
        self._in_flight -= Counter((compiled,))
        self._unanswered -= len(batch)
        if answered.cancelled():
            return
        self._flush()
        error = answered.exception()
        responses = answered.result() if error is None else [_failure(error)] * len(batch)
        loop = asyncio.get_running_loop()
        for (_, send), response in zip(batch, responses, strict=True):
            loop.call_soon(send, response)

    def _sent(self, send: Send, answered: asyncio.Future[Response]) -> None:
        self._unanswered -= 1
        if not answered.cancelled():
            error = answered.exception()
            send(answered.result() if error is None else _failure(error))


def _failure(error: BaseException) -> Response:
    """Return the response to a request that failed past the operation itself: masked and logged. Nobody waits in vain."""
    return respond(b"null", [failed(error)], ending(None))

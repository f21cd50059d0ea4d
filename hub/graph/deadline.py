"""The time by which this thread must have its answer: set around a request, checked by every statement that it runs.

A store, the words it corrects and the rows it describes are read over several connections; all of them stop at the one deadline. What a
connection calls while it runs must not refer to the store that holds the connection: such a circle would keep files open until the garbage
collector comes, and a server takes what it starts with out of the collector's sight.
"""

import math
import threading
import time
from types import TracebackType

from hub.graph.store import StatementTimeout

STEPS_BETWEEN_LOOKS = 20_000
"""Virtual machine steps of SQLite between two looks at the clock: about a millisecond."""


class _Thread(threading.local):
    at = math.inf


_thread = _Thread()


class within:  # noqa: N801  reads as the statement that it is: `with within(5.0):`
    """Context in which this thread has so many seconds, or what is left of an enclosing deadline where that is less."""

    __slots__ = ("_before", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._before = _thread.at
        at = time.monotonic() + self._seconds
        if at < self._before:
            _thread.at = at

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _thread.at = self._before


def is_past() -> bool:
    """True once the deadline of this thread is over; false for ever where none is set."""
    return time.monotonic() > _thread.at


def check() -> None:
    """Raise StatementTimeout once the deadline of this thread is over: for loops that run no statement."""
    if is_past():
        raise StatementTimeout("expected an answer in time, found that it takes longer; ask for less at once")

"""Backoff after failures: a pause that doubles each time, then a retry by one caller at a time."""

import threading
import time
from collections.abc import Callable

FIRST_S, LONGEST_S = 0.5, 30.0


class Backoff:
    """Remembers the failures of one thing that many ask for. Safe to use from several threads.

    Whoever is given a turn by `begin` must end it with `succeeded` or `failed`; meanwhile nobody else is given one.
    """

    def __init__(
        self, first_s: float = FIRST_S, longest_s: float = LONGEST_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._clock = clock
        self._lock = threading.Lock()
        self._pause_s = 0.0
        self._not_before = 0.0
        self._is_tried = False
        self.error: Exception | None = None
        """What came up the last time; None where it succeeded, or was not tried yet."""

    @property
    def wait_s(self) -> float:
        """Seconds until the next turn; 0 where it is now."""
        return max(0.0, self._not_before - self._clock()) if self.error is not None else 0.0

    def is_due(self) -> bool:
        """True where `begin` would give a turn at this moment."""
        return self.error is None or (not self._is_tried and self.wait_s == 0)

    def begin(self) -> bool:
        """Return whether to try. As long as nothing has failed everyone may; after a failure one at a time, once the pause is over."""
        if self.error is None:
            return True
        with self._lock:
            if not self.is_due():
                return False
            self._is_tried = True
            return True

    def succeeded(self) -> None:
        """Forget what has failed."""
        if self.error is None:
            return
        with self._lock:
            self.error, self._pause_s, self._is_tried = None, 0.0, False

    def failed(self, error: Exception) -> bool:
        """Remember a failure, and return whether it is the first in a row."""
        with self._lock:
            is_first = self.error is None
            if is_first or self._is_tried:
                self._pause_s = min(self._longest_s, max(self._first_s, self._pause_s * 2))
                self._not_before = self._clock() + self._pause_s
            self.error, self._is_tried = error, False
            return is_first

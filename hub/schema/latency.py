"""Latency of an operation: whether its recent answers were fast enough for the event loop, or for a batch of concurrent requests."""

IMMEDIATE_S = 0.004
"""Seconds for which an answer may block the event loop. A page of a thousand rows takes less than a millisecond."""

SHORT_S = 0.05
"""Seconds up to which answers of an operation are made one after the other by a few threads."""

_LATE_COUNT = 3
"""Slow answers in a row before an operation counts as slow: a single one may have waited for the processor."""


class NotImmediate(Exception):
    """An answer would take longer than `IMMEDIATE_S`."""


class Latency:
    """Whether an operation is quick (under `IMMEDIATE_S`) or at least short (under `SHORT_S`), judged by its last answers.

    Before the first answer `is_quick` is an estimate: true for operations that read few rows, all by an index.
    """

    def __init__(self, *, is_quick: bool) -> None:
        self._late_count = self._long_count = 0 if is_quick else _LATE_COUNT
        self.is_quick = self.is_short = is_quick

    def take(self, seconds: float) -> None:
        """Record how long an answer took."""
        self._late_count = 0 if seconds < IMMEDIATE_S else self._late_count + 1
        self.is_quick = self._late_count < _LATE_COUNT
        self._long_count = 0 if seconds < SHORT_S else self._long_count + 1
        self.is_short = self._long_count < _LATE_COUNT

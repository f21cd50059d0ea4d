"""Tells which operations are quick enough to be answered where other requests wait, and which are short."""

SOON_S = 0.004
"""What other requests may wait for one that was expected to be quick; a page of a thousand rows takes less than a millisecond."""

SHORT_S = 0.05
"""What an answer may take for a few threads to make all that are like it, one after the other."""

_LATE_COUNT = 3
"""So many late answers in a row are the operation's doing; one may have waited for the processor."""


class NotSoon(Exception):
    """An answer is not there soon."""


class Pace:
    """Whether an operation is quick, or at least short, as its last answers were. At first it is where it reads few rows, all by an index."""

    def __init__(self, *, is_quick: bool) -> None:
        self._late_count = self._long_count = 0 if is_quick else _LATE_COUNT
        self.is_quick = self.is_short = is_quick

    def take(self, seconds: float) -> None:
        """Take notice of how long an answer took."""
        self._late_count = 0 if seconds < SOON_S else self._late_count + 1
        self.is_quick = self._late_count < _LATE_COUNT
        self._long_count = 0 if seconds < SHORT_S else self._long_count + 1
        self.is_short = self._long_count < _LATE_COUNT

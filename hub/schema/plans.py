"""The plans of one operation that were made so far, kept by what of the variables decided their shape."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from hub.schema.compiled import Compiled
from hub.schema.inputs import PRESENCE, STRICTNESS, decisions

PLANS_PER_OPERATION = 64


class Plans:
    """The plans of one operation, by what decided their shape. Safe to use from several threads."""

    def __init__(self) -> None:
        self._decided: dict[str, str] = {}
        self._made: OrderedDict[tuple[Any, ...], Compiled] = OrderedDict()
        self._lock = Lock()

    def get(self, variables: Mapping[str, Any]) -> Compiled | None:
        """Return the plan that is kept for these variables."""
        return self._made.get(decisions(self._decided, variables))

    def keep(self, variables: Mapping[str, Any], made: Compiled, decided: Mapping[str, str]) -> None:
        """Keep a plan that was made for these variables; `decided` tells which of them decided its shape."""
        with self._lock:
            known = _stricter(self._decided, decided)
            if known != self._decided:
                # More is known to matter than before: keys made so far are too short to tell plans apart.
                self._decided, self._made = known, OrderedDict()
            self._made[decisions(self._decided, variables)] = made
            while len(self._made) > PLANS_PER_OPERATION:
                self._made.popitem(last=False)


def _stricter(known: Mapping[str, str], decided: Mapping[str, str]) -> dict[str, str]:
    """Return all that is known to matter; where a value mattered once, its mere presence or length is not enough again."""
    return {
        name: max(known.get(name, PRESENCE), decided.get(name, PRESENCE), key=STRICTNESS.index)
        for name in {**known, **decided}
    }

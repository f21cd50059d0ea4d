"""Plan cache: the compiled plans of one operation, by the variables that decide their shape."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from hub.schema.inputs import PRESENCE, STRICTNESS, decisions
from hub.schema.operation import CompiledOperation

PLANS_PER_OPERATION = 64


class Plans:
    """Up to 64 plans of one operation; the one used longest ago goes first. Thread-safe."""

    def __init__(self) -> None:
        self._decided: dict[str, str] = {}
        self._made: OrderedDict[tuple[Any, ...], CompiledOperation] = OrderedDict()
        self._lock = Lock()

    def get(self, variables: Mapping[str, Any]) -> CompiledOperation | None:
        """Return the cached plan for these variables, or None."""
        key = decisions(self._decided, variables)
        made = self._made.get(key)
        if made is not None and len(self._made) > 1:
            with self._lock:
                if key in self._made:
                    self._made.move_to_end(key)
        return made

    def keep(self, variables: Mapping[str, Any], made: CompiledOperation, decided: Mapping[str, str]) -> None:
        """Cache a plan for these variables; `decided`: variable -> how its value decided the shape."""
        with self._lock:
            known = _stricter(self._decided, decided)
            if known != self._decided:
                # A further variable matters: the keys of cached plans are too short to tell them apart.
                self._decided, self._made = known, OrderedDict()
            self._made[decisions(self._decided, variables)] = made
            while len(self._made) > PLANS_PER_OPERATION:
                self._made.popitem(last=False)


def _stricter(known: Mapping[str, str], decided: Mapping[str, str]) -> dict[str, str]:
    """Merge two maps of deciding variables; the stricter rule wins (value over length over presence)."""
    return {
        name: max(known.get(name, PRESENCE), decided.get(name, PRESENCE), key=STRICTNESS.index)
        for name in {**known, **decided}
    }

"""Whole answers by entity tag, kept in memory for as long as there is room."""

from collections import OrderedDict


class ResponseCache:
    """Holds bodies of at most `most_bytes` in all; the one used longest ago goes first. For one event loop, not for threads."""

    def __init__(self, most_bytes: int = 64 << 20) -> None:
        self._most_bytes = most_bytes
        self._bytes_count = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()

    def get(self, tag: str) -> bytes | None:
        body = self._bodies.get(tag)
        if body is not None:
            self._bodies.move_to_end(tag)
        return body

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body, unless it would take more than an eighth of the room."""
        if tag in self._bodies or len(body) > self._most_bytes // 8:
            return
        self._bodies[tag] = body
        self._bytes_count += len(body)
        while self._bytes_count > self._most_bytes:
            _, gone = self._bodies.popitem(last=False)
            self._bytes_count -= len(gone)

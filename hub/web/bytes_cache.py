"""A cache of bytes in memory with a limit on its size, which evicts the least recently used: of answers by request, of query texts by hash."""

from collections import OrderedDict


class BytesCache:
    """Holds at most `most_bytes` in all; what was used longest ago goes first. For one event loop, not for threads."""

    def __init__(self, most_bytes: int = 64 << 20) -> None:
        self._most_bytes = most_bytes
        self._bytes_count = 0
        self._kept: OrderedDict[str | bytes, bytes] = OrderedDict()

    def get(self, name: str | bytes) -> bytes | None:
        kept = self._kept.get(name)
        if kept is not None:
            self._kept.move_to_end(name)
        return kept

    def put(self, name: str | bytes, content: bytes) -> None:
        """Keep a content, unless it would take more than an eighth of the room. What has a name never changes; names take room too."""
        size = len(name) + len(content)
        if name in self._kept or size > self._most_bytes // 8:
            return
        self._kept[name] = content
        self._bytes_count += size
        while self._bytes_count > self._most_bytes:
            gone, freed = self._kept.popitem(last=False)
            self._bytes_count -= len(gone) + len(freed)

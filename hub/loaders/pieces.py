"""The rows of a JSON document, parsed one at a time. Held as objects, a document takes ten times the size of its file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
import orjson

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])


class NotInPieces(Exception):
    """What cannot be taken to pieces: no JSON, or JSON that nests too deeply. Whoever reads it whole learns what is wrong."""


class Pieces:
    """An array whose elements are parsed each time that somebody goes through them."""

    def __init__(self, elements: Callable[[], Iterable[Any]]) -> None:
        """Go through what a call returns."""
        self._elements = elements

    def __iter__(self) -> Iterator[Any]:
        return iter(self._elements())

    def __bool__(self) -> bool:
        return any(True for _ in self)


def in_pieces(content: bytes, path: Sequence[str] | None) -> Any:
    """Return a document in UTF-8 with the array where `path` ends as Pieces; without a path, the document or the arrays right below it.

    Each piece is parsed once, so that no error comes later. Raises NotInPieces.
    """
    try:
        return _taken_apart(content, path)
    except (msgspec.DecodeError, orjson.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotInPieces(str(error)) from error


def _taken_apart(content: Any, path: Sequence[str] | None) -> Any:
    begins = bytes(memoryview(content)[:100]).lstrip()[:1]
    if begins == b"[" and not path:
        raw = _ARRAY.decode(content)
        found = Pieces(lambda: (orjson.loads(memoryview(each)) for each in raw))
        for _ in found:
            pass
        return found
    if begins != b"{" or path == []:
        return orjson.loads(memoryview(content))
    return {
        name: _taken_apart(each, path[1:] if path else [])
        if (bytes(memoryview(each)[:1]) == b"[" if path is None else name == path[0])
        else orjson.loads(memoryview(each))
        for name, each in _OBJECT.decode(content).items()
    }

"""Compression of answers with gzip or zstd, as the client prefers; each encoding has an entity tag of its own.

An application answers with the tag of the plain form. Here it gets the encoding's name as ending, which is taken off again where a client
sends it back, so the application never sees more than its own tags.
"""

import gzip
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import anyio.to_thread
import zstandard
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST_BYTES = 1000
"""Below this an answer fits into one packet anyway."""

LARGE_BYTES = 256_000
"""From this on compressing takes longer than other requests should wait, and is done in a thread."""

_GZIP_LEVEL, _ZSTD_LEVEL = 6, 3

_TEXTS = re.compile(
    r"(text/(?!event-stream)|application/(.*\+)?(json|xml|n-triples|n-quads|x-ndjson|trig|javascript)\b|image/svg)"
)
"""Media types that compression makes smaller; an event stream is left alone, for each event must go out at once."""

_TAG = re.compile(r'"([^"]*?)(?:-(zstd|gzip))?"')


class _Stream(Protocol):
    def compress(self, data: bytes, /) -> bytes:
        """Take in a part and return what is ready."""

    def flush(self) -> bytes:
        """Return the rest."""


@dataclass(frozen=True)
class Encoding:
    """A content coding: its name in `Accept-Encoding`, and how a whole body or a stream is put into it."""

    name: str
    whole: Callable[[bytes], bytes]
    stream: Callable[[], _Stream]


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(body)


ENCODINGS = (
    Encoding(
        "gzip",
        lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
        partial(zlib.compressobj, _GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16),
    ),
    Encoding("zstd", _zstd, lambda: zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()),
)
"""The first of equal quality is taken: clients on Node 20 ask for zstd, and cannot read it."""


def choose(accepted: str) -> Encoding | None:
    """Return the encoding for a value of `Accept-Encoding`; None for none at all. Of equal quality ours comes first."""
    qualities: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        given = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameter)
        qualities[name.strip()] = float(given[1]) if given else 1.0 if not parameter.strip() else 0.0
    others = qualities.get("*", 0.0)
    ranked = [(qualities.get(encoding.name, others), -at, encoding) for at, encoding in enumerate(ENCODINGS)]
    best, _, chosen = max(ranked, key=lambda entry: entry[:2])
    return chosen if best > 0 and best >= qualities.get("identity", 0.0) else None


class Compressing:
    """Middleware that compresses what is text, large enough and not compressed yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back in the encoding that the client prefers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        encoding = choose(asked.get("accept-encoding", ""))
        held = asked.get("if-none-match", "")
        if held:
            plain = _TAG.sub(r'"\1"', held).encode("latin-1")
            scope = {**scope, "headers": [(k, plain if k == b"if-none-match" else v) for k, v in scope["headers"]]}
        await self._app(scope, receive, _Answer(send, encoding, held))


class _Answer:
    """Sends one answer on. The head waits for the first part of the body, which tells how large the answer is."""

    def __init__(self, send: Send, encoding: Encoding | None, held: str) -> None:
        self._send = send
        self._encoding = encoding
        self._held = held
        self._head: Message | None = None
        self._stream: _Stream | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
        elif self._head is not None:
            head, self._head = self._head, None
            await self._begin(head, message)
        elif self._stream is not None and message["type"] == "http.response.body":
            await self._go_on(self._stream, message)
        else:
            await self._send(message)

    async def _begin(self, head: Message, first: Message) -> None:
        headers = MutableHeaders(raw=head["headers"])
        tag, is_whole = headers.get("etag", ""), not first.get("more_body", False)
        body: bytes = first.get("body", b"")
        varies = head["status"] == 304 or (
            head["status"] == 200
            and "content-encoding" not in headers
            and _TEXTS.match(headers.get("content-type", ""))
        )
        if varies:
            headers.add_vary_header("Accept-Encoding")
        size = len(body) if is_whole else int(headers.get("content-length", SMALLEST_BYTES))
        if head["status"] == 304 and tag:
            headers["etag"] = _held_as(tag, self._held)
        elif varies and self._encoding is not None and size >= SMALLEST_BYTES:
            headers["content-encoding"] = self._encoding.name
            del headers["accept-ranges"], headers["content-length"]
            if tag:
                headers["etag"] = _ending(tag, self._encoding.name)
            if is_whole:
                body = await _compressed(self._encoding, body)
                headers["content-length"] = str(len(body))
                first = {**first, "body": body}
            else:
                self._stream = self._encoding.stream()
        await self._send(head)
        await (self._go_on(self._stream, first) if self._stream is not None else self._send(first))

    async def _go_on(self, stream: _Stream, message: Message) -> None:
        more = message.get("more_body", False)
        part = stream.compress(message.get("body", b"")) + (b"" if more else stream.flush())
        if part or not more:
            await self._send({"type": "http.response.body", "body": part, "more_body": more})


async def _compressed(encoding: Encoding, body: bytes) -> bytes:
    return await anyio.to_thread.run_sync(encoding.whole, body) if len(body) >= LARGE_BYTES else encoding.whole(body)


def _ending(tag: str, encoding: str) -> str:
    """Return the tag of an encoding of an answer. A weak tag stays as it is: it does not promise the same bytes."""
    return f'{tag[:-1]}-{encoding}"' if tag.startswith('"') else tag


def _held_as(tag: str, held: str) -> str:
    """Return the tag under which a client holds the answer that the application knows as `tag`."""
    plain = tag.removeprefix("W/").strip('"')
    found = [(name, ending) for name, ending in _TAG.findall(held) if name == plain]
    return _ending(tag, found[0][1]) if found and found[0][1] else tag

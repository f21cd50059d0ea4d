"""Answers kept in memory: whatever depends only on the current release and the request's address, language, form and encoding is made once.

An answer says itself that it may be kept: by status 200, an entity tag that begins with the current release, and the cache lifetime of a
release. Those with a cookie or credentials are neither kept nor given, so nothing of a steward's session is ever shown to another.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.web.answers import language
from hub.web.bytes_cache import BytesCache
from hub.web.compression import choose
from hub.web.freshness import FRESH
from hub.web.site import Sites

LONGEST_NAME = 2000
"""Characters of all that an answer depends on; of longer requests none is kept."""

_OWN = ("/graphql", "/feed")
"""Where answers are kept by other means, or never."""

_PRIVATE = ("cookie", "authorization", "range")

_BODILESS = (b"content-length", b"content-type", b"content-encoding")


class Keeping:
    """Middleware that keeps answers, as they are sent, up to a number of bytes; those of a release before are dropped. For one event loop."""

    def __init__(self, app: ASGIApp, sites: Sites, most_bytes: int) -> None:
        self._app = app
        self._sites = sites
        self._most_bytes = most_bytes
        self._release_id = ""
        self._kept = BytesCache(most_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass the request on and keep its answer."""
        release_id = self._current() if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else None
        name = _name(scope) if release_id else None
        if release_id is None or name is None:
            await self._app(scope, receive, send)
            return
        kept = self._kept.get(name)
        if kept is not None:
            await _send(kept, scope, send)
        elif scope["method"] == "HEAD":
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Taking(send, self._kept, name, f'"{release_id}.'))

    def _current(self) -> str | None:
        """Return the id of the release that is served; None where it has yet to be opened."""
        site = self._sites.unchanged()
        if site is None or not self._most_bytes:
            return None
        if site.release.id != self._release_id:
            self._release_id, self._kept = site.release.id, BytesCache(self._most_bytes)
        return self._release_id


class _Taking:
    """Sends one answer on, and keeps it where it may be kept."""

    def __init__(self, send: Send, kept: BytesCache, name: str, tag: str) -> None:
        self._send = send
        self._kept = kept
        self._name = name
        self._tag = tag
        self._head: bytes | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            may_be_kept = (
                message["status"] == 200
                and headers.get("etag", "").startswith(self._tag)
                and headers.get("cache-control") == FRESH
                and "set-cookie" not in headers
            )
            lines = (b": ".join(pair) + b"\r\n" for pair in message["headers"])
            self._head = b"".join(lines) + b"\r\n" if may_be_kept else None
        elif self._head is not None:
            if not message.get("more_body", False):
                self._kept.put(self._name, self._head + message.get("body", b""))
            self._head = None
        await self._send(message)


async def _send(kept: bytes, scope: Scope, send: Send) -> None:
    """Send a kept answer; 304 to who holds it, and no body for HEAD."""
    head, _, body = kept.partition(b"\r\n\r\n")
    headers = [(name, value) for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n"))]
    held = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    tag = next(value for name, value in headers if name == b"etag")
    status = 200
    if tag in (part.strip().removeprefix(b"W/") for part in held.split(b",")):
        status, body = 304, b""
        headers = [(name, value) for name, value in headers if name not in _BODILESS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _name(scope: Scope) -> str | None:
    """Return all that an answer depends on besides the release; None where it may depend on more."""
    path: str = scope["path"]
    headers = Headers(scope=scope)
    if path.startswith(_OWN) or any(name in headers for name in _PRIVATE):
        return None
    encoding = choose(headers.get("accept-encoding", ""))
    parts = (
        scope.get("scheme", ""),
        headers.get("host", ""),
        scope.get("root_path", ""),
        path,
        scope["query_string"].decode("latin-1"),
        headers.get("accept", ""),
        language(Request(scope)),
        encoding.name if encoding else "",
    )
    name = "\n".join(parts)
    return name if len(name) <= LONGEST_NAME else None

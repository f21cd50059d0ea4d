"""Access records: the id of each request, its duration, and its line in the access log."""

import re
import time
import uuid
from typing import NamedTuple

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.web.metrics import Measured

REQUEST_ID = b"x-request-id"
"""The header by which a proxy names a request; its value is taken over, so that the logs of both can be joined."""

_SAFE = re.compile(r"[A-Za-z0-9._:-]{1,64}")

_NAMED = "hub.request_id"
"""Where the scope of a request holds its id."""


def named(given: bytes) -> str:
    """Return the id of a request: what a proxy called it, else a new one."""
    text = given.decode("latin-1")
    return text if _SAFE.fullmatch(text) else uuid.uuid4().hex[:16]


def reference(request: Request) -> str:
    """Return the id of a request, as logged."""
    found: str | None = request.scope.get(_NAMED)
    return named(b"") if found is None else found


class Answered(NamedTuple):
    """A request and its answer, as the access log tells of them."""

    method: str
    path: str
    status: int
    size: int
    seconds: float
    client: tuple[str, int] | None
    request_id: str


class AccessLog:
    """Writes a line for each answer: what was asked for (never the query, which may hold names), status, bytes, milliseconds, and who asked."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("hub.access")

    def tell(self, answered: Answered) -> None:
        """Write the line of one answer."""
        self._log.info(
            "answered",
            method=answered.method,
            path=answered.path[:200],
            status=answered.status,
            bytes=answered.size,
            duration_ms=round(answered.seconds * 1000, 2),
            client=answered.client[0] if answered.client else None,
            request_id=answered.request_id,
        )


class Observed:
    """Middleware that names each request, and counts and logs its answer."""

    def __init__(self, app: ASGIApp, measured: Measured, access_log: AccessLog | None) -> None:
        self._app = app
        self._measured = measured
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and observe its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 500, 0
        request_id = named(next((value for name, value in scope["headers"] if name == REQUEST_ID), b""))
        scope[_NAMED] = request_id
        client = scope.get("client")
        # Each request is a task, and so a context, of its own: what is bound here ends with it.
        structlog.contextvars.bind_contextvars(request_id=request_id, client=client[0] if client else None)

        async def observing(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, observing)
        finally:
            seconds = time.perf_counter() - began
            self._measured.of(scope["path"], scope["method"], status).observe(seconds)
            if self._access_log is not None:
                self._access_log.tell(
                    Answered(scope["method"], scope["path"], status, size, seconds, client, request_id)
                )

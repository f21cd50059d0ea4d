"""uvicorn's protocol for HTTP/1.1 with a short way for GraphQL: no scope, task and messages for an answer that is there at once.

What a thread has to make goes past the application, too. All else goes on as if the short way had not been tried. See docs/decisions/0038-graphql-speed.md.
"""

from asyncio import TimerHandle
from functools import lru_cache
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hub.web.graphql_request import LARGEST_BODY_BYTES
from hub.web.short_way import PATH, Later, ShortAnswer, ShortWay

_URL = PATH.encode()


class ShortWayProtocol(HttpToolsProtocol):
    """One connection. The application must carry a `ShortWay` as `state.short_way`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._short_way: ShortWay = self.app.state.short_way
        self._body: bytes | None = None
        """The body so far of a request that may go the short way; None while there is none."""
        self._quiet_since: float | None = None
        """When the last request was answered the short way; None from the first byte of the next one."""
        self._quiet_timer: TimerHandle | None = None

    def on_message_begin(self) -> None:
        """Take notice that a request comes."""
        self._quiet_since = None
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait for the body of what may go the short way; start the application for everything else."""
        is_first = self.cycle is None or self.cycle.response_complete
        if self.url == _URL and is_first and not self.expect_100_continue and self.parser.get_method() == b"POST":
            self._body = b""
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if self._body is None:
            super().on_body(body)
            return
        self._body += body
        if len(self._body) > LARGEST_BODY_BYTES:
            self._go_on()

    def on_message_complete(self) -> None:
        """Answer at once where that can be done, or have a thread make the answer."""
        if self._body is None:
            super().on_message_complete()
            return
        found = None if self.flow.write_paused else self._short_way.answer(self.headers, self._body)
        if not isinstance(found, ShortAnswer):
            self._go_on(found)
            super().on_message_complete()
            return
        self._body = None
        self.server_state.total_requests += 1
        keep_alive = self.parser.should_keep_alive() and self.parser.get_http_version() != "1.0"
        head = _head(tuple(self.server_state.default_headers), keep_alive)
        self.transport.write(b"%b%bcontent-length: %d\r\n\r\n%b" % (head, found.headers, len(found.body), found.body))
        if keep_alive:
            self._be_quiet()
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the connection."""
        super().connection_lost(exc)
        if self._quiet_timer is not None:
            self._quiet_timer.cancel()

    def _go_on(self, later: Later | None = None) -> None:
        """Hand what has come so far to the application, or to what answers this one request."""
        body, self._body = self._body or b"", None
        application = self.app
        self.app = later or application
        super().on_headers_complete()
        self.app = application
        super().on_body(body)

    def _be_quiet(self) -> None:
        """Begin to wait for the next request. One timer serves many answers: to set one for each took as long as to parse a request."""
        self._quiet_since = self.loop.time()
        if self._quiet_timer is None:
            self._quiet_timer = self.loop.call_later(self.timeout_keep_alive, self._end_quiet)

    def _end_quiet(self) -> None:
        """Close the connection where no request has come for as long as uvicorn waits, or look again when that is over."""
        self._quiet_timer = None
        if self._quiet_since is None:
            return
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._quiet_timer = self.loop.call_later(left, self._end_quiet)
        else:
            self.timeout_keep_alive_handler()


@lru_cache(maxsize=4)
def _head(default_headers: tuple[tuple[bytes, bytes], ...], keep_alive: bool) -> bytes:  # noqa: FBT001  by place it is found sooner
    """Return status line and the server's own headers, which change once a second."""
    headers = default_headers if keep_alive else (*default_headers, (b"connection", b"close"))
    return b"HTTP/1.1 200 OK\r\n" + b"".join(b"%b: %b\r\n" % header for header in headers)

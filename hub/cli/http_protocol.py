"""uvicorn's protocol for HTTP/1.1 with a short way for GraphQL: no task and messages for an answer that is there at once or that a thread makes.

All else goes on as if the short way had not been tried. See docs/decisions/0038-graphql-speed.md.
"""

from asyncio import Event, TimerHandle
from functools import lru_cache
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from hub.web.graphql_request import LARGEST_BODY_BYTES
from hub.web.short_way import PATH, Later, LongWay, ShortAnswer, ShortWay

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
        self._quiet_since = None
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
        body = self._body
        found = None if body is None or self.flow.write_paused else self._short_way.answer(self.headers, body)
        if body is None or found is None:
            self._go_on()
            super().on_message_complete()
            return
        self._body = None
        version = self.parser.get_http_version()
        keep_alive = self.parser.should_keep_alive() and version != "1.0"
        if isinstance(found, Later):
            self.scope["http_version"] = version
            self.cycle = _Waiting(self, body, keep_alive=keep_alive)
            found.begin(self.cycle.tell)
        else:
            self.write(found, keep_alive=keep_alive)

    def write(self, answer: ShortAnswer, *, keep_alive: bool) -> None:
        """Send an answer, and go on to the next request or close the connection."""
        head = _head(tuple(self.server_state.default_headers), keep_alive)
        told = (head, answer.headers, len(answer.body), answer.body)
        self.transport.write(b"%b%bcontent-length: %d\r\n\r\n%b" % told)
        if not keep_alive:
            self.transport.close()
        if self.pipeline:
            self.on_response_complete()
            return
        self.server_state.total_requests += 1
        if keep_alive:
            self._be_quiet()

    def start(self, cycle: RequestResponseCycle, long_way: LongWay) -> None:
        """Have a request answered the long way; its scope has no address yet."""
        scope, path = cycle.scope, self.root_path + PATH
        scope["method"], scope["path"], scope["raw_path"], scope["query_string"] = "POST", path, path.encode(), b""
        self._start_asgi_task(cycle, cast("Any", long_way))  # whose interface Starlette and uvicorn type differently

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the connection."""
        super().connection_lost(exc)
        if self._quiet_timer is not None:
            self._quiet_timer.cancel()

    def _go_on(self) -> None:
        """Hand what has come so far of a request that might have gone the short way to the application."""
        body, self._body = self._body, None
        if body is not None:
            super().on_headers_complete()
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


class _Waiting(RequestResponseCycle):
    """A request whose answer a thread makes. What comes behind it on the connection waits for it, as uvicorn has it wait."""

    def __init__(self, protocol: ShortWayProtocol, body: bytes, *, keep_alive: bool) -> None:
        super().__init__(
            scope=protocol.scope,
            transport=protocol.transport,
            flow=protocol.flow,
            logger=protocol.logger,
            access_logger=protocol.access_logger,
            access_log=protocol.access_log,
            default_headers=protocol.server_state.default_headers,
            message_event=Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=protocol.on_response_complete,
        )
        self.body += body
        self.more_body = False
        self.message_event.set()
        self._protocol = protocol

    def tell(self, answer: ShortAnswer | LongWay) -> None:
        """Write an answer, or have it told the long way. Nobody is there to be told where the connection is lost."""
        if self.disconnected or self.transport.is_closing():
            return
        if isinstance(answer, ShortAnswer):
            self.response_complete = True
            self._protocol.write(answer, keep_alive=self.keep_alive)
        else:
            self._protocol.start(self, answer)


@lru_cache(maxsize=4)
def _head(default_headers: tuple[tuple[bytes, bytes], ...], keep_alive: bool) -> bytes:  # noqa: FBT001  by place it is found sooner
    """Return status line and the server's own headers, which change once a second."""
    headers = default_headers if keep_alive else (*default_headers, (b"connection", b"close"))
    return b"HTTP/1.1 200 OK\r\n" + b"".join(b"%b: %b\r\n" % header for header in headers)

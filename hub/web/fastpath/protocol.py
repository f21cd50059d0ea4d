"""The HTTP/1.1 protocol of `hub serve`: a bounded connection whose `POST /graphql` takes the fast path."""

from asyncio import Event, TimerHandle
from functools import lru_cache
from typing import Any, cast

from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from hub.web.connections import BoundedProtocol
from hub.web.fastpath.path import PATH, Answer, Deferred, FastPath
from hub.web.graphql_request import LARGEST_BODY_BYTES

_URL = PATH.encode()


class FastPathProtocol(BoundedProtocol):
    """One connection. The application must carry a `FastPath` as `state.fast_path`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._path: FastPath = self.app.state.fast_path
        self._parts: list[bytes] | None = None
        """The body so far of a request that may take the fast path; None while there is none."""
        self._size = 0
        self._idle_since: float | None = None
        """When the last request was answered here; None from the first byte of the next one."""
        self._idle_timer: TimerHandle | None = None

    def on_message_begin(self) -> None:
        """Take notice that a request comes."""
        self._idle_since = None
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait for the body of what may take the fast path; start the application for everything else."""
        self._idle_since = None
        if self.pass_over():
            return
        is_first = self.cycle is None or self.cycle.response_complete
        if self.url == _URL and is_first and not self.expect_100_continue and self.parser.get_method() == b"POST":
            self._parts, self._size = [], 0
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if self._parts is None:
            super().on_body(body)
            return
        self._parts.append(body)
        self._size += len(body)
        if self._size > LARGEST_BODY_BYTES:
            self._hand_over()

    def on_message_complete(self) -> None:
        """Answer immediately where that can be done, or have a thread make the answer."""
        body = None if self._parts is None else b"".join(self._parts)
        found = None if body is None or self.flow.write_paused else self._path.answer(self.headers, body, self.client)
        if body is None or found is None:
            self._hand_over()
            super().on_message_complete()
            return
        self._parts = self._due = None
        version = self.parser.get_http_version()
        keep_alive = self.parser.should_keep_alive() and version != "1.0"
        if isinstance(found, Deferred):
            self.scope["http_version"] = version
            self.cycle = _DeferredCycle(self, body, keep_alive=keep_alive)
            found.start(self.cycle.send_answer)
        else:
            self.write(found, keep_alive=keep_alive)

    def write(self, answer: Answer, *, keep_alive: bool) -> None:
        """Send an answer, and go on to the next request or close the connection."""
        head = _head(tuple(self.server_state.default_headers), answer.status, keep_alive)
        self.transport.write(
            b"%b%bcontent-length: %d\r\n\r\n%b" % (head, answer.headers, len(answer.body), answer.body)
        )
        if not keep_alive:
            self.transport.close()
        if self.pipeline:
            self.on_response_complete()
            return
        self.server_state.total_requests += 1
        if keep_alive:
            self._be_idle()

    def start(self, cycle: RequestResponseCycle, application: ASGIApp) -> None:
        """Have an application answer a request; its scope has no address yet."""
        scope, path = cycle.scope, self.root_path + PATH
        scope["method"], scope["path"], scope["raw_path"], scope["query_string"] = "POST", path, path.encode(), b""
        self._start_asgi_task(cycle, cast("Any", application))  # whose interface Starlette and uvicorn type differently

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the connection."""
        super().connection_lost(exc)
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    def _hand_over(self) -> None:
        """Hand what has come so far of a request that might have taken the fast path to the application."""
        parts, self._parts = self._parts, None
        if parts is not None:
            super().on_headers_complete()
            super().on_body(b"".join(parts))

    def _be_idle(self) -> None:
        """Begin to wait for the next request. One timer serves many answers: to set one for each took as long as to parse a request."""
        self._idle_since = self.loop.time()
        if self._idle_timer is None:
            self._idle_timer = self.loop.call_later(self.timeout_keep_alive, self._end_idle)

    def _end_idle(self) -> None:
        """Close the connection where no request has come for as long as uvicorn waits, or look again when that is over."""
        self._idle_timer = None
        if self._idle_since is None:
            return
        left = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._idle_timer = self.loop.call_later(left, self._end_idle)
        else:
            self.timeout_keep_alive_handler()


class _DeferredCycle(RequestResponseCycle):
    """A request whose answer a thread makes. What comes behind it on the connection waits for it, as uvicorn has it wait."""

    def __init__(self, protocol: FastPathProtocol, body: bytes, *, keep_alive: bool) -> None:
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

    def send_answer(self, answer: Answer | ASGIApp) -> None:
        """Write an answer, or have an application do so. Nobody is there to read it where the connection is lost."""
        if self.disconnected or self.transport.is_closing():
            return
        if isinstance(answer, Answer):
            self.response_complete = True
            self._protocol.write(answer, keep_alive=self.keep_alive)
        else:
            self._protocol.start(self, answer)


@lru_cache(maxsize=8)
def _head(default_headers: tuple[tuple[bytes, bytes], ...], status: int, keep_alive: bool) -> bytes:  # noqa: FBT001  by place it is found sooner
    """Return status line and the server's own headers, which change once a second."""
    headers = default_headers if keep_alive else (*default_headers, (b"connection", b"close"))
    return STATUS_LINE[status] + b"".join(b"%b: %b\r\n" % header for header in headers)

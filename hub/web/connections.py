"""uvicorn's HTTP/1.1 protocol with limits: open connections, time to receive a request, and time for which a client may stop reading.

A request must be complete within a set time of its first byte, or of the opening of a new connection; otherwise the client gets 408
and the connection is closed (slow loris). A client that stops reading its answer is disconnected. Connections over the limit get 503
with Retry-After.

An `Upgrade` to anything but WebSocket is ignored (RFC 9110, 7.8): the request is parsed again without it. The parser would otherwise
accept the upgrade and drop the body; Java's HttpClient asks for h2c with each request until it has learned better.
"""

from asyncio import BaseTransport, TimerHandle, Transport
from dataclasses import dataclass
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from hub.web.admission import RETRY_S, Admission, Place

_HOP_BY_HOP = (b"upgrade", b"http2-settings")
"""Headers and tokens of `Connection` that belong to an upgrade which is ignored."""

BUSY = "expected fewer requests at once, try again in a moment"
"""Body of the 503 response when the queue is full."""

_RETRY = b"retry-after: %d\r\n" % RETRY_S

_LINGERS_S = 1.0
"""Seconds until a connection over the limit gets its 503 response, if it sends no request before."""


@dataclass(frozen=True)
class ConnectionLimits:
    """What one process takes."""

    connections: int = 1_000
    request_s: float = 30.0
    """Seconds from the first byte of a request, or from the beginning of a connection, until the request is complete."""
    stalled_s: float = 60.0
    """Seconds that a client may take nothing of an answer."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection. The application must carry `ConnectionLimits` as `state.connection_limits` and an `Admission` as `state.admission`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._limits: ConnectionLimits = self.app.state.connection_limits
        self._admission: Admission = self.app.state.admission
        self._lined_up_count = 0
        """Packets of this connection that wait for their turn."""
        self._is_turned_away = False
        """True for a connection over the limit."""
        self._is_refused = False
        """True while a request is read that is answered with 503, for too many wait."""
        self._is_replayed = False
        """True while a request with an ignored upgrade is parsed: it is parsed again without it."""
        self._due: float | None = None
        """When the incoming request must be complete; None while none is."""
        self._watch: TimerHandle | None = None
        self._stall: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Take a connection, or refuse it where there are too many."""
        super().connection_made(cast("Transport", transport))
        self._admission.connections_count += 1
        if len(self.connections) > self._limits.connections:
            self._is_turned_away = True
            self._watch = self.loop.call_later(_LINGERS_S, self._turn_away)
            return
        self._due = self.loop.time() + self._limits.request_s
        self._arm()

    def data_received(self, data: bytes) -> None:
        """Take in bytes of requests, now or when it is their turn."""
        if self._is_turned_away:
            self._turn_away()
            return
        if self._is_refused:
            self._read(data)
            self._is_refused = self._is_in_request()
            return
        if (self._lined_up_count or self._admission.is_late(self.loop)) and self._line_up(data):
            return
        self._read(data)

    def take(self, data: bytes) -> None:
        """Take in bytes whose turn it is."""
        self._leave_line()
        if not self.transport.is_closing():
            self._read(data)

    def refuse(self, data: bytes) -> bool:
        """Answer 503 to the requests that begin in these bytes, and return True; False where one has begun before."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if is_answering or self._is_in_request():
            return False
        self._leave_line()
        if not self.transport.is_closing():
            self._is_refused = True
            self._read(data)
            self._is_refused = self._is_in_request()  # the rest of it is to come
        return True

    def _is_in_request(self) -> bool:
        return self._due is not None and self.headers is not None

    def _leave_line(self) -> None:
        if self._lined_up_count:
            self._lined_up_count -= 1
            if not self._lined_up_count and not self.transport.is_closing():
                self.flow.resume_reading()

    def _line_up(self, data: bytes) -> bool:
        """Have bytes wait for their turn, with no more read from this connection meanwhile, or be refused; False where they may be read now."""
        placed = self._admission.place(self, data, is_next=not self._lined_up_count)
        if placed is Place.LINE:
            self._lined_up_count += 1
            self.flow.pause_reading()
        return placed is not Place.NONE

    def _read(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self.logger.info("a request that is no HTTP/1.1")
            self.send_400_response("Invalid HTTP request received.")
        except httptools.HttpParserUpgrade as upgrade:
            if self._is_refused:
                self.transport.close()
            elif self._should_upgrade():
                self._stop_watching()
                self.handle_websocket_upgrade()
            elif self.parser.get_method() == b"CONNECT":
                self._end(405, "expected another method: the hub is no proxy", b"allow: GET, HEAD, POST\r\n")
            else:
                self._replay(data[upgrade.args[0] :])
        else:
            if self._due is not None and self._watch is None:
                self._arm()

    def on_message_begin(self) -> None:
        """Take notice that a request comes."""
        self._is_replayed = False
        if self._due is None:
            self._due = self.loop.time() + self._limits.request_s
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Start the application, unless the request is read again or refused."""
        if not self.pass_over():
            if self.url.startswith(b"/feed/"):
                cast("dict[str, Any]", self.scope)["hub.allow_s"] = self._allow
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if not self._is_replayed and not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Record that a request is complete."""
        if self._is_replayed:
            return
        self._due = None
        if self._is_refused:
            self._shed()
        else:
            super().on_message_complete()

    def pass_over(self) -> bool:
        """Return True, and do not start the application, where a request is refused or asks for an unknown upgrade.

        Its headers are complete. A request with an unknown upgrade is parsed once more, without it.
        """
        if self._is_refused:
            if self.expect_100_continue:
                self._end(503, BUSY, _RETRY)
            return True
        self._is_replayed = self.parser.should_upgrade() and not self._should_upgrade()
        return self._is_replayed

    def pause_writing(self) -> None:
        """Take notice that the client does not read as fast as it is answered."""
        super().pause_writing()
        if self._stall is None:
            self._stall = self.loop.call_later(self._limits.stalled_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Take notice that it reads again."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the connection."""
        self._stop_watching()
        super().connection_lost(exc)

    def _allow(self, seconds: float) -> None:
        """Give the request that comes in more time from now on: the application knows its sender."""
        if self._due is not None:
            self._due = self.loop.time() + seconds

    def _arm(self) -> None:
        if self._due is not None:
            self._watch = self.loop.call_at(self._due, self._look)

    def _look(self) -> None:
        """Hang up on a client whose request is still incomplete; one timer serves many requests."""
        self._watch = None
        if self._due is None or self.transport.is_closing():
            return
        if self._due > self.loop.time():
            self._arm()
            return
        is_answered = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if is_answered:
            self.transport.abort()
        else:
            self._end(408, f"expected a whole request within {self._limits.request_s:g} s")

    def _shed(self) -> None:
        """Answer 503 to a request that is complete; the connection is kept, for to open another one costs more than the answer."""
        if self.transport.is_closing():
            return
        is_kept = self.parser.should_keep_alive() and self.parser.get_http_version() != "1.0"
        if not is_kept:
            self._end(503, BUSY, _RETRY)
            return
        self.transport.write(_answer(503, BUSY, _RETRY))
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _turn_away(self) -> None:
        """Tell a connection over the limit so, once it has asked: who closes while something is unread takes back what was written."""
        if not self.transport.is_closing():
            self._end(503, "expected fewer connections at once, try again", _RETRY)

    def _end(self, status: int, told: str, headers: bytes = b"") -> None:
        """Answer past the application, and hang up."""
        self.transport.write(_answer(status, told, headers + b"connection: close\r\n"))
        self.transport.close()

    def _stop_watching(self) -> None:
        for timer in (self._watch, self._stall):
            if timer is not None:
                timer.cancel()
        self._watch = self._stall = None

    def _replay(self, rest: bytes) -> None:
        """Read a request again without the upgrade that it asked for, and go on with what came behind its headers."""
        lines = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())]
        for name, value in self.headers:
            kept = value
            if name in _HOP_BY_HOP:
                continue
            if name == b"connection":
                tokens = [token.strip() for token in value.split(b",")]
                kept = b", ".join(token for token in tokens if token.lower() not in _HOP_BY_HOP)
                if not kept:
                    continue
            lines.append(b"%b: %b" % (name, kept))
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn has it
        self.data_received(b"\r\n".join(lines) + b"\r\n\r\n" + rest)


def _answer(status: int, told: str, headers: bytes) -> bytes:
    """Return a response in plain text with more headers, each ended by a line break."""
    body = told.encode()
    head = headers + b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n\r\n" % len(body)
    return STATUS_LINE[status] + head + body

"""uvicorn's protocol for HTTP/1.1 with a short way for GraphQL: no scope, task and messages for an answer that is there at once.

What the short way does not answer goes on as if it had not been tried. See docs/decisions/0038-graphql-speed.md.
"""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hub.web.short_way import MOST_BODY_BYTES, PATH, ShortWay

_URL = PATH.encode()


class ShortWayProtocol(HttpToolsProtocol):
    """One connection. The application must carry a `ShortWay` as `state.short_way`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._short_way: ShortWay = self.app.state.short_way
        self._body: bytes | None = None
        """The body so far of a request that may go the short way; None while there is none."""

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
        if len(self._body) > MOST_BODY_BYTES:
            self._go_on()

    def on_message_complete(self) -> None:
        """Answer at once where that can be done."""
        if self._body is None:
            super().on_message_complete()
            return
        found = None if self.flow.write_paused else self._short_way.answer(self.headers, self._body)
        if found is None:
            self._go_on()
            super().on_message_complete()
            return
        self._body = None
        keep_alive = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
        head = [b"HTTP/1.1 200 OK\r\n"]
        for name, value in self.server_state.default_headers:
            head += (name, b": ", value, b"\r\n")
        closing = b"" if keep_alive else b"connection: close\r\n"
        head += (found.headers, closing, b"content-length: %d\r\n\r\n" % len(found.body), found.body)
        self.transport.write(b"".join(head))
        if not keep_alive:
            self.transport.close()
        self.on_response_complete()

    def _go_on(self) -> None:
        """Hand what has come so far to the application."""
        body, self._body = self._body or b"", None
        super().on_headers_complete()
        super().on_body(body)

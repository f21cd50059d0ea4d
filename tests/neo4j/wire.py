"""A wire to a server that remembers what a client says, and that can be cut or held: Bolt as it travels, without any part of it played."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

ROUTE, BEGIN, RUN = b"\xb3\x66", b"\xb1\x11", b"\xb3\x10"
"""How the messages begin by which a client asks for the members of a cluster, begins a transaction, and runs a statement."""

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The whole message by which it commits."""


ANSWERED_S = 60
"""A server that hears what is cut off is given so long to do it."""


class Cut(NamedTuple):
    """Where a wire is cut: when a client says this. What `is_heard` the server does and answers, but the answer is lost."""

    at: bytes
    is_heard: bool


class Wire(socketserver.ThreadingTCPServer):
    """Passes on what it hears, both ways."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.there = ("127.0.0.1", port)
        self.said: list[bytes] = []
        self.cuts_left = 0
        self._cut = Cut(b"", is_heard=True)
        self._held_at = b""
        self._is_held, self._goes_on = threading.Event(), threading.Event()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def cut(self, cut: Cut, *, times: int = 1) -> None:
        """Hang up the next time, or the next so many times."""
        self._cut, self.cuts_left = cut, times

    def hold(self, at: bytes) -> threading.Event:
        """Hold what a client says next that has these words in it, until `go_on`. The event is set once it is held."""
        self._held_at = at
        return self._is_held

    def go_on(self) -> None:
        self._goes_on.set()

    def hears(self, words: bytes) -> Cut | None:
        """Return whether to hang up now."""
        self.said.append(words)
        if self._held_at and self._held_at in words:
            self._held_at = b""
            self._is_held.set()
            self._goes_on.wait()
        if not self.cuts_left or self._cut.at not in words:
            return None
        self.cuts_left -= 1
        return self._cut


class _Connection(socketserver.BaseRequestHandler):
    server: Wire

    def setup(self) -> None:
        self._is_mute, self._is_answered = False, threading.Event()

    def handle(self) -> None:
        with suppress(OSError), socket.create_connection(self.server.there) as there:
            answers = threading.Thread(target=self._answer, args=(there,))
            answers.start()
            while words := self.request.recv(1 << 16):
                cut = self.server.hears(words)
                if cut is None:
                    there.sendall(words)
                    continue
                if cut.is_heard:  # what the server answers is lost; else it might not get as far as to do what it heard
                    self._is_mute = True
                    there.sendall(words)
                    self._is_answered.wait(ANSWERED_S)
                self.request.shutdown(socket.SHUT_RDWR)
                break
            there.shutdown(socket.SHUT_WR)
            answers.join()

    def _answer(self, there: socket.socket) -> None:
        with suppress(OSError):
            while words := there.recv(1 << 16):
                if self._is_mute:
                    self._is_answered.set()
                else:
                    self.request.sendall(words)
            self.request.shutdown(socket.SHUT_RDWR)
        self._is_answered.set()


@contextmanager
def wire(port: int) -> Iterator[Wire]:
    """Lay a wire to a port of this machine."""
    with Wire(port) as laid:
        thread = threading.Thread(target=laid.serve_forever)
        thread.start()
        try:
            yield laid
        finally:
            laid.shutdown()
            thread.join()

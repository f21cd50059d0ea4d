"""uvicorn's protocol with the fast path of GraphQL keeps to HTTP."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from uvicorn.server import ServerState

from hub.web.admission import Admission
from hub.web.app import app
from hub.web.fastpath.protocol import FastPathProtocol
from hub.web.graphql_request import LARGEST_BODY_BYTES
from tests.web.conftest import Get
from tests.web.fastpath.test_path import JSON, body, patience

__all__ = ["patience"]


@pytest.fixture(scope="module", params=["at once", "in a thread"])
def server(request: pytest.FixtureRequest, out: Path) -> Iterator[tuple[str, int]]:
    """A server of its own, on a socket that listens before it runs, so that nobody has to wait for it; where it makes answers differs."""
    made = app(out)
    if request.param == "in a thread":
        made.state.sites.now().graphql.executor._ask_soon = None
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(made, http=FastPathProtocol, log_level="warning", lifespan="off", proxy_headers=False)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()
    running.should_exit = True
    thread.join()


def talk(server: tuple[str, int], *packets: bytes) -> bytes:
    """Send packets on one connection and return everything that comes until it is closed."""
    with socket.create_connection(server, timeout=10) as connection:
        for packet in packets:
            connection.sendall(packet)
        received = b""
        while part := connection.recv(1 << 16):
            received += part
    return received


def post(content: bytes, *headers: str, version: str = "1.1") -> bytes:
    told = ["Host: hub.example", "Content-Type: application/json", f"Content-Length: {len(content)}", *headers]
    return f"POST /graphql HTTP/{version}\r\n".encode() + "\r\n".join([*told, "", ""]).encode() + content


def bodies(received: bytes) -> list[bytes]:
    """Return the bodies of the answers, by their lengths."""
    found = []
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 ")
        (length,) = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length")]
        found.append(rest[:length])
        received = rest[length:]
    return found


def test_requests_on_one_connection_are_answered_in_their_order(server: tuple[str, int], get: Get) -> None:
    """Short, long (refused), short, another address, long (an error), short; in one packet, and byte by byte."""
    key = '{{ candidacy(id: "2042/dpr/8101/1/{}") {{ key }} }}'
    failing = body("{ region { key } }")
    asked = [body(key.format(1)), body("{ nope }"), body(key.format(2)), failing, body(key.format(3))]
    health = b"GET /healthz HTTP/1.1\r\nHost: hub.example\r\n\r\n"
    requests = [*map(post, asked[:3]), health, post(failing), post(asked[4], "Connection: close")]
    answers = [get("/graphql", "POST", content=each, headers=dict([JSON])).content for each in asked]
    expected = [*answers[:3], b"ok\n", *answers[3:]]
    assert bodies(talk(server, b"".join(requests))) == expected
    assert bodies(talk(server, *(bytes([byte]) for byte in b"".join(requests)))) == expected


def test_an_error_is_told_though_nothing_follows_on_the_connection(server: tuple[str, int], get: Get) -> None:
    failing = body('{ candidacies(before: "no cursor") { nodes { key } } }')
    expected = get("/graphql", "POST", content=failing, headers=dict([JSON])).content
    assert b"BAD_CURSOR" in expected
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(post(failing))
        assert bodies(connection.recv(1 << 16)) == [expected]


def test_a_connection_is_closed_as_the_client_asks(server: tuple[str, int]) -> None:
    asked = body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }')
    for request in (post(asked, "Connection: close"), post(asked, version="1.0")):
        received = talk(server, request)
        assert b"connection: close" in received
        assert len(bodies(received)) == 1


def test_a_body_that_is_too_large_is_refused(server: tuple[str, int]) -> None:
    received = talk(server, post(b" " * (LARGEST_BODY_BYTES + 1), "Connection: close"))
    assert received.startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_read(server: tuple[str, int]) -> None:
    asked = body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }')
    head = b"POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    half = len(asked) // 2
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (asked[:half], asked[half:], b""))
    received = talk(server, head + b"Connection: close\r\n\r\n" + chunks)
    assert b"2042/dpr/8101/1/1" in bodies(received)[0]


def test_who_hangs_up_before_the_body_is_whole_leaves_nothing_in_the_log(
    server: tuple[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    by_application = (
        b"POST /graphql?asOf=1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    )
    with socket.create_connection(server, timeout=10) as connection:
        connection.sendall(by_application)
    assert bodies(talk(server, post(body("{ __typename }"), "Connection: close"))) != []
    assert caplog.messages == []


class Clock(asyncio.AbstractEventLoop):
    """A loop whose time stands still until it is told, and that runs what is due by then."""

    def __init__(self) -> None:
        self.now = 100.0
        self.due: list[asyncio.TimerHandle] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Any, *_: Any, **__: Any) -> asyncio.TimerHandle:
        return self.call_later(when - self.now, callback)

    def call_later(self, delay: float, callback: Any, *_: Any, **__: Any) -> asyncio.TimerHandle:
        self.due.append(asyncio.TimerHandle(self.now + delay, callback, (), self))
        return self.due[-1]

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self.due.remove(handle)

    def get_debug(self) -> bool:
        return False

    def pass_to(self, now: float) -> None:
        self.now = now
        due, self.due = self.due, []
        for timer in due:
            if timer.when() <= now:
                timer._run()
            else:
                self.due.append(timer)


class Wire(asyncio.Transport):
    """A connection that keeps what is written, and counts answers."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.is_closed = self.is_aborted = False

    @property
    def answers_count(self) -> int:
        return self.written.count(b"HTTP/1.1 200 OK")

    def write(self, data: Any) -> None:
        if self.is_closed:
            raise RuntimeError("expected an open connection, as uvloop does")
        self.written += data

    def close(self) -> None:
        self.is_closed = True

    def abort(self) -> None:
        self.is_closed = self.is_aborted = True

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...

    def is_closing(self) -> bool:
        return self.is_closed


def connected(
    made: Starlette, loop: asyncio.AbstractEventLoop, state: ServerState | None = None
) -> tuple[FastPathProtocol, Wire]:
    """Return a connection to an application, and what it writes to; with the state of a server, beside its others."""
    made.state.sites.now()
    # Where time does not stand still no turn is ever over: what is late depends on the machine.
    made.state.admission = Admission(1.0, clock=loop.time if isinstance(loop, Clock) else lambda: 0.0)
    config = uvicorn.Config(made, lifespan="off", timeout_keep_alive=5)
    config.load()
    config.loaded_app = made
    wire = Wire()
    protocol = FastPathProtocol(config, state or ServerState(), {}, loop)
    protocol.connection_made(wire)
    return protocol, wire


@pytest.mark.parametrize(
    ("meanwhile", "answers_count"), [("hangs up", 0), ("shuts down", 1), ("asks again", 2), ("talks nonsense", 0)]
)
def test_what_happens_while_a_thread_makes_the_answer(out: Path, meanwhile: str, answers_count: int) -> None:
    async def wait() -> Wire:
        made = app(out)
        protocol, wire = connected(made, asyncio.get_running_loop())
        made.state.sites.now().graphql.executor._ask_soon = None
        request = post(body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }'))
        protocol.data_received(request)
        match meanwhile:
            case "hangs up":
                protocol.connection_lost(None)
            case "shuts down":
                protocol.shutdown()
            case "asks again":
                protocol.data_received(request)
            case _:
                protocol.data_received(request + b"nonsense\r\n\r\n")
        assert wire.written.startswith(b"HTTP/1.1 400 ") == (meanwhile == "talks nonsense")
        other, its_wire = connected(made, asyncio.get_running_loop())
        other.data_received(request)
        counted = made.state.measured.of("/graphql", "POST", 200).counts
        async with asyncio.timeout(30):
            while sum(counted) < 2 or wire.answers_count < answers_count or its_wire.answers_count < 1:
                await asyncio.sleep(0.001)
        return wire

    wire = asyncio.run(wait())
    assert wire.answers_count == answers_count
    assert wire.is_closed == (meanwhile != "asks again")
    assert (b"connection: close" in wire.written) == (meanwhile in {"shuts down", "talks nonsense"})


def test_a_request_that_came_in_part_before_an_answer_was_told_is_not_taken_for_idle(out: Path) -> None:
    async def wait() -> float | None:
        made = app(out)
        protocol, wire = connected(made, asyncio.get_running_loop())
        made.state.sites.now().graphql.executor._ask_soon = None
        first, second = (post(body(f'{{ candidacy(id: "2042/dpr/8101/1/{number}") {{ key }} }}')) for number in (1, 2))
        protocol.data_received(first + second[:20])
        async with asyncio.timeout(30):
            while wire.answers_count < 1:
                await asyncio.sleep(0.001)
        protocol.data_received(second[20:])
        return protocol._idle_since

    assert asyncio.run(wait()) is None


def test_an_idle_connection_is_closed_once_nothing_came_for_as_long_as_uvicorn_waits(out: Path) -> None:
    clock = Clock()
    protocol, wire = connected(app(out), clock)
    request = post(body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }'))
    for seconds in range(0, 12, 3):
        clock.pass_to(100.0 + seconds)
        protocol.data_received(request)
        assert len(clock.due) == 3, "one timer each for idle connections, slow requests, and the turn"
    assert (wire.answers_count, wire.is_closed) == (4, False)
    clock.pass_to(113.0)
    protocol.data_received(request[:-1])
    clock.pass_to(119.0)
    assert not wire.is_closed
    protocol.data_received(request[-1:])
    clock.pass_to(123.9)
    assert (wire.answers_count, wire.is_closed) == (5, False)
    clock.pass_to(124.0)
    assert wire.is_closed

"""Connections are bounded in number and time, and an upgrade that there is not is ignored."""

import asyncio
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hub.settings import Settings
from hub.web.admission import TURN_S
from hub.web.app import app
from tests.web.fastpath.test_path import body, patience
from tests.web.fastpath.test_protocol import Clock, bodies, connected, post, talk
from tests.web.listening import listening

__all__ = ["patience"]

ASKED = body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }')
HEAD = b"POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize("begun", [b"", b"POST /graph", HEAD, HEAD + b"Content-Length: 99\r\n\r\n{", b"\r\n"])
def test_a_connection_without_a_whole_request_ends(out: Path, begun: bytes) -> None:
    clock = Clock()
    protocol, wire = connected(app(out), clock)
    if begun:
        protocol.data_received(begun)
    clock.pass_to(129.9)
    assert not wire.is_closed
    clock.pass_to(130)
    assert wire.is_closed
    assert wire.written.startswith(b"HTTP/1.1 408 ")
    assert b"expected a whole request within 30 s" in wire.written


def test_a_byte_now_and_then_does_not_keep_a_connection(out: Path) -> None:
    """Slow loris: the time runs from the first byte of a request, whatever comes after it."""
    clock = Clock()
    protocol, wire = connected(app(out), clock)
    protocol.data_received(post(ASKED))
    assert wire.answers_count == 1
    clock.pass_to(104)
    for second, byte in enumerate(post(ASKED)[:29]):
        clock.pass_to(104 + second)
        protocol.data_received(bytes([byte]))
    assert not wire.is_closed
    clock.pass_to(134)
    assert wire.is_closed


def test_a_request_that_is_whole_in_time_is_answered_however_many_came_before(out: Path) -> None:
    clock = Clock()
    protocol, wire = connected(app(out), clock)
    for second in range(0, 120, 3):
        clock.pass_to(100 + second)
        request = post(ASKED)
        protocol.data_received(request[:9])
        clock.pass_to(102 + second)
        protocol.data_received(request[9:])
    assert (wire.answers_count, wire.is_closed) == (40, False)


def test_who_does_not_read_an_answer_is_hung_up_on(out: Path) -> None:
    clock = Clock()
    protocol, wire = connected(app(out), clock)
    protocol.data_received(post(ASKED))
    protocol.pause_writing()
    clock.pass_to(130)
    protocol.resume_writing()
    protocol.pause_writing()
    clock.pass_to(189.9)
    assert not wire.is_aborted
    clock.pass_to(190)
    assert wire.is_aborted


def test_more_connections_than_one_process_takes_are_told_when_to_come_again(out: Path) -> None:
    made = app(out, Settings(out=out, max_connections=2))
    clock = Clock()
    first, wire = connected(made, clock)
    second, _ = connected(made, clock, first.server_state)
    third, refused = connected(made, clock, first.server_state)
    third.data_received(post(ASKED))
    assert refused.is_closed
    assert refused.written.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 2\r\n" in refused.written
    first.data_received(post(ASKED))
    assert wire.answers_count == 1
    for gone in (second, third):
        gone.connection_lost(None)
    fourth, taken = connected(made, clock, first.server_state)
    fourth.data_received(post(ASKED))
    assert taken.answers_count == 1


UPGRADES = {
    "Java's HttpClient": [
        "Connection: Upgrade, HTTP2-Settings",
        "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk",
        "Upgrade: h2c",
    ],
    "kept alive": ["Connection: keep-alive, Upgrade", "Upgrade: h2c"],
    "another": ["Upgrade: TLS/1.0", "Connection: upgrade"],
    "a list": ["Upgrade: h2c, IRC/6.9", "connection: Upgrade"],
}


@pytest.mark.parametrize("name", UPGRADES)
@pytest.mark.parametrize("path", ["/graphql", "/graphql?asOf=1"])
def test_an_upgrade_that_there_is_not_is_ignored(out: Path, name: str, path: str) -> None:
    """RFC 9110, 7.8: a server may ignore it. The body belongs to the request, whole or byte by byte, and so does what follows it."""
    plain = post(ASKED).replace(b"POST /graphql ", f"POST {path} ".encode())
    asking = post(ASKED, *UPGRADES[name]).replace(b"POST /graphql ", f"POST {path} ".encode())
    last = post(ASKED, "Connection: close")
    with listening(app(out)) as address:
        server = (str(urlsplit(address).hostname), int(urlsplit(address).port or 0))
        expected = bodies(talk(server, plain + last))
        assert bodies(talk(server, asking + last)) == expected
        assert bodies(talk(server, *(bytes([byte]) for byte in asking), last)) == expected
        assert len(expected) == 2
        assert b"2042/dpr/8101/1/1" in expected[0]


def test_a_get_with_an_upgrade_is_answered(out: Path) -> None:
    """What `curl --http2` sends."""
    asked = (
        b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        b"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n"
    )
    with listening(app(out)) as address:
        server = (str(urlsplit(address).hostname), int(urlsplit(address).port or 0))
        closing = b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
        assert bodies(talk(server, asked + closing)) == [b"ok\n", b"ok\n"]


def test_the_hub_is_no_proxy(out: Path) -> None:
    protocol, wire = connected(app(out), Clock())
    protocol.data_received(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
    assert wire.written.startswith(b"HTTP/1.1 405 ")
    assert wire.is_closed


@pytest.mark.parametrize("path", ["/graphql", "/graphql?asOf=1"])
def test_a_body_in_chunks_of_one_byte_costs_as_much_as_it_is_long(out: Path, path: str) -> None:
    """Were what came so far copied for each byte, this would take ten times as long."""
    padded = ASKED + b" " * (180_000 - len(ASKED))
    head = HEAD.replace(b"/graphql", path.encode()) + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in padded) + b"0\r\n\r\n"
    with listening(app(out)) as address:
        server = (str(urlsplit(address).hostname), int(urlsplit(address).port or 0))
        talk(server, post(ASKED, "Connection: close"))
        began = time.process_time()
        received = talk(server, head + chunks)
        took = time.process_time() - began
    assert b"2042/dpr/8101/1/1" in received
    assert took < 2.5, f"{took:.1f} s of processor"


def test_a_loop_that_is_closed_has_no_timers_left(out: Path) -> None:
    """A connection that is lost takes its timers with it."""

    async def come_and_go() -> list[asyncio.TimerHandle]:
        clock = Clock()
        protocol, _ = connected(app(out), clock)
        protocol.data_received(HEAD)
        protocol.pause_writing()
        protocol.connection_lost(None)
        clock.pass_to(clock.now + TURN_S)  # the turn is not the connection's
        return [timer for timer in clock.due if not timer.cancelled()]

    assert asyncio.run(come_and_go()) == []

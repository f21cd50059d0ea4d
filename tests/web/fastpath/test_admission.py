"""Requests that come faster than they are answered wait for their turn, or are refused; a health check never waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.web.admission import TURN_S, Admission, Place
from hub.web.app import app
from tests.web.fastpath.test_path import body, patience
from tests.web.fastpath.test_protocol import Clock, Wire, connected, post

__all__ = ["patience"]

ASKED = post(body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }'))
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"


class Slow:
    """A connection each of whose requests takes a time."""

    def __init__(self, clock: Clock, seconds: float = 0.0009, *, is_answering: bool = False) -> None:
        self._clock, self._seconds, self._is_answering = clock, seconds, is_answering
        self.taken: list[bytes] = []
        self.refused_count = 0

    def take(self, data: bytes) -> None:
        self.taken.append(data)
        self._clock.now += self._seconds

    def refuse(self, data: bytes) -> bool:
        self.refused_count += not self._is_answering
        return not self._is_answering


def turns(clock: Clock, until: Callable[[], bool]) -> int:
    """Let the loop turn without anything new until something holds, and return how often it did."""
    for turn in range(10_000):
        if until():
            return turn
        clock.pass_to(clock.now)
    raise AssertionError("it never holds")


def late(admission: Admission, clock: Clock) -> None:
    """Begin a turn and use up its time."""
    assert not admission.is_late(clock)
    assert not admission.is_late(clock)
    clock.now += 2 * TURN_S
    assert admission.is_late(clock)


def test_a_turn_that_ends_in_time_lets_everybody_in() -> None:
    clock = Clock()
    admission = Admission(1.0, clock=clock.time)
    for _ in range(1_000):
        assert not admission.is_late(clock)
        clock.pass_to(clock.now + TURN_S / 3)


def test_who_is_late_is_taken_in_order_a_few_each_turn() -> None:
    clock = Clock()
    admission, taker = Admission(1.0, clock=clock.time), Slow(clock)
    late(admission, clock)
    sent = [b"GET /%d" % number for number in range(30)]
    assert all(admission.place(taker, each, is_next=True) is Place.LINE for each in sent)
    assert taker.taken == []
    clock.pass_to(clock.now)
    assert taker.taken == sent[:3]
    assert admission.is_late(clock)  # nobody overtakes those who wait
    turns(clock, lambda: taker.taken == sent)
    assert taker.refused_count == 0
    clock.pass_to(clock.now + TURN_S)
    clock.pass_to(clock.now + TURN_S)
    assert not admission.is_late(clock)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_check_does_not_wait_but_behind_its_own_connection(path: str) -> None:
    clock = Clock()
    admission, taker = Admission(1.0, clock=clock.time), Slow(clock)
    late(admission, clock)
    asked = f"GET {path} HTTP/1.1\r\n".encode()
    assert admission.place(taker, asked, is_next=True) is Place.NONE
    assert admission.place(taker, asked, is_next=False) is Place.LINE


def test_more_than_can_be_answered_in_time_are_refused_and_later_ones_are_not() -> None:
    """Four times what is answered comes for ten seconds; nobody waits for longer than a second, and then all is as before."""
    clock, counted = Clock(), []
    admission = Admission(1.0, lambda: counted.append(1), clock.time)
    taker, sent = Slow(clock), 0
    late(admission, clock)
    began = clock.now
    while clock.now < began + 10:
        while sent < (clock.now - began) * 4_400:  # it answers 1,100 a second
            sent += 1
            data = b"%.6f" % clock.now
            if admission.is_late(clock):
                admission.place(taker, data, is_next=True)
            else:
                taker.take(data)
            assert len(admission._line) <= 1_300
        clock.now += 0.0001  # the rest of what a loop does
        before = len(taker.taken)
        clock.pass_to(clock.now)
        assert all(clock.now - float(data) < 1.1 for data in taker.taken[before:])
    turns(clock, lambda: not admission._line)
    assert clock.now < began + 12
    assert len(taker.taken) + taker.refused_count == sent
    assert len(taker.taken) > 10_000
    assert len(counted) == taker.refused_count > 20_000


def test_who_is_being_answered_is_not_refused() -> None:
    clock = Clock()
    admission, taker = Admission(1.0, clock=clock.time), Slow(clock, is_answering=True)
    late(admission, clock)
    assert admission.place(taker, b"more of a body", is_next=True) is Place.LINE
    clock.pass_to(clock.now + 6)
    assert taker.taken == [b"more of a body"]


def test_one_that_takes_long_does_not_have_others_refused() -> None:
    clock = Clock()
    admission, quick, slow = Admission(1.0, clock=clock.time), Slow(clock), Slow(clock, 4.0)
    late(admission, clock)
    for taker in (*[quick] * 20, slow, *[quick] * 100):
        assert admission.place(taker, b"GET /", is_next=True) is Place.LINE
    turns(clock, lambda: bool(slow.taken))
    assert all(admission.place(quick, b"GET /", is_next=True) is Place.LINE for _ in range(100))
    turns(clock, lambda: len(quick.taken) == 220)
    assert quick.refused_count == 0


def _late_connections(out: Path, clock: Clock, count: int) -> tuple[Any, list[tuple[Any, Wire]]]:
    made = app(out)
    found = [connected(made, clock)]
    found += [connected(made, clock, found[0][0].server_state) for _ in range(count - 1)]
    made.state.admission = Admission(1.0, made.state.measured.refused.inc, clock.time)
    for protocol, _ in found:
        protocol._admission = made.state.admission
    late(made.state.admission, clock)
    return made, found


def test_connections_are_answered_when_it_is_their_turn(out: Path) -> None:
    clock = Clock()
    _, found = _late_connections(out, clock, 3)
    for protocol, wire in found:
        protocol.data_received(ASKED[:20])
        protocol.data_received(ASKED[20:] + ASKED)
        assert wire.written == b""
        assert protocol.flow.read_paused
    turns(clock, lambda: all(wire.answers_count == 2 for _, wire in found))
    assert not any(protocol.flow.read_paused for protocol, _ in found)


def _waited_too_long(out: Path, packet: bytes) -> tuple[Clock, Any, Wire]:
    """Return a connection whose first packet waited for longer than anybody may."""
    clock = Clock()
    made, ((protocol, wire), (gone, its_wire)) = _late_connections(out, clock, 2)
    for each in (protocol, gone):
        each.data_received(packet)
    gone.connection_lost(None)
    its_wire.close()
    clock.now += 6
    turns(clock, lambda: not made.state.admission._line)
    assert its_wire.written == b""
    assert b"hub_requests_refused_total 2.0" in made.state.measured.text()
    clock.pass_to(clock.now + TURN_S)
    return clock, protocol, wire


@pytest.mark.parametrize("packets", [(ASKED,), (ASKED[:90], ASKED[90:]), (ASKED[:-1], ASKED[-1:])])
def test_a_request_that_waits_too_long_is_refused_and_the_next_one_on_its_connection_is_not(
    out: Path, packets: tuple[bytes, ...]
) -> None:
    _, protocol, wire = _waited_too_long(out, packets[0])
    for rest in packets[1:]:
        protocol.data_received(rest)
    assert wire.written.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 2\r\n" in wire.written
    assert (wire.answers_count, wire.is_closed) == (0, False)
    protocol.data_received(ASKED)
    assert (wire.answers_count, wire.is_closed) == (1, False)


def test_who_is_refused_and_says_nothing_more_is_hung_up_on(out: Path) -> None:
    clock, _, wire = _waited_too_long(out, ASKED)
    clock.pass_to(clock.now + 5)
    assert wire.is_closed


@pytest.mark.parametrize(
    "header", ["Connection: close", "Expect: 100-continue", "Connection: Upgrade\r\nUpgrade: websocket"]
)
def test_who_cannot_go_on_is_refused_and_hung_up_on(out: Path, header: str) -> None:
    request = ASKED.replace(b"Host: hub.example", f"Host: hub.example\r\n{header}".encode())
    _, _, wire = _waited_too_long(out, request)
    assert wire.written.startswith(b"HTTP/1.1 503 ")
    assert wire.written.count(b"HTTP/1.1") == 1
    assert wire.is_closed

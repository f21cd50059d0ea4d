"""Counts of requests: tallies that are handed over say what prometheus-client would have counted one by one."""

from pathlib import Path

import prometheus_client as prometheus
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Route

from hub.web.app import app
from hub.web.metrics import _ROOMS, Measured

_KINDS = [("/graphql", "POST", 200), ("/graphql", "GET", 400), ("/id/party/1", "GET", 303)]

_SECONDS = st.sampled_from([0.0, 0.001, 0.005, 0.0051, 0.1, 0.3, 2.5, 9.0])


def reference(answered: list[tuple[int, float]]) -> list[str]:
    """Return the samples of prometheus-client after one call for each request."""
    registry = prometheus.CollectorRegistry()
    count = prometheus.Counter("hub_requests", "-", ("room", "method", "status"), registry=registry)
    seconds = prometheus.Histogram(
        "hub_request_seconds", "-", ("room",), buckets=(0.005, 0.025, 0.1, 0.5, 2.5), registry=registry
    )
    for kind, duration in answered:
        path, method, status = _KINDS[kind]
        room = path.split("/")[1]
        count.labels(room, method, str(status)).inc()
        seconds.labels(room).observe(duration)
    return samples(prometheus.generate_latest(registry))


def samples(text: bytes) -> list[str]:
    """Return the samples of a text in order, sums of seconds to nine places: they are added up in another order."""
    lines = [line.rpartition(" ") for line in text.decode().splitlines() if not line.startswith("#")]
    return sorted(f"{name} {round(float(value), 9)}" for name, _, value in lines)


@given(st.lists(st.tuples(st.integers(0, len(_KINDS) - 1), _SECONDS, st.booleans())))
def test_tallies_count_as_prometheus_client_does_whenever_they_are_handed_over(
    answered: list[tuple[int, float, bool]],
) -> None:
    measured = Measured()
    for kind, duration, is_handed_over in answered:
        measured.of(*_KINDS[kind]).observe(duration)
        if is_handed_over:
            measured.hand_over()
    measured.hand_over()
    counted = [each for each in samples(measured.text()) if not each.startswith("hub_requests_refused")]
    assert counted == reference([(kind, duration) for kind, duration, _ in answered])


def test_every_part_of_the_hub_has_a_count_of_its_own(out: Path) -> None:
    rooms = {route.path.split("/")[1] for route in app(out).routes if isinstance(route, Route)}
    assert {room for room in rooms if "." not in room and "{" not in room} - {
        "release",
        "sitemap",
        ".well-known",
    } <= _ROOMS

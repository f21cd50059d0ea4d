"""Counts and durations of requests for Prometheus, of all worker processes in one scrape.

With several workers each writes what it counts to a file of its own below PROMETHEUS_MULTIPROC_DIR, which `hub serve` sets; whichever is
scraped adds them up. What a process holds now (open files, memory, the release) is told of the one that is scraped.
"""

import os
from collections.abc import Iterator

import prometheus_client as prometheus
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import HubError
from hub.web.site import Sites

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that prometheus-client looks at when it is imported."""

_BOUNDS_S = (0.005, 0.025, 0.1, 0.5, 2.5)

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

_ROOMS = frozenset(
    {"", "id", "doc", "def", "dumps", "data", "reconcile", "sparql", "graphql", "healthz", "readyz", "metrics"}
)

prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]  # published without


class Kind:
    """Requests of one kind: the same part of the hub, method and status."""

    def __init__(self, count: prometheus.Counter, seconds: prometheus.Histogram) -> None:
        self._count = count
        self._seconds = seconds

    def observe(self, seconds: float) -> None:
        """Take one request into account."""
        self._count.inc()
        self._seconds.observe(seconds)


class Measured:
    """What was answered, by part of the hub, method and status."""

    def __init__(self) -> None:
        self._registry = prometheus.CollectorRegistry()
        labels = ("room", "method", "status")
        self._count = prometheus.Counter("hub_requests", "Requests answered.", labels, registry=self._registry)
        told = "Seconds from the request's headers to the end of its answer."
        self._seconds = prometheus.Histogram(
            "hub_request_seconds", told, ("room",), buckets=_BOUNDS_S, registry=self._registry
        )
        self._kinds: dict[tuple[str, str, int], Kind] = {}

    def of(self, path: str, method: str, status: int) -> Kind:
        """Return the requests of a kind, which may be kept to tell it of more."""
        room = path.removeprefix("/").partition("/")[0]
        kind = (room if room in _ROOMS else "other", method if method in _METHODS else "other", status)
        found = self._kinds.get(kind)
        if found is None:
            found = Kind(self._count.labels(*kind), self._seconds.labels(kind[0]))
            self._kinds[kind] = found
        return found

    def text(self) -> bytes:
        """Return the counts in Prometheus' text format, of all processes where there are several."""
        if DIRECTORY not in os.environ:
            return prometheus.generate_latest(self._registry)
        registry = prometheus.CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # published without
        return prometheus.generate_latest(registry)


class _State(Collector):
    """The release that is served and whether a newer one waits."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    def collect(self) -> Iterator[Metric]:
        behind = GaugeMetricFamily("hub_release_not_opened", "1 while the current release cannot be opened, else 0.")
        try:
            release = self._sites.now().release
            info = GaugeMetricFamily("hub_release_info", "The release that is served.", labels=("id", "number"))
            info.add_metric((release.id, str(release.manifest.number)), 1)
            yield info
        except HubError:
            pass
        behind.add_metric((), float(self._sites.not_opened is not None))
        yield behind


async def metrics(request: Request) -> Response:
    """Answer with counts and durations of requests, by route and status, and the state of this process."""
    state = request.app.state
    text = await run_in_threadpool(_text, state.measured, state.sites)
    return Response(text, headers={"Cache-Control": "no-store"}, media_type=prometheus.CONTENT_TYPE_PLAIN_0_0_4)


def _text(measured: Measured, sites: Sites) -> bytes:
    own = prometheus.CollectorRegistry()
    prometheus.ProcessCollector(registry=own)
    own.register(_State(sites))
    return measured.text() + prometheus.generate_latest(own)

"""Counts and durations of requests for Prometheus, of all worker processes in one scrape.

Each request is added to a tally in memory, at a tenth of the cost of prometheus-client. The tallies go to prometheus-client at each scrape. With several
workers they also go there once a second: each worker writes a file of its own in PROMETHEUS_MULTIPROC_DIR (set by `hub serve`), and the worker that
answers the scrape sums all files. Gauges of a process (open files, memory, release) are those of that worker only.
"""

import asyncio
import os
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

import prometheus_client as prometheus
from anyio.to_thread import run_sync
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import HubError
from hub.web.site import Sites

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that prometheus-client looks at when it is imported."""

_BOUNDS_S = (0.005, 0.025, 0.1, 0.5, 2.5)

_BUCKETS = (*(f"{bound:g}" for bound in _BOUNDS_S), "+Inf")

_HANDOVER_S = 1.0
"""Seconds between two handovers of a worker: what a scrape of another worker may lack."""

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

_ROOMS = frozenset((
    "", "id", "doc", "def", "dumps", "data", "reconcile", "sparql", "graphql", "feed", "healthz", "readyz", "metrics", "cari", "wilayah", "partai",
    "pindah", "bandingkan", "keterbukaan", "rencana-aksi", "temuan", "rilis", "tentang", "recap", "quality", "embed", "ldes", "catalog",
))  # fmt: skip

prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]  # published without


class Tally:
    """Requests of one kind (part of the hub, method, status) since the last handover. For one event loop."""

    __slots__ = ("counts", "seconds")

    def __init__(self) -> None:
        self.empty()

    def empty(self) -> None:
        """Begin again."""
        self.counts = [0] * len(_BUCKETS)
        self.seconds = 0.0

    def observe(self, seconds: float) -> None:
        """Add one request."""
        self.counts[bisect_left(_BOUNDS_S, seconds)] += 1
        self.seconds += seconds


class Measured:
    """What was answered, by part of the hub, method and status."""

    def __init__(self) -> None:
        self._registry = prometheus.CollectorRegistry()
        labels = ("room", "method", "status")
        self._count = prometheus.Counter("hub_requests", "Requests answered.", labels, registry=self._registry)
        self.refused = prometheus.Counter(
            "hub_requests_refused", "Requests refused as they came, for too many waited.", registry=self._registry
        )
        self._slower = prometheus.Counter(_SLOWER, "Requests by bucket.", ("room", "le"), registry=self._registry)
        self._seconds = prometheus.Counter(_SPENT, "Seconds of all requests.", ("room",), registry=self._registry)
        self._tallies: dict[tuple[str, str, int], Tally] = {}

    def of(self, path: str, method: str, status: int) -> Tally:
        """Return the tally of a kind of request, which may be kept to add more."""
        room = path.removeprefix("/").partition("/")[0]
        kind = (room if room in _ROOMS else "other", method if method in _METHODS else "other", status)
        return self._tallies.setdefault(kind, Tally())

    def hand_over(self) -> None:
        """Add all tallies to the counts of prometheus-client, and empty them. To be called in the event loop."""
        for (room, method, status), tally in self._tallies.items():
            if not any(tally.counts):
                continue
            self._count.labels(room, method, status).inc(sum(tally.counts))
            self._seconds.labels(room).inc(tally.seconds)
            for bucket, count in zip(_BUCKETS, tally.counts, strict=True):
                self._slower.labels(room, bucket).inc(count)
            tally.empty()

    async def keep_handing_over(self) -> None:
        """Hand over once a second where another process may be the one that is scraped; otherwise a scrape does."""
        while DIRECTORY in os.environ:
            await asyncio.sleep(_HANDOVER_S)
            self.hand_over()

    def text(self) -> bytes:
        """Return what was handed over in Prometheus' text format, of all processes where there are several."""
        registry = self._registry
        if DIRECTORY in os.environ:
            registry = prometheus.CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # published without
        told = prometheus.CollectorRegistry()
        told.register(_Requests(registry))
        return prometheus.generate_latest(told)


_SLOWER, _SPENT = "hub_request_bucket", "hub_request_spent"
"""Counters that are handed over and published as one histogram: that of prometheus-client takes one request at a time."""


class _Requests(Collector):
    """The counters of a registry, those of buckets and seconds as a histogram."""

    def __init__(self, registry: prometheus.CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterator[Metric]:
        counts: dict[str, dict[str, float]] = {}
        seconds: dict[str, float] = {}
        for metric in self._registry.collect():
            if metric.name == _SLOWER:
                for sample in metric.samples:
                    counts.setdefault(sample.labels["room"], {})[sample.labels["le"]] = sample.value
            elif metric.name == _SPENT:
                seconds = {sample.labels["room"]: sample.value for sample in metric.samples}
            else:
                yield metric
        told = "Seconds from the request's headers to the end of its answer."
        histogram = HistogramMetricFamily("hub_request_seconds", told, labels=("room",))
        for room, found in counts.items():
            up_to = accumulate(found.get(bucket, 0.0) for bucket in _BUCKETS)
            histogram.add_metric((room,), list(zip(_BUCKETS, up_to, strict=True)), seconds.get(room, 0.0))
        yield histogram


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
    state.measured.hand_over()
    text = await run_sync(_text, state.measured, state.sites, limiter=state.check_threads)
    return Response(text, headers={"Cache-Control": "no-store"}, media_type=prometheus.CONTENT_TYPE_PLAIN_0_0_4)


def _text(measured: Measured, sites: Sites) -> bytes:
    own = prometheus.CollectorRegistry()
    prometheus.ProcessCollector(registry=own)
    own.register(_State(sites))
    return measured.text() + prometheus.generate_latest(own)

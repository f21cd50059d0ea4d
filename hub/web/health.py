"""Health for who runs the server: alive, ready, and what it has answered so far, in the text format of Prometheus."""

import time
from bisect import bisect_left
from collections import Counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.errors import HubError
from hub.web.answers import site_of

_BOUNDS_S = (0.005, 0.025, 0.1, 0.5, 2.5)


def healthz(_: Request) -> Response:
    """Answer that the process is alive."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def readyz(request: Request) -> Response:
    """Answer whether a release is open and its store answers; 503 says why not."""
    try:
        site = site_of(request)
        site.rows.count("editions", {}, 1)
        site.store.check()
    except HubError as error:
        return PlainTextResponse(f"{error.code}: {error}\n", 503, {"Cache-Control": "no-store", "Retry-After": "5"})
    return PlainTextResponse(f"ready {site.release.id}\n", headers={"Cache-Control": "no-store"})


def metrics(request: Request) -> Response:
    """Answer with counts and durations of requests, by route and status, and the release that is served."""
    lines = request.app.state.measured.lines()
    try:
        release = site_of(request).release
        lines += [
            "# TYPE hub_release_info gauge",
            f'hub_release_info{{id="{release.id}",number="{release.manifest.number}"}} 1',
        ]
    except HubError:
        lines.append("# no release is open")
    text = "\n".join(lines) + "\n"
    return PlainTextResponse(text, headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4")


class Measured:
    """Counts requests by room (the first part of the path), method and status, and their durations by room."""

    ROOMS = frozenset(
        {"", "id", "doc", "def", "dumps", "data", "reconcile", "sparql", "graphql", "healthz", "readyz", "metrics"}
    )

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def tell(self, path: str, method: str, status: int, seconds: float) -> None:
        """Take one request into account."""
        room = path.removeprefix("/").partition("/")[0]
        room = room if room in self.ROOMS else "other"
        self._requests[room, method if method in {"GET", "HEAD", "POST", "OPTIONS"} else "other", status] += 1
        self._seconds[room] += seconds  # type: ignore[assignment]  # a counter of seconds
        self._buckets[room, bisect_left(_BOUNDS_S, seconds)] += 1

    def lines(self) -> list[str]:
        """Return the lines of the Prometheus text format."""
        found = ["# TYPE hub_requests_total counter"]
        for (room, method, status), count in sorted(self._requests.items()):
            found.append(f'hub_requests_total{{room="{room}",method="{method}",status="{status}"}} {count}')
        found.append("# TYPE hub_request_seconds histogram")
        for room in sorted(self._seconds):
            count = 0
            for place, mark in enumerate((*(f"{bound:g}" for bound in _BOUNDS_S), "+Inf")):
                count += self._buckets[room, place]
                found.append(f'hub_request_seconds_bucket{{room="{room}",le="{mark}"}} {count}')
            found.append(f'hub_request_seconds_sum{{room="{room}"}} {self._seconds[room]:.6f}')
            found.append(f'hub_request_seconds_count{{room="{room}"}} {count}')
        return found


class Measuring:
    """Middleware that tells every answer to a `Measured`."""

    def __init__(self, app: ASGIApp, measured: Measured) -> None:
        self._app = app
        self._measured = measured

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and time it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._measured.tell(scope["path"], scope["method"], status, time.perf_counter() - started)

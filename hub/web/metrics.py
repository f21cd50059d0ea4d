"""What the server has answered so far, in the text format of Prometheus."""

import time
from bisect import bisect_left
from itertools import accumulate

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.errors import HubError
from hub.web.answers import site_of

_BOUNDS_S = (0.005, 0.025, 0.1, 0.5, 2.5)

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

_ROOMS = frozenset(
    {"", "id", "doc", "def", "dumps", "data", "reconcile", "sparql", "graphql", "healthz", "readyz", "metrics"}
)


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


class Durations:
    """How long requests of one kind took: how many in each bucket, and the seconds of all."""

    def __init__(self) -> None:
        self.counts = [0] * (len(_BOUNDS_S) + 1)
        self.seconds = 0.0

    def tell(self, seconds: float) -> None:
        """Take one request into account."""
        self.counts[bisect_left(_BOUNDS_S, seconds)] += 1
        self.seconds += seconds

    def add(self, other: "Durations") -> None:
        """Take the requests of another kind into account too."""
        self.counts = [one + another for one, another in zip(self.counts, other.counts, strict=True)]
        self.seconds += other.seconds


class Measured:
    """Durations of requests by room (the first part of the path), method and status."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, int], Durations] = {}

    def of(self, path: str, method: str, status: int) -> Durations:
        """Return the durations of requests of a kind, which may be kept to tell it of more."""
        room = path.removeprefix("/").partition("/")[0]
        kind = (room if room in _ROOMS else "other", method if method in _METHODS else "other", status)
        return self._kinds.setdefault(kind, Durations())

    def lines(self) -> list[str]:
        """Return the lines of the Prometheus text format."""
        rooms: dict[str, Durations] = {}
        found = ["# TYPE hub_requests_total counter"]
        for (room, method, status), durations in sorted(self._kinds.items()):
            count = sum(durations.counts)
            found.append(f'hub_requests_total{{room="{room}",method="{method}",status="{status}"}} {count}')
            rooms.setdefault(room, Durations()).add(durations)
        found.append("# TYPE hub_request_seconds histogram")
        for room, durations in rooms.items():
            marks = [*(f"{bound:g}" for bound in _BOUNDS_S), "+Inf"]
            for mark, count in zip(marks, accumulate(durations.counts), strict=True):
                found.append(f'hub_request_seconds_bucket{{room="{room}",le="{mark}"}} {count}')
            found.append(f'hub_request_seconds_sum{{room="{room}"}} {durations.seconds:.6f}')
            found.append(f'hub_request_seconds_count{{room="{room}"}} {sum(durations.counts)}')
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
            self._measured.of(scope["path"], scope["method"], status).tell(time.perf_counter() - started)

"""Preview of a delivery as voters will see it: the pages of its candidate release, for stewards and approvers of its dataset alone.

They are the portal's own pages, with a line on each that they are not published. Files and linked data of a candidate are not given away: whoever gets one
would take it for published.
"""

from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import polars as pl
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Scope

from hub.errors import HubError, NotNow
from hub.feed import deliveries
from hub.feed.database import Row
from hub.feed.permissions import check
from hub.feed.queue import candidate_folder
from hub.feed.report import Report, read_report
from hub.feed.state import State
from hub.ids import NODE_TYPE_OF
from hub.publication import store_path
from hub.release import Release
from hub.release.kept import RELEASES
from hub.tables import BY_NAME
from hub.web import documents, quality, recap
from hub.web.answers import HttpError, link, refusal
from hub.web.feed.door import PRIVATE, feed_of, in_feed, member
from hub.web.pages import routes as pages
from hub.web.pages.kinds import MAKERS
from hub.web.site import Site, Sites

MOST_OPEN = 2
"""Candidates that are kept open; the one asked longest ago is closed first."""

MOST_NAMED = 5
"""Pages of one kind that a delivery names."""

_ROUTES = [
    *(each for each in pages.ROUTES if each.path in {"/", "/cari", "/wilayah", "/partai", "/pindah", "/bandingkan", "/keterbukaan", "/temuan", "/tentang"}),
    Route("/doc/{node_type}/{key:path}", documents.document),
    Route("/recap", recap.recap),
    Route("/quality", quality.quality),
]  # fmt: skip


class Candidate(Sites):
    """Hands out one release that is not published, whatever is current."""

    def __init__(self, folder: Path, release: Release, sites: Sites, delivery: str) -> None:
        super().__init__(folder, sites.settings)
        self._only = self._open_earlier(release)
        self._only.preview_of = delivery

    def now(self) -> Site:
        """Return the release."""
        return self._only


class Previews:
    """The candidates that are open, each with an application over its pages."""

    def __init__(self) -> None:
        self._open: dict[str, Starlette] = {}

    def of(self, folder: Path, release: Release, sites: Sites, delivery: str) -> Starlette:
        """Return the application over a candidate. Raises HubError where it is damaged."""
        made = self._open.pop(release.id, None)
        if made is None:
            made = Starlette(
                routes=_ROUTES, exception_handlers=dict.fromkeys((HTTPException, HttpError, HubError), _refused)
            )
            made.state.takes_reports = lambda: False
            made.state.sites = Candidate(folder, release, sites, delivery)
        self._open[release.id] = made
        while len(self._open) > MOST_OPEN:
            self._open.pop(next(iter(self._open)))
        return made


async def preview(request: Request) -> Response:
    """Answer with a page of the candidate of a delivery."""
    made = await in_feed(request, _opened, request)
    status, headers, body = await _asked(made, _scope(request))
    if headers.get("location") is None and not headers.get("content-type", "").startswith("text/html"):
        raise NotNow(
            "expected a page, found a file of a release that is not published",
            "Pratinjau hanya berupa halaman. Berkas baru dapat diambil sesudah terbit.",
        )
    kept = {
        name: text for name, text in headers.items() if name in {"content-type", "content-security-policy", "location"}
    }
    return Response(body, status, {**kept, **PRIVATE, "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff"})


def _opened(request: Request) -> Starlette:
    state, who, number = feed_of(request).state(), member(request), request.path_params["number"]
    row = deliveries.delivery(state, who, number)
    check(who, "preview", row["dataset"])
    release = candidate(state, row, read_report(state, row))
    with suppress(HubError, OSError):  # removed meanwhile
        if release is not None:
            previews: Previews = request.app.state.previews
            folder, sites = candidate_folder(state, number), request.app.state.sites
            return previews.of(folder, release, sites, link(request, f"/feed/kiriman/{number}"))
    raise NotNow(
        f"expected delivery {number} to wait for a decision with its candidate release at hand, found that it does not; hand the file in again to see it",
        "Pratinjau kiriman ini tidak ada lagi: sudah diputuskan, atau sudah terlalu lama. Serahkan lagi berkasnya untuk melihatnya.",
    )


def _scope(request: Request) -> Scope:
    """Return the request as the pages below the preview take it: for a page, whatever form is asked for, from nobody's cache."""
    prefix = link(request, f"/feed/kiriman/{request.path_params['number']}/pratinjau")
    query = [(name, text) for name, text in parse_qsl(request.url.query, keep_blank_values=True) if name != "format"]
    kept = [(name, text) for name, text in request.scope["headers"] if name in {b"host", b"accept-language"}]
    path = prefix + (request.path_params["path"] or "/")
    return {
        "type": "http", "asgi": request.scope["asgi"], "http_version": "1.1", "method": "GET", "scheme": request.url.scheme,
        "server": request.scope.get("server"), "client": None, "root_path": prefix, "path": path, "raw_path": path.encode(),
        "query_string": urlencode(query).encode(), "headers": [*kept, (b"accept", b"text/html")],
    }  # fmt: skip


async def _asked(made: Starlette, scope: Scope) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of what an application answers."""
    status, headers, body = 500, dict[str, str](), bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update((name.decode().lower(), text.decode()) for name, text in message["headers"])
        else:
            body.extend(message.get("body", b""))

    await made(scope, receive, send)
    return status, headers, bytes(body)


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HttpError):
        return refusal(request, error)
    if isinstance(error, HubError):
        return refusal(
            request, HttpError(503, error.code, "expected the candidate to be there, found that it is not any more")
        )
    return refusal(request, HttpError(404, "NOT_FOUND", "expected a page of the preview, found another address"))


def pages_of(state: State, row: Row, report: Report | None) -> list[tuple[str, str]]:
    """Return the pages that a delivery changes, with path and name: contests first, the first of each kind. Empty where there is nothing to look at."""
    found = candidate(state, row, report)
    if found is None or report is None:
        return []
    keys = {"contests": list(report.contests)} | {
        each.table: list(dict.fromkeys([*(change.key for change in each.changed), *each.added]))
        for each in report.tables
        if each.table != "contests" and NODE_TYPE_OF.get(each.table) in MAKERS
    }
    pages = []
    for table, wanted in keys.items():
        key_column, columns = BY_NAME[table].key_column(), BY_NAME[table].columns()
        called = next((name for name in ("name", "title") if name in columns), key_column)
        named = found.table(BY_NAME[table]).select(pl.col(key_column), pl.col(called).alias("name"))
        names = dict(named.filter(pl.nth(0).is_in(wanted)).iter_rows())
        pages += [(f"/doc/{NODE_TYPE_OF[table]}/{key}", names[key]) for key in wanted if key in names][:MOST_NAMED]
    return pages


def candidate(state: State, row: Row, report: Report | None) -> Release | None:
    """Return the candidate of a delivery that nobody has decided on, None where there is none to look at."""
    if row["state"] not in deliveries.PREVIEWED or report is None or report.candidate is None:
        return None
    folder = candidate_folder(state, row["number"])
    release = Release(folder / RELEASES / report.candidate)
    return release if store_path(folder, release).is_file() else None

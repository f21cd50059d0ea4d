"""SPARQL: the query half of the SPARQL 1.1 protocol, read-only, with limits."""

import threading
from pathlib import Path
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import UsageError
from hub.publication import dump_path
from hub.rdf import sparql
from hub.release import Release
from hub.web.answers import HttpError, page, site_of
from hub.web.body import read_text
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, Representation, negotiate
from hub.web.site import Site

LARGEST_QUERY_BYTES = 100_000
AT_ONCE = 2
"""Queries that run at the same time; others are told to come again."""

EXAMPLE = """PREFIX pe: <http://parliament.uk/ontologies/election/>
SELECT ?edition (COUNT(*) AS ?candidacies) WHERE {
  ?candidacy a pe:Candidacy ; pe:inElection/pe:formsPartOfGeneralElection ?edition .
} GROUP BY ?edition ORDER BY ?edition"""
"""The query that the page begins with; a test runs it."""

_OFFERED = tuple(Representation(name, media_type) for name, media_type in sparql.FORMATS.items())
_GRAPH_FIRST = (*_OFFERED[4:], *_OFFERED[:4])
_PLAIN = {"application/json": "json", "application/xml": "xml"}

_running = threading.BoundedSemaphore(AT_ONCE)


class Stores:
    """The SPARQL stores: each is made in the background when it is first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making: dict[str, threading.Thread] = {}
        self._made: dict[str, Path] = {}

    def folder(self, site: Site) -> Path:
        """Return the store of a release. Raises the HttpError 503 while it is being made."""
        name = site.release.id
        if name in self._made:
            return self._made[name]
        with self._lock:
            thread = self._making.get(name)
            if thread is None or not (thread.is_alive() or name in self._made):
                given = (site.out, site.release)  # and not the site, whose files would be open as long as this takes
                thread = threading.Thread(target=self._make, args=given, name=f"sparql-{name}", daemon=True)
                self._making[name] = thread
                thread.start()
        thread.join(timeout=2)
        if name in self._made:
            return self._made[name]
        message = "the SPARQL store of this release is being made; come again in a minute"
        raise HttpError(503, "NOT_READY", message, {"Retry-After": "30"})

    def _make(self, out: Path, release: Release) -> None:
        self._made[release.id] = sparql.open_store(out, release, dump_path(out, release, "nq"))
        with self._lock:
            self._making.pop(release.id, None)


async def endpoint(request: Request) -> Response:
    """Answer a query given by GET, by a form, or as the body; a browser without a query gets a page to write one on."""
    site = await run_in_threadpool(site_of, request)
    text, graphs = await _asked(request)
    if text is None:
        if request.method == "GET" and _wants_page(request):
            return page(request, site, "sparql.html", 200, {"Vary": "Accept"}, example=EXAMPLE)
        raise HttpError(400, "BAD_REQUEST", "expected the parameter `query`, found none")
    form = _form(request, text)
    stores: Stores = request.app.state.sparql
    folder = await run_in_threadpool(stores.folder, site)
    if not _running.acquire(blocking=False):
        raise HttpError(503, "BUSY", f"{AT_ONCE} queries are running already; come again", {"Retry-After": "5"})
    try:
        answer = await run_in_threadpool(sparql.query, folder, text, form.name, sparql.Limits(), graphs)
    except UsageError as error:
        raise HttpError(400, "BAD_QUERY", str(error)) from error
    except sparql.SparqlTimeout as error:
        raise HttpError(503, error.code, str(error)) from error
    finally:
        _running.release()
    headers = {"Vary": "Accept", "Cache-Control": MINUTE}
    return Response(answer, 200, headers, f"{form.media_type}; charset=utf-8")


async def _asked(request: Request) -> tuple[str | None, list[str]]:
    """Return the query and the IRIs of its default graphs. Raises HttpError for an update and for what is no query."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await read_text(request, LARGEST_QUERY_BYTES)
        if kind == "application/sparql-query":
            given["query"] = [body]
        elif kind == "application/x-www-form-urlencoded":
            given |= parse_qs(body, keep_blank_values=True)
        elif kind == "application/sparql-update":
            raise HttpError(403, "READ_ONLY", "expected a query, found an update; a release is never changed")
        else:
            expected = "application/sparql-query or application/x-www-form-urlencoded"
            raise HttpError(415, "MEDIA_TYPE", f"expected Content-Type {expected}, found {kind!r}")
    if "update" in given:
        raise HttpError(403, "READ_ONLY", "expected a query, found an update; a release is never changed")
    queries = given.get("query", [])
    if len(queries) > 1:
        raise HttpError(400, "BAD_REQUEST", f"expected one parameter `query`, found {len(queries)}")
    return (queries[0] if queries and queries[0].strip() else None), given.get("default-graph-uri", [])


def _form(request: Request, text: str) -> Representation:
    offered = _GRAPH_FIRST if sparql.answers_with_graph(text) else _OFFERED
    wanted = request.query_params.get("format")
    accept = request.headers.get("accept")
    form = negotiate(accept, wanted, offered[:4])
    if form is None and not wanted and accept:
        plain = negotiate(accept, None, tuple(Representation(name, kind) for kind, name in _PLAIN.items()))
        form = next((offer for offer in offered[:4] if plain and offer.name == plain.name), None)
        form = offered[0] if form is None and "text/html" in accept else form
    if form is None:
        raise HttpError(
            406, "NOT_ACCEPTABLE", f"expected one of {', '.join(offer.media_type for offer in offered[:4])}"
        )
    return form


def _wants_page(request: Request) -> bool:
    return negotiate(request.headers.get("accept"), None, (_OFFERED[0], HTML)) is HTML

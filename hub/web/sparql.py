"""SPARQL: the query half of the SPARQL 1.1 protocol, read-only, with limits; and the description of the service."""

import os
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hub.catalog.service import service_description
from hub.errors import UsageError
from hub.rdf.sparql.pool import Pool
from hub.rdf.sparql.question import FORMS, GRAPH_FORMS, TABLE_FORMS, Question, SparqlTimeout, answers_with_graph
from hub.rdf.sparql.store import is_made, make_apart, store_folder
from hub.web import sparql_editor
from hub.web.answers import HttpError, page, site_of
from hub.web.body import read_text
from hub.web.bytes_cache import BytesCache
from hub.web.catalog import FORMS as DESCRIBED
from hub.web.catalog import serialised
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, Representation, negotiate
from hub.web.site import Site
from hub.web.sparql_examples import EXAMPLES
from hub.web.sparql_page import SHOWN_LETTERS, VIEW, examples, files, prefixes, table

LARGEST_QUERY_BYTES = 100_000
AT_ONCE = max(2, os.cpu_count() or 1)
"""Queries that run at the same time; others wait for their turn, first come first served."""

MOST_WAITING = 256
"""Queries that may wait; others are asked to come again."""

FIRST_WAIT_S = 60
"""Seconds that a query waits for the store of a release to be made."""

_OFFERED = tuple(Representation(name, media_type) for name, media_type in FORMS.items())
_TABLES = tuple(offer for offer in _OFFERED if offer.name in TABLE_FORMS)
_GRAPHS = tuple(offer for offer in _OFFERED if offer.name in GRAPH_FORMS)
_PLAIN = {"application/json": "json", "application/xml": "xml"}
_NAMES = {"turtle": "ttl", "n3": "ttl", "json-ld": "jsonld", "ntriples": "nt", "nquads": "nq", "rdf+xml": "rdf"}
"""Further names of formats that clients use in `format=`; `xml` is RDF/XML if the answer is a graph."""


_NOTHING_SHOWN = {"table": None, "graph": None, "is_cut": False, "files": (), "problem": None}
"""What the page shows of an answer that there is none of."""


class Stores:
    """The SPARQL store of the release that is served, and the processes that ask it. Stores are made by processes of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making: dict[str, Popen[bytes]] = {}
        self._pool: Pool | None = None
        self._cache = BytesCache(16 << 20)
        self.turns = anyio.CapacityLimiter(AT_ONCE)
        weakref.finalize(self, _end_all, self._making)

    def prepare(self, out: Path, site: Site) -> Popen[bytes] | None:
        """Start making the store of a release where it is not there; None where it is."""
        with self._lock:
            if is_made(out, site.release):
                self._making.pop(site.release.id, None)
                return None
            making = self._making.get(site.release.id)
            if making is None or making.poll() is not None:
                making = self._making[site.release.id] = make_apart(out, site.release)
            return making

    def pool(self, site: Site) -> Pool:
        """Return the processes over the store of a release. Raises the HttpError 503 while it is being made."""
        folder = store_folder(site.out, site.release)
        pool = self._pool
        if pool is not None and pool.folder == folder:
            return pool
        making = self.prepare(site.out, site)
        if making is not None:
            with suppress(TimeoutExpired):
                making.wait(FIRST_WAIT_S)
        if not is_made(site.out, site.release):
            message = "the SPARQL store of this release is being made; come again in a minute"
            raise HttpError(503, "NOT_READY", message, {"Retry-After": "30"})
        with self._lock:
            if self._pool is None or self._pool.folder != folder:
                replaced, self._pool = self._pool, Pool(folder)
                if replaced is not None:
                    replaced.close()
            return self._pool

    def close(self) -> None:
        """End every process."""
        with self._lock:
            pool, self._pool = self._pool, None
            _end_all(self._making)
        if pool is not None:
            pool.close()

    async def answer(self, site: Site, question: Question) -> bytes:
        """Return the answer of the current release to a question; each is asked once for a release while there is room to keep it."""
        name = repr((site.release.id, question))
        kept = self._cache.get(name)
        if kept is not None:
            return kept
        if self.turns.statistics().tasks_waiting >= MOST_WAITING:
            raise HttpError(
                503, "BUSY", f"{MOST_WAITING} queries are waiting already; come again", {"Retry-After": "5"}
            )
        answer = await anyio.to_thread.run_sync(self._ask, site, question, limiter=self.turns)
        self._cache.put(name, answer)
        return answer

    def _ask(self, site: Site, question: Question) -> bytes:
        return self.pool(site).ask(question)


def _end_all(making: dict[str, Popen[bytes]]) -> None:
    while making:
        _, process = making.popitem()
        process.terminate()
        process.wait()


async def endpoint(request: Request) -> Response:
    """Answer a query given by GET, by a form, or as the body; without one a page to write it on, or the description of the service."""
    site = await run_in_threadpool(site_of, request)
    given = await _given(request)
    queries = given.get("query", [])
    if len(queries) > 1:
        raise HttpError(400, "BAD_REQUEST", f"expected one parameter `query`, found {len(queries)}")
    if not queries or not queries[0].strip():
        return _without_query(request, site)
    if given.get("view") == [VIEW]:
        return await _on_a_page(request, site, queries[0])
    form = _form(request, queries[0], next(iter(given.get("format", [])), None))
    stores: Stores = request.app.state.sparql
    try:
        graphs = tuple(given.get("default-graph-uri", [])), tuple(given.get("named-graph-uri", []))
        answer = await stores.answer(site, Question(queries[0], form.name, *graphs, base_iri=site.base))
    except UsageError as error:
        raise HttpError(400, "BAD_QUERY", str(error)) from error
    except SparqlTimeout as error:
        raise HttpError(400, error.code, str(error)) from error
    headers = {"Vary": "Accept", "Cache-Control": MINUTE}
    return Response(answer, 200, headers, f"{form.media_type}; charset=utf-8")


async def _on_a_page(request: Request, site: Site, query: str) -> Response:
    """Answer with the page that shows a query and its answer, or why there is none."""
    stores: Stores = request.app.state.sparql
    is_graph = answers_with_graph(query)
    shown: dict[str, Any] = {"query": query, "files": files(query, tuple(GRAPH_FORMS if is_graph else TABLE_FORMS))}
    status = 200
    try:
        answer = await stores.answer(site, Question(query, "ttl" if is_graph else "json", base_iri=site.base))
    except (UsageError, SparqlTimeout) as error:
        status, shown = 400, {"query": query, "problem": str(error)}
    else:
        if is_graph:
            text = answer.decode()
            shown |= {"graph": text[:SHOWN_LETTERS], "is_cut": len(text) > SHOWN_LETTERS}
        else:
            shown["table"] = table(answer, site.base)
    return await run_in_threadpool(_page, request, site, status, shown)


def _page(request: Request, site: Site, status: int, shown: dict[str, Any]) -> Response:
    about = {
        "examples": examples(site.base),
        "prefixes": prefixes(site.base),
        "chosen": request.query_params.get("lang"),
        "editor": sparql_editor.script(request),
    }
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": MINUTE if status == 200 else "no-store"}
    if about["editor"]:
        headers |= sparql_editor.GUARD
    return page(request, site, "sparql.html", status, headers, **about, **{**_NOTHING_SHOWN, **shown})


async def _given(request: Request) -> dict[str, list[str]]:
    """Return the parameters of the protocol, from address and body. Raises HttpError for an update and for what is no query."""
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
    return given


def _form(request: Request, text: str, wanted: str | None) -> Representation:
    """Return the form of the answer: what `format` names, else what `Accept` says. A name that is not known is no more than a hint."""
    offered = _GRAPHS if answers_with_graph(text) else _TABLES
    accept = request.headers.get("accept")
    if wanted:
        name = "rdf" if wanted == "xml" and offered is _GRAPHS else _NAMES.get(wanted.lower(), wanted)
        form = negotiate(None, name, offered)
        if form is not None:
            return form
    form = negotiate(accept, None, offered)
    if form is None and accept:
        plain = negotiate(accept, None, tuple(Representation(name, kind) for kind, name in _PLAIN.items()))
        form = next((offer for offer in offered if plain and offer.name == plain.name), None)
        form = offered[0] if form is None and "text/html" in accept else form
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(offer.media_type for offer in offered)}")
    return form


def _without_query(request: Request, site: Site) -> Response:
    """Answer a request without a query: a browser gets the page, a client that asks for RDF the description of the service."""
    if request.method == "GET":
        form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (HTML, *DESCRIBED))
        if form is HTML and "text/html" in request.headers.get("accept", ""):
            return _page(request, site, 200, {"query": EXAMPLES[0].text(site.base)})
        if form is not None and request.headers.get("accept", "*/*") != "*/*":
            content = serialised(service_description(site.release), form)
            return Response(
                content, 200, {"Vary": "Accept", "Cache-Control": MINUTE}, f"{form.media_type}; charset=utf-8"
            )
    raise HttpError(400, "BAD_REQUEST", "expected the parameter `query`, found none")

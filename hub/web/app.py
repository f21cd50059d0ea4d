"""The application: every address of the hub, over the release that is current."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from hub.errors import FeedError, HubError, StoreUnavailable, UsageError
from hub.schema.execute import Executor
from hub.settings import Settings, read_settings
from hub.web import (
    answers,
    catalog,
    data,
    data_files,
    data_query,
    descriptions,
    documents,
    dumps,
    graphiql,
    health,
    identifiers,
    ldes,
    logs,
    metrics,
    ontology,
    quality,
    recap,
    sparql,
    sparql_editor,
)
from hub.web.access import AccessLog, Observed
from hub.web.admission import Admission, Admitting
from hub.web.answers import HttpError, sites_of
from hub.web.compression import Compressing
from hub.web.connections import ConnectionLimits
from hub.web.cors import OpenToAll
from hub.web.fastpath.path import FastPath
from hub.web.feed.door import Feed
from hub.web.feed.preview import Previews
from hub.web.feed.refusals import feed_error
from hub.web.feed.routes import ROUTES as FEED
from hub.web.graphql import in_thread, schema_document
from hub.web.graphql_events import EVENTS, event_stream
from hub.web.graphql_request import BadRequest, read
from hub.web.graphql_socket import socket
from hub.web.kept_answers import Keeping
from hub.web.pages import routes as pages
from hub.web.reconcile import endpoint as reconcile
from hub.web.site import Sites
from hub.web.telemetry import Telemetry, Traced, is_configured
from hub.web.warming import warm

_log = logging.getLogger(__name__)


def app(out: Path, settings: Settings | None = None, telemetry: Telemetry | None = None) -> Starlette:
    """Return the application over the releases below `out`, traced where there is telemetry.

    A release is opened when the first request needs it, and again when another one has become current.
    """
    given = settings or Settings(out=out)
    measured, access_log = metrics.Measured(), AccessLog() if given.access_log else None
    traced = [Middleware(Traced, telemetry=telemetry)] if telemetry else []
    observed = Middleware(Observed, measured=measured, access_log=access_log)
    sites = Sites(out, given, telemetry.executor if telemetry else Executor)
    keeping = Middleware(Keeping, sites=sites, most_bytes=given.page_cache_mb << 20)
    made = Starlette(
        routes=[
            *pages.ROUTES,
            Route("/id/{node_type}/{key:path}", identifiers.identifier),
            Route("/doc/{node_type}/{key:path}", documents.document),
            Route("/def/", ontology.ontology),
            Route("/def/{name:path}", ontology.ontology),
            Route("/dumps/", dumps.dumps),
            Route("/dumps/{name}", dumps.dumps),
            Route("/data/", data.data),
            Route("/data/query.{form}", data_query.data_query),
            Route("/data/codebook", descriptions.codebook_page),
            Route("/data/codebook.{form}", descriptions.codebook_file),
            Route("/data/csv-metadata.json", descriptions.csv_metadata),
            Route("/data/{table}.csv-metadata.json", descriptions.csv_metadata),
            Route("/data/datapackage.json", descriptions.data_package),
            Route("/data/croissant.json", descriptions.croissant_metadata),
            Route("/data/citation.{form}", descriptions.cited),
            Route("/data/{release}/citation.{form}", descriptions.cited),
            Route("/data/{release}/manifest.json", data_files.released_file),
            Route("/data/{release}/tables/{name}", data_files.released_file),
            Route("/release/{release}", descriptions.release_address),
            Route("/data/{name}", data_files.data_file),
            Route("/data/{release}/{name}", data_files.data_file),
            Route("/recap", recap.recap),
            Route("/quality", quality.quality),
            *reconcile.ROUTES,
            Route("/catalog", catalog.catalog),
            Route("/catalog.{form}", catalog.catalog),
            Route("/.well-known/void", catalog.well_known_void),
            Route("/ldes", ldes.root),
            Route("/ldes/{release}", ldes.page),
            Route("/sparql/terms.json", sparql_editor.terms),
            Route("/sparql", sparql.endpoint, methods=["GET", "POST"]),
            Route("/graphql/schema.graphql", schema_document),
            Route("/graphql/assets/{version}/{name}", graphiql.asset),
            Route("/graphql", graphql, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            WebSocketRoute("/graphql", socket),
            Route("/healthz", health.healthz),
            Route("/readyz", health.readyz),
            Route("/metrics", metrics.metrics),
            *FEED,
        ],
        middleware=[*traced, observed, keeping, Middleware(Admitting), Middleware(OpenToAll), Middleware(Compressing)],
        exception_handlers=_HANDLERS,
        lifespan=_closing,
    )
    made.state.telemetry = telemetry
    made.state.sites = sites
    made.state.feed = Feed(out, given)
    made.state.previews = Previews()
    made.state.takes_reports = made.state.feed.is_on
    made.state.sparql = sparql.Stores()
    made.state.measured = measured
    made.state.fast_path = FastPath(made, sites, measured, access_log)
    made.state.check_threads = CapacityLimiter(2)  # of their own: a check does not wait behind pages
    made.state.admission = Admission(given.max_wait_s, measured.refused.inc)
    made.state.connection_limits = ConnectionLimits(given.max_connections, given.request_timeout_s)
    return made


@asynccontextmanager
async def _closing(made: Starlette) -> AsyncIterator[None]:
    """Hand over counts while the server runs; close the connections to a store when it stops."""
    try:
        await run_in_threadpool(made.state.feed.resume)
    except Exception:  # noqa: BLE001  whatever is wrong with a feed, the public is answered
        _log.exception("the files of stewards cannot be taken")
    handing_over = asyncio.create_task(made.state.measured.keep_handing_over())
    yield
    handing_over.cancel()
    made.state.measured.hand_over()
    made.state.fast_path.batching.close()
    await run_in_threadpool(made.state.sparql.close)
    await run_in_threadpool(made.state.sites.close)
    if made.state.telemetry is not None:
        await run_in_threadpool(made.state.telemetry.close)


def serving() -> Starlette:
    """Return the application that the environment asks for, its release open: the factory that a server process calls."""
    settings = read_settings()
    logs.configure(settings.log_format)
    made = app(settings.out, settings, Telemetry() if is_configured() else None)
    with suppress(HubError):  # told to whoever asks, and by /readyz
        made.state.sparql.prepare(settings.out, made.state.sites.now())
        if settings.warm:
            warm(made, made.state.sites.now())
    # What is here now stays: the schema alone is a quarter of a million objects, and a full pass over them stops every answer for 0.2 s.
    gc.collect()
    gc.freeze()
    # A large page makes some 10,000 objects that live as long as it: at 700 they would be looked through ten times.
    gc.set_threshold(5_000, 10, 50)
    return made


async def graphql(request: Request) -> Response:
    """Answer GraphQL from the current release, or from that of `?asOf=`."""
    earlier = request.query_params.get("asOf")
    try:
        sites = sites_of(request)
        site = None if earlier else sites.at_hand(may_open=True)
        if site is None:
            site = await in_thread(partial(sites.as_of, earlier) if earlier else sites.now)
    except UsageError as error:
        if not earlier:
            raise
        told = f"expected the id or number of a release that is kept as `asOf`, found {earlier!r}; see /data/"
        raise HttpError(404, "RELEASE_NOT_KEPT", told) from error
    if request.headers.get("accept", "").startswith(EVENTS.media_type):
        if earlier:
            told = "expected no `asOf` for an event stream, which follows the current release; ask with Accept: application/json"
            raise HttpError(400, "BAD_REQUEST", told)
        try:
            return event_stream(request.app.state.sites, await read(request))
        except BadRequest as error:
            raise HttpError(error.status, error.code, str(error), error.headers) from error
    return await site.graphql(request, None if earlier else lambda: sites.now().graphql)


async def _http_error(request: Request, error: HttpError) -> Response:
    return answers.refusal(request, error)


async def _starlette_error(request: Request, error: HTTPException) -> Response:
    code = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}.get(error.status_code, "BAD_REQUEST")
    message = {
        404: f"expected an address of the hub, found {request.url.path!r}",
        405: f"expected another method for {request.url.path!r}, found {request.method}",
    }.get(error.status_code, error.detail)
    return answers.refusal(request, HttpError(error.status_code, code, message, error.headers))


async def _hub_error(request: Request, error: HubError) -> Response:
    """Answer 503 where there is no release or store to answer from."""
    status = 503 if isinstance(error, StoreUnavailable | UsageError) else 500
    message = str(error) if isinstance(error, StoreUnavailable) else "no release can be served at the moment"
    return answers.refusal(request, HttpError(status, error.code, message, {"Retry-After": "5"}))


async def _unexpected(request: Request, error: Exception) -> Response:
    """Answer that something failed, without what; the server's log has it."""
    del error
    return answers.refusal(request, HttpError(500, "INTERNAL", "the hub failed to answer; the log says why"))


async def _gone(request: Request, error: ClientDisconnect) -> Response:
    """Answer nobody: a client that hung up before its request was complete is no failure of ours, and not logged as one."""
    del request, error
    return Response(status_code=400)


_HANDLERS: dict[Any, Any] = {
    ClientDisconnect: _gone,
    FeedError: feed_error,
    HttpError: _http_error,
    HTTPException: _starlette_error,
    HubError: _hub_error,
    Exception: _unexpected,
}
"""Each is called with the error that it is named for, which Starlette's types cannot say."""

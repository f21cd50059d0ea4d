"""GraphQL over HTTP: `GET` and `POST` of one query, by the GraphQL-over-HTTP specification, and a page to try it in a browser.

A release never changes, so the entity tag of an answer is known before it is made: release, query, variables, operation. What a
client or a cache already holds is answered with 304 without asking the store.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse
from starlette.responses import Response as HttpResponse

from hub.schema.execute import Executor, Request, Response
from hub.schema.schema import sdl
from hub.web.graphiql import PAGE
from hub.web.negotiation import HTML, Representation, negotiate
from hub.web.response_cache import ResponseCache

GRAPHQL = Representation("graphql", "application/graphql-response+json")
LEGACY = Representation("json", "application/json")

LARGEST_BODY_BYTES = 200_000
_FRESH = "public, max-age=60, stale-while-revalidate=600"


class BadRequest(Exception):
    """A request that is no GraphQL request; `status` is the HTTP status that says why."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


@dataclass(frozen=True)
class GraphQLEndpoint:
    """The endpoint over one store: `await endpoint(request)` answers a Starlette request."""

    executor: Executor
    cache: ResponseCache

    async def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer one request. Batches are refused: one request, one query."""
        given = negotiate(http.headers.get("accept"), None, (LEGACY, GRAPHQL, HTML))
        if given is None:
            return _refusal(
                BadRequest(406, f"expected Accept to allow {GRAPHQL.media_type} or {LEGACY.media_type}"), None
            )
        try:
            if http.method == "GET" and given is HTML and "query" not in http.query_params:
                return HTMLResponse(PAGE, headers={"Vary": "Accept"})
            request = await _read(http)
        except BadRequest as error:
            return _refusal(error, given)
        form = LEGACY if given is HTML else given
        return await self._answer(http, request, form)

    async def _answer(self, http: HttpRequest, request: Request, form: Representation) -> HttpResponse:
        tag = _entity_tag(self.executor.release_id, request, form)
        headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": _FRESH if http.method == "GET" else "no-cache"}
        if tag in http.headers.get("if-none-match", ""):
            return HttpResponse(status_code=304, headers=headers)
        body = self.cache.get(tag)
        if body is None:
            response = await self._execute(request)
            if response.has_errors:
                return _failure(response, form)
            body = response.body
            self.cache.put(tag, body)
        return HttpResponse(body, headers=headers, media_type=_content_type(form))

    async def _execute(self, request: Request) -> Response:
        """Execute at once what is known to be quick, and all else in a thread, so that it holds up no other request."""
        prepared = self.executor.prepare(request)
        if isinstance(prepared, Response):
            return prepared
        return prepared.run() if prepared.is_quick else await run_in_threadpool(prepared.run)


async def schema_document(_request: HttpRequest) -> HttpResponse:
    """Answer with the schema as GraphQL schema language."""
    return HttpResponse(sdl(), media_type="text/plain; charset=utf-8", headers={"Cache-Control": _FRESH})


async def _read(http: HttpRequest) -> Request:
    """Return the GraphQL request of an HTTP request. Raises BadRequest."""
    if http.method == "GET":
        return _request({name: _parameter(name, value) for name, value in http.query_params.items()})
    if http.method != "POST":
        raise BadRequest(405, f"expected GET or POST, found {http.method}", {"Allow": "GET, POST"})
    kind = http.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        # Also keeps forms of other sites from posting here: a browser asks before it sends this content type elsewhere.
        raise BadRequest(415, f"expected Content-Type application/json, found {kind or 'none'!r}")
    body = b""
    async for chunk in http.stream():
        body += chunk
        if len(body) > LARGEST_BODY_BYTES:
            raise BadRequest(413, f"expected a body of at most {LARGEST_BODY_BYTES} bytes")
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"expected a JSON object as body, found {error}") from error
    return _request(content)


def _parameter(name: str, value: str) -> Any:
    """Return a parameter of a GET request: `variables` and `extensions` are JSON."""
    if name not in {"variables", "extensions"} or not value:
        return value or None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"expected {name} to be a JSON object, found {error}") from error


def _request(content: Any) -> Request:
    if not isinstance(content, dict):
        raise BadRequest(
            400, f"expected one GraphQL request as JSON object, found {type(content).__name__}; batches are off"
        )
    query, name = content.get("query"), content.get("operationName")
    variables, extensions = content.get("variables"), content.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "expected `query` to be the text of a GraphQL query")
    if name is not None and not isinstance(name, str):
        raise BadRequest(400, "expected `operationName` to be a text")
    for told, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise BadRequest(400, f"expected `{told}` to be a JSON object")
    return Request(query, variables, name)


def _entity_tag(release_id: str, request: Request, form: Representation) -> str:
    asked = [release_id, request.query, request.variables, request.operation_name, form.name]
    return f'"{hashlib.blake2b(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()}"'


def _failure(response: Response, form: Representation) -> HttpResponse:
    """Return a response with errors. A refused query is 400 in GraphQL's own media type, 200 in plain JSON, as specified."""
    status = 400 if form is GRAPHQL and not response.is_executed else 200
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    return HttpResponse(response.body, status, headers, _content_type(form))


def _refusal(error: BadRequest, form: Representation | None) -> HttpResponse:
    body = orjson.dumps({"errors": [{"message": str(error), "extensions": {"code": "BAD_REQUEST"}}]})
    headers = {"Vary": "Accept", "Cache-Control": "no-store", **error.headers}
    return HttpResponse(body, error.status, headers, _content_type(GRAPHQL if form is GRAPHQL else LEGACY))


def _content_type(form: Representation) -> str:
    return f"{form.media_type}; charset=utf-8"

"""GraphQL over HTTP: `GET` and `POST` of one query, by the GraphQL-over-HTTP specification, and a page to try it in a browser.

A release never changes, so the entity tag of an answer is known before it is made: release, query, variables, operation. What a
client or a cache already holds is answered with 304 without asking the store.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import orjson
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse

from hub.schema.execute import Executor, Prepared
from hub.schema.request import Request
from hub.schema.response import Response, refusal
from hub.schema.schema import sdl
from hub.web import graphiql
from hub.web.bytes_cache import BytesCache
from hub.web.freshness import FRESH
from hub.web.graphql_documents import Documents, NotKnown, PersistedDocuments, errors_of
from hub.web.graphql_request import NAMING, READING, Asked, BadRequest, asked_of, read
from hub.web.negotiation import HTML, Representation, negotiate

GRAPHQL = Representation("graphql", "application/graphql-response+json")
LEGACY = Representation("json", "application/json")

_FORMS = (LEGACY, GRAPHQL, HTML)

POSTED = {"Cache-Control": "no-cache"}
"""What is said of an answer to a `POST`: no cache can use it, so it has no entity tag."""


_THREADS_COUNT = 40
"""GraphQL answers that are made at the same time at most, in one event loop."""

MOST_WAITING = 400
"""Most GraphQL requests that wait for a thread; further ones get 503 with Retry-After."""

BUSY = refusal(
    [{"message": "expected fewer questions at once, try again in a moment", "extensions": {"code": "BUSY"}}]
)._replace(is_unavailable=True)
"""The response to a request that is refused because too many wait."""

REFUSED = {"Cache-Control": "no-store", "Retry-After": "5"}
"""What is said of an answer with 503."""

_in_loop: RunVar["_Threads"] = RunVar("graphql_threads")

_Found = TypeVar("_Found")

MADE = "hub.graphql.made"
"""Scope key: (endpoint, response) that the fast path made and the application is to send."""


@dataclass(frozen=True)
class GraphQLEndpoint:
    """The endpoint over one store: `await endpoint(request)` answers a Starlette request."""

    executor: Executor
    cache: BytesCache
    documents: Documents = field(default_factory=PersistedDocuments)

    def answer_now(self, body: bytes) -> bytes | Prepared | None:
        """Return the answer to the body of a `POST`, without errors, or what makes it where it is not there at once.

        None where the answer is another one. Who has it made may `keep` it.
        """
        kept = self.cache.get(body)
        if kept is not None:
            return kept
        try:
            asked = asked_of(orjson.loads(body))
            if asked.sha256 is not None:
                return None
            request = Request(self.documents.text(asked), asked.variables, asked.operation_name)
        except (orjson.JSONDecodeError, BadRequest, NotKnown):
            return None
        prepared = self.executor.prepare(request)
        if isinstance(prepared, Response):
            return None
        response = prepared.run_soon()
        if response is None:
            # What takes its time may have been answered the long way before.
            kept = self.cache.get(_name(self.executor.release_id, request))
            return prepared if kept is None else self.keep(body, kept)
        return None if response.has_errors else self.keep(body, response.body)

    def keep(self, body: bytes, answer: bytes) -> bytes:
        """Keep the answer to the body of a `POST`, and return it."""
        self.cache.put(body, answer)
        return answer

    async def __call__(self, http: HttpRequest, current: "Callable[[], GraphQLEndpoint] | None" = None) -> HttpResponse:
        """Answer one request. Batches are refused: one request, one query.

        Where the store holds another release by now, the endpoint that is `current` then, if told how to find it, answers in place of this one.
        """
        given = negotiate(http.headers.get("accept"), None, _FORMS)
        if given is None:
            return _refusal(
                BadRequest(406, f"expected Accept to allow {GRAPHQL.media_type} or {LEGACY.media_type}"), None
            )
        form = _for_programs(given)
        try:
            if http.method in READING and given is HTML and not NAMING & http.query_params.keys():
                return graphiql.page()
            asked = await read(http)
            text = self.documents.text(asked)
        except BadRequest as error:
            return _refusal(error, given)
        except NotKnown as error:
            return _failure(refusal(errors_of(error)), form)
        request = Request(text, asked.variables, asked.operation_name)
        answer = await self._answer(http, asked, request, form)
        if answer.status_code == 503 and current is not None and not _threads().is_full:
            later = await in_thread(current)
            return answer if later is self else await later._answer(http, asked, request, form)
        return answer

    async def _answer(self, http: HttpRequest, asked: Asked, request: Request, form: Representation) -> HttpResponse:
        name = _name(self.executor.release_id, request)
        tag = f'"{name}-{form.name}"'
        headers = {"Vary": "Accept", **({"ETag": tag, "Cache-Control": FRESH} if http.method in READING else POSTED)}
        if http.method in READING and tag in http.headers.get("if-none-match", ""):
            return HttpResponse(status_code=304, headers=headers)
        made_by, made = http.scope.get(MADE, (None, None))
        response: Response = made if made_by is self else await self._kept(name, request, live=False)
        if response.has_errors:
            return _failure(response, form)
        if asked.sha256 is not None:
            self.documents.learn(asked.sha256, request.query)
        return HttpResponse(response.body, headers=headers, media_type=content_type(form))

    async def respond(self, request: Request) -> Response:
        """Return the response to a request that may be a subscription. It is kept apart from those that may not."""
        return await self._kept(f"live {_name(self.executor.release_id, request)}", request, live=True)

    async def _kept(self, name: str, request: Request, *, live: bool) -> Response:
        """Return the response that is kept under a name, executed first where it is not there yet."""
        kept = self.cache.get(name)
        if kept is not None:
            return Response(kept, is_executed=True, has_errors=False)
        response = await self._execute(request, live=live)
        if not response.has_errors:
            self.cache.put(name, response.body)
        return response

    async def _execute(self, request: Request, *, live: bool) -> Response:
        """Execute at once what is known to be quick, and all else in a thread, so that it holds up no other request."""
        prepared = self.executor.prepare(request, live=live)
        if isinstance(prepared, Response):
            return prepared
        soon = prepared.run_soon()
        if soon is not None:
            return soon
        return BUSY if _threads().is_full else await in_thread(prepared.run)


class _Threads:
    """The threads that are for GraphQL, in one event loop: where a store hangs, they wait, and not those of all other pages."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(_THREADS_COUNT)
        self._unanswered = 0

    @property
    def is_full(self) -> bool:
        """True where so many wait for a thread that by their turn nobody would wait for the answer any more."""
        return self._unanswered >= _THREADS_COUNT + MOST_WAITING

    async def run(self, ask: Callable[[], _Found]) -> _Found:
        """Return what a call returns, made in one of them."""
        self._unanswered += 1
        try:
            return await run_sync(ask, limiter=self._limiter)
        finally:
            self._unanswered -= 1


def _threads() -> _Threads:
    try:
        return _in_loop.get()
    except LookupError:
        _in_loop.set(made := _Threads())
        return made


async def in_thread(ask: Callable[[], _Found]) -> _Found:
    """Return what a call returns, made in a thread of those that are for GraphQL."""
    return await _threads().run(ask)


async def schema_document(_request: HttpRequest) -> HttpResponse:
    """Answer with the schema as GraphQL schema language."""
    return HttpResponse(sdl(), media_type="text/plain; charset=utf-8", headers={"Cache-Control": FRESH})


def _name(release_id: str, request: Request) -> str:
    """Return the name of the answer to a request: the same request of the same release has the same answer."""
    asked = [release_id, request.query, request.variables, request.operation_name]
    return hashlib.blake2b(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def _failure(response: Response, form: Representation) -> HttpResponse:
    """Return a response with errors. A refused query is 400 in GraphQL's own media type, 200 in plain JSON, as specified.

    Where the store does not answer the response is 503 in either, so that proxies and clients try again.
    """
    status = 400 if form is GRAPHQL and not response.is_executed else 200
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if response.is_unavailable:
        status, headers = 503, {**headers, **REFUSED}
    return HttpResponse(response.body, status, headers, content_type(form))


def _refusal(error: BadRequest, form: Representation | None) -> HttpResponse:
    headers = {"Vary": "Accept", "Cache-Control": "no-store", **error.headers}
    return HttpResponse(
        refusal(errors_of(error)).body, error.status, headers, content_type(GRAPHQL if form is GRAPHQL else LEGACY)
    )


def form_of(accept: str) -> Representation | None:
    """Return the form of the answer for a value of `Accept`, or None where it allows neither of ours."""
    given = negotiate(accept, None, _FORMS)
    return None if given is None else _for_programs(given)


def _for_programs(given: Representation) -> Representation:
    """Return the form of an answer to a query: someone who looks at it in a browser gets JSON."""
    return LEGACY if given is HTML else given


def content_type(form: Representation) -> str:
    """Return the value of `Content-Type`."""
    return f"{form.media_type}; charset=utf-8"

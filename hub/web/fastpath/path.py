"""The fast path: answers to GraphQL queries posted as JSON, with the headers that the application would give them.

One that is there immediately is returned as an `Answer`; one that a thread has to make as a `Deferred`; whatever is unusual as None.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.schema.execute import Prepared
from hub.schema.response import Response
from hub.web import compression, cors
from hub.web.access import REQUEST_ID, AccessLog, Answered, named
from hub.web.compression import Encoding, choose
from hub.web.fastpath.batching import Batching
from hub.web.graphql import BUSY, MADE, POSTED, REFUSED, GraphQLEndpoint, content_type, form_of
from hub.web.graphql_events import EVENTS
from hub.web.graphql_request import JSON
from hub.web.metrics import Measured
from hub.web.site import Sites

PATH = "/graphql"

_DECISIVE = {b"content-type": 0, b"accept": 1, b"accept-encoding": 2}
"""The headers of a request that decide which answer it gets, and their places among the arguments of `_form`."""

Client = tuple[str, int] | None


class Answer(NamedTuple):
    """An answer: its headers as lines, but for the length, its body and its status."""

    headers: bytes
    body: bytes
    status: int = 200


class _Form(NamedTuple):
    """How an answer is given to requests with the same headers."""

    plain: bytes
    """The headers of an answer that is not encoded."""
    encoded: bytes
    """The headers of an answer that is encoded."""
    busy: Answer
    """The 503 for when the queue is full."""
    encoding: Encoding | None

    def put(self, answer: bytes) -> Answer | None:
        """Return headers and body of an answer; None where it is so large that encoding it would hold up others."""
        if self.encoding is None or len(answer) < compression.SMALLEST_BYTES:
            return Answer(self.plain, answer)
        if len(answer) >= compression.LARGE_BYTES:
            return None
        return Answer(self.encoded, self.encoding.whole(answer))


class Asked(NamedTuple):
    """A request as it is counted and logged."""

    began: float
    client: Client
    request_id: bytes


@dataclass(frozen=True, slots=True)
class Deferred:
    """The answer to one request, which a thread makes."""

    path: "FastPath"
    endpoint: GraphQLEndpoint
    form: _Form
    body: bytes
    prepared: Prepared
    asked: Asked

    def start(self, send: Callable[[Answer | ASGIApp], None]) -> None:
        """Have the answer made, and send it in the event loop: where it is unusual, as an application that sends it."""
        self.path.batching.submit(self.prepared, partial(self._made, send))

    def _made(self, send: Callable[[Answer | ASGIApp], None], response: Response) -> None:
        found = None if response.has_errors else self.form.put(self.endpoint.keep(self.body, response.body))
        if found is None:
            send(partial(self._by_application, response))
        else:
            send(found)
            self.path.count(*self.asked, found)

    async def _by_application(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application send a response, which is not made again."""
        await self.path.application({**scope, MADE: (self.endpoint, response)}, receive, send)


class FastPath:
    """Answers requests from the release that is open. For one event loop."""

    def __init__(self, application: ASGIApp, sites: Sites, measured: Measured, access_log: AccessLog | None) -> None:
        self._sites = sites
        self._access_log = access_log
        self.tally = measured.of(PATH, "POST", 200)
        self._refused = measured.of(PATH, "POST", 503)
        self.application = application
        self.batching = Batching()

    def answer(
        self, headers: list[tuple[bytes, bytes]], body: bytes, client: Client = None
    ) -> Answer | Deferred | None:
        """Return the answer to a `POST` of a body to PATH; None where the application must give it. Header names are in small letters."""
        began = time.perf_counter()
        decisive, request_id = [b"", b"", b""], b""
        for name, value in headers:
            place = _DECISIVE.get(name)
            if place is not None:
                if decisive[place]:
                    return None
                decisive[place] = value
            elif name == REQUEST_ID:
                request_id = value
        form, site = _form(*decisive), self._sites.at_hand()
        if form is None or site is None:
            return None
        answer = site.graphql.answer_now(body)
        found: Answer | None
        if isinstance(answer, Prepared):
            if not self.batching.is_full:
                return Deferred(self, site.graphql, form, body, answer, Asked(began, client, request_id))
            found = form.busy
        else:
            found = None if answer is None else form.put(answer)
        if found is not None:
            self.count(began, client, request_id, found)
        return found

    def count(self, began: float, client: Client, request_id: bytes, answer: Answer) -> None:
        """Count the answer to a request, and write it to the access log where there is one."""
        seconds = time.perf_counter() - began
        (self.tally if answer.status == 200 else self._refused).observe(seconds)
        if self._access_log is not None:
            name = named(request_id)
            self._access_log.tell(Answered("POST", PATH, answer.status, len(answer.body), seconds, client, name))


@lru_cache(maxsize=512)
def _form(kind: bytes, accept: bytes, accepted_encodings: bytes) -> _Form | None:
    accepts = accept.decode("latin-1")
    form = form_of(accepts)
    if kind.split(b";")[0].strip().lower() != JSON or form is None or accepts.startswith(EVENTS.media_type):
        return None
    always = {"Content-Type": content_type(form), **cors.EVERY_ANSWER}
    told = {**POSTED, "Vary": "Accept, Accept-Encoding", **always}
    encoding = choose(accepted_encodings.decode("latin-1"))
    encoded = {**told, "Content-Encoding": encoding.name} if encoding else told
    busy = Answer(_head({**REFUSED, "Vary": "Accept", **always}), BUSY.body, 503)
    return _Form(_head(told), _head(encoded), busy, encoding)


def _head(told: dict[str, str]) -> bytes:
    return "".join(f"{name.lower()}: {value}\r\n" for name, value in told.items()).encode("latin-1")

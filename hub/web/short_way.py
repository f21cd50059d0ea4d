"""The short way of the commonest request: a GraphQL query that is posted as JSON, past routing and middleware.

It gives the answer of the long way, headers included, or none: whatever is unusual or fails goes the long way. What is there at once is
answered at once; what takes its time is made in a thread and answered with a scope and messages, but without the application.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.schema.execute import Prepared
from hub.web import compression, cors
from hub.web.compression import Encoding, choose
from hub.web.graphql import MADE, POSTED, GraphQLEndpoint, content_type, form_of
from hub.web.graphql_events import EVENTS
from hub.web.graphql_request import JSON
from hub.web.metrics import Measured
from hub.web.site import Sites

PATH = "/graphql"

_THREADS = 40
"""Answers that are made at once at most, as many as the application itself makes."""

_FEW_THREADS = 3
"""Short answers of a store at the end of a wire that are made at once. More threads take the interpreter from each other, and half the
answers are left: a thread that waits for the wire and one that reads from it are enough to keep it busy."""

_TELLING = {b"content-type": 0, b"accept": 1, b"accept-encoding": 2}
"""The headers of a request that decide which answer it gets, and their places among the arguments of `_form`."""


class ShortAnswer(NamedTuple):
    """An answer with status 200: its headers as lines, but for the length, and its body."""

    headers: bytes
    body: bytes


class _Head(NamedTuple):
    """The headers of an answer, but for the length: one by one, and as lines."""

    headers: tuple[tuple[bytes, bytes], ...]
    lines: bytes


class _Form(NamedTuple):
    """How an answer is given to requests with the same headers."""

    plain: _Head
    encoded: _Head
    encoding: Encoding | None

    def put(self, answer: bytes) -> tuple[_Head, bytes] | None:
        """Return head and body of an answer; None where it is so large that encoding it would hold up others."""
        if self.encoding is None or len(answer) < compression.SMALLEST_BYTES:
            return self.plain, answer
        return (self.encoded, self.encoding.whole(answer)) if len(answer) < compression.LARGE_BYTES else None


@dataclass(frozen=True, slots=True)
class Later:
    """The answer to one request, which a thread makes: an application that leads to the long way where the answer is unusual."""

    way: "ShortWay"
    endpoint: GraphQLEndpoint
    form: _Form
    body: bytes
    prepared: Prepared
    began: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the answer made, and send it. What was made is not made again on the long way."""
        way = self.way
        response = await asyncio.get_running_loop().run_in_executor(way.threads(self.prepared), self.prepared.run)
        found = None if response.has_errors else self.form.put(self.endpoint.keep(self.body, response.body))
        if found is None:
            await way.long_way({**scope, MADE: (self.endpoint, response)}, receive, send)
            return
        head, body = found
        headers = [*head.headers, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        way.durations.tell(time.perf_counter() - self.began)


class ShortWay:
    """Answers requests from the release that is open. For one event loop."""

    def __init__(self, long_way: ASGIApp, sites: Sites, measured: Measured) -> None:
        self._sites = sites
        self.long_way = long_way
        self.durations = measured.of(PATH, "POST", 200)
        self._many = ThreadPoolExecutor(_THREADS, thread_name_prefix="graphql")
        self._few = ThreadPoolExecutor(_FEW_THREADS, thread_name_prefix="graphql-short")

    def threads(self, prepared: Prepared) -> ThreadPoolExecutor:
        """Return the threads that make an answer: few for the short ones, which so are not behind the others."""
        is_wired = prepared.ask_soon is None
        return self._few if is_wired and prepared.compiled.pace.is_short else self._many

    def close(self) -> None:
        """Let the threads end when they have made what they are making."""
        for threads in (self._few, self._many):
            threads.shutdown(wait=False, cancel_futures=True)

    def answer(self, headers: list[tuple[bytes, bytes]], body: bytes) -> ShortAnswer | Later | None:
        """Return the answer to a `POST` of a body to PATH; None where it must go the long way. Header names are in small letters."""
        began = time.perf_counter()
        telling = [b"", b"", b""]
        for name, value in headers:
            place = _TELLING.get(name)
            if place is not None:
                if telling[place]:
                    return None
                telling[place] = value
        form, site = _form(*telling), self._sites.at_hand()
        if form is None or site is None:
            return None
        answer = site.graphql.answer_soon(body)
        if isinstance(answer, Prepared):
            return Later(self, site.graphql, form, body, answer, began)
        found = None if answer is None else form.put(answer)
        if found is None:
            return None
        self.durations.tell(time.perf_counter() - began)
        return ShortAnswer(found[0].lines, found[1])


@lru_cache(maxsize=512)
def _form(kind: bytes, accept: bytes, accepted_encodings: bytes) -> _Form | None:
    accepts = accept.decode("latin-1")
    form = form_of(accepts)
    if kind.split(b";")[0].strip().lower() != JSON or form is None or accepts.startswith(EVENTS.media_type):
        return None
    told = {
        **POSTED,
        "Vary": "Accept, Accept-Encoding",
        "Content-Type": content_type(form),
        **cors.OPEN,
        "Access-Control-Expose-Headers": cors.EXPOSED,
    }
    encoding = choose(accepted_encodings.decode("latin-1"))
    encoded = {**told, "Content-Encoding": encoding.name} if encoding else told
    return _Form(_head(told), _head(encoded), encoding)


def _head(told: dict[str, str]) -> _Head:
    headers = tuple((name.lower().encode(), value.encode("latin-1")) for name, value in told.items())
    return _Head(headers, b"".join(b"%b: %b\r\n" % header for header in headers))

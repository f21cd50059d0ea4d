"""The short way of the commonest request: a GraphQL query that is posted as JSON, past routing and middleware.

It gives the answer of the long way, headers included, or none: whatever is unusual or fails goes the long way. What is there at once is
answered at once, and what takes its time when a thread has made it, neither with a task or messages.
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
from hub.web.compression import Encoding, choose
from hub.web.gathering import Gathering
from hub.web.graphql import MADE, POSTED, GraphQLEndpoint, content_type, form_of
from hub.web.graphql_events import EVENTS
from hub.web.graphql_request import JSON
from hub.web.metrics import Measured
from hub.web.site import Sites

PATH = "/graphql"

_TELLING = {b"content-type": 0, b"accept": 1, b"accept-encoding": 2}
"""The headers of a request that decide which answer it gets, and their places among the arguments of `_form`."""


class ShortAnswer(NamedTuple):
    """An answer with status 200: its headers as lines, but for the length, and its body."""

    headers: bytes
    body: bytes


LongWay = ASGIApp
"""What answers a request with a scope and messages."""


class _Form(NamedTuple):
    """How an answer is given to requests with the same headers."""

    plain: bytes
    """The headers of an answer as it stands."""
    encoded: bytes
    """The headers of an answer that is encoded."""
    encoding: Encoding | None

    def put(self, answer: bytes) -> ShortAnswer | None:
        """Return headers and body of an answer; None where it is so large that encoding it would hold up others."""
        if self.encoding is None or len(answer) < compression.SMALLEST_BYTES:
            return ShortAnswer(self.plain, answer)
        if len(answer) >= compression.LARGE_BYTES:
            return None
        return ShortAnswer(self.encoded, self.encoding.whole(answer))


@dataclass(frozen=True, slots=True)
class Later:
    """The answer to one request, which a thread makes."""

    way: "ShortWay"
    endpoint: GraphQLEndpoint
    form: _Form
    body: bytes
    prepared: Prepared
    began: float

    def begin(self, tell: Callable[[ShortAnswer | LongWay], None]) -> None:
        """Have the answer made, and tell it in the event loop: where it is unusual, as the long way to it."""
        self.way.gathering.ask(self.prepared, partial(self._made, tell))

    def _made(self, tell: Callable[[ShortAnswer | LongWay], None], response: Response) -> None:
        found = None if response.has_errors else self.form.put(self.endpoint.keep(self.body, response.body))
        if found is None:
            tell(partial(self._long_way, response))
        else:
            tell(found)
            self.way.durations.tell(time.perf_counter() - self.began)

    async def _long_way(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell a response on the long way, where it is not made again."""
        await self.way.long_way({**scope, MADE: (self.endpoint, response)}, receive, send)


class ShortWay:
    """Answers requests from the release that is open. For one event loop."""

    def __init__(self, long_way: LongWay, sites: Sites, measured: Measured) -> None:
        self._sites = sites
        self.long_way = long_way
        self.durations = measured.of(PATH, "POST", 200)
        self.gathering = Gathering()

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
        if found is not None:
            self.durations.tell(time.perf_counter() - began)
        return found


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


def _head(told: dict[str, str]) -> bytes:
    return "".join(f"{name.lower()}: {value}\r\n" for name, value in told.items()).encode("latin-1")

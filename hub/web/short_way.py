"""The short way of the commonest request: a GraphQL query that is posted as JSON and answered at once, past routing and middleware.

It gives the answer of the long way, headers included, or none: whatever is unusual, fails or takes its time goes the long way.
"""

import time
from functools import lru_cache
from typing import NamedTuple

from hub.web import compression, cors
from hub.web.compression import Encoding, choose
from hub.web.graphql import POSTED, content_type, form_of
from hub.web.graphql_events import EVENTS
from hub.web.graphql_request import JSON, LARGEST_BODY_BYTES
from hub.web.metrics import Measured
from hub.web.site import Sites

PATH = "/graphql"

MOST_BODY_BYTES = LARGEST_BODY_BYTES

_TELLING = {b"content-type": 0, b"accept": 1, b"accept-encoding": 2}
"""The headers of a request that decide which answer it gets, and their places among the arguments of `_form`."""


class ShortAnswer(NamedTuple):
    """An answer with status 200: its headers as lines, but for the length, and its body."""

    headers: bytes
    body: bytes


class _Form(NamedTuple):
    """How an answer is given to requests with the same headers."""

    headers: bytes
    encoding: Encoding | None


class ShortWay:
    """Answers requests from the release that is open. For one event loop."""

    def __init__(self, sites: Sites, measured: Measured) -> None:
        self._sites = sites
        self._durations = measured.of(PATH, "POST", 200)

    def answer(self, headers: list[tuple[bytes, bytes]], body: bytes) -> ShortAnswer | None:
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
        if answer is None:
            return None
        lines = form.headers
        if form.encoding is not None and len(answer) >= compression.SMALLEST_BYTES:
            if len(answer) >= compression.LARGE_BYTES:
                return None
            lines += b"content-encoding: %b\r\n" % form.encoding.name.encode()
            answer = form.encoding.whole(answer)
        self._durations.tell(time.perf_counter() - began)
        return ShortAnswer(lines, answer)


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
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in told.items())
    return _Form(lines.encode("latin-1"), choose(accepted_encodings.decode("latin-1")))

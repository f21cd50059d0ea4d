"""Refusals below /feed/: JSON to programs, a page in the reader's language to people, the form to sign in to who is not signed in."""

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.errors import FeedError, NotSignedIn
from hub.web.access import reference
from hub.web.answers import language, page, page_link
from hub.web.feed.door import PRIVATE
from hub.web.feed.pages import sign_in_again

API = "/feed/api/"


async def feed_error(request: Request, error: FeedError) -> Response:
    """Answer a refusal."""
    headers = {**PRIVATE, "X-Request-ID": reference(request)}
    if request.url.path.startswith(API):
        if isinstance(error, NotSignedIn):
            headers["WWW-Authenticate"] = "Bearer"
        body = {
            "status": error.status, "code": error.code, "message": str(error), "message_id": error.indonesian, "reference": reference(request),
        }  # fmt: skip
        return Response(orjson.dumps({"error": body}), error.status, headers, "application/json")
    told = error.indonesian if language(request) == "id" else str(error)
    if isinstance(error, NotSignedIn):
        if (request.url.path, request.method) in {("/feed/masuk", "POST"), ("/feed/masuk/kembali", "GET")}:
            return sign_in_again(request, told)
        return RedirectResponse(page_link(request, "/feed/masuk"), 303, headers)
    return page(request, None, "feed/refused.html", error.status, headers, told=told, reference=reference(request))

"""Starlette's CORS middleware, open to every site: the data is open, and the session of /feed/ is sent with no request of another site.

Unlike Starlette's it says so in every answer, also where no `Origin` is named. So no answer depends on who asks, and none that a cache holds
lacks what a browser needs.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Send

ORIGIN = {"Access-Control-Allow-Origin": "*"}

METHODS = ("GET", "HEAD", "POST")

EXPOSED = ("ETag", "Link", "Location", "Retry-After", "Content-Disposition", "X-Request-ID")
"""Response headers that scripts of other sites may read, besides the few that CORS always allows."""

EVERY_ANSWER = {**ORIGIN, "Access-Control-Expose-Headers": ", ".join(EXPOSED)}

_A_DAY_S = 86_400


class OpenToAll(CORSMiddleware):
    """Middleware that answers preflights, and says of every answer that any page may read it."""

    def __init__(self, app: ASGIApp) -> None:
        # Any header may come: none means anything to the hub but those of HTTP itself.
        super().__init__(
            app,
            allow_origins=("*",),
            allow_methods=METHODS,
            allow_headers=("*",),
            expose_headers=EXPOSED,
            max_age=_A_DAY_S,
        )

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:
        """Send a message on; the head of an answer with what every answer says."""
        del request_headers
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(EVERY_ANSWER)
        await send(message)

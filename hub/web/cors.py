"""Lets pages of other sites read what the hub answers: the data is open, and there is no session that such a page could misuse."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN = {"Access-Control-Allow-Origin": "*"}

METHODS = "GET, HEAD, POST"

EXPOSED = "ETag, Link, Location, Retry-After, Content-Disposition"
"""What a script may read of an answer beside its body and the few headers that it always may."""

_A_DAY_S = 86_400


class OpenToAll:
    """Middleware that answers preflights, and says of every answer that any page may read it.

    It says so also where no `Origin` is named: else a cache could hold an answer that does not say it, and break a page with it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, pass anything else on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if scope["method"] == "OPTIONS" and "origin" in asked and "access-control-request-method" in asked:
            await _allow(asked.get("access-control-request-headers", ""), send)
            return

        async def open_to_all(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers.update(OPEN)
                headers["Access-Control-Expose-Headers"] = EXPOSED
            await send(message)

        await self._app(scope, receive, open_to_all)


async def _allow(headers: str, send: Send) -> None:
    """Allow what a preflight asks for: any header may come, for none means anything to the hub but those of HTTP itself."""
    told = {
        **OPEN,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": headers or "*",
        "Access-Control-Max-Age": str(_A_DAY_S),
        "Vary": "Access-Control-Request-Headers",
    }
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in told.items()]
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})

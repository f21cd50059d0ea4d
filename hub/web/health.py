"""Health for who runs the server: alive and ready."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.errors import HubError
from hub.web.answers import site_of


def healthz(_: Request) -> Response:
    """Answer that the process is alive."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})


def readyz(request: Request) -> Response:
    """Answer whether a release is open and its store answers; 503 says why not."""
    try:
        site = site_of(request)
        site.rows.count("editions", {}, 1)
        site.store.check()
    except HubError as error:
        return PlainTextResponse(f"{error.code}: {error}\n", 503, {"Cache-Control": "no-store", "Retry-After": "5"})
    return PlainTextResponse(f"ready {site.release.id}\n", headers={"Cache-Control": "no-store"})

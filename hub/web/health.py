"""HTTP health checks: `/healthz` (the process is alive) and `/readyz` (a release is open and its store answers)."""

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.errors import HubError
from hub.web.answers import sites_of
from hub.web.site import Site, Sites

_NEVER_KEPT = {"Cache-Control": "no-store"}


async def healthz(_: Request) -> Response:
    """Answer that the process is alive: at once, whatever any store does."""
    return PlainTextResponse("ok\n", headers=_NEVER_KEPT)


async def readyz(request: Request) -> Response:
    """Answer whether a release is open and its store answers; 503 says why not.

    A newer release that is current and cannot be opened is told on a second line: the one before is served meanwhile, and is ready.
    """
    sites = sites_of(request)
    try:
        site = await run_sync(_checked, sites, limiter=request.app.state.check_threads)
    except HubError as error:
        told = f"{error.code}: {_told(error, sites)}\n"
        return PlainTextResponse(told, 503, {**_NEVER_KEPT, "Retry-After": "5"})
    return PlainTextResponse(f"ready {site.release.id}\n{_behind(sites)}", headers=_NEVER_KEPT)


def _checked(sites: Sites) -> Site:
    site = sites.now()
    site.rows.count("editions", {}, 1)
    site.store.check()
    return site


def _behind(sites: Sites) -> str:
    found = sites.not_opened
    if found is None:
        return ""
    name, error, wait_s = found
    code = error.code if isinstance(error, HubError) else "INTERNAL"
    return f"not opened {name}: {code}, tried again in {wait_s:.0f} s; the log says why\n"


def _told(error: HubError, sites: Sites) -> str:
    """Return what is wrong in words for anybody: where files are, and what a release holds, is for the log."""
    return "no release can be opened; the log says why" if sites.not_opened else str(error)

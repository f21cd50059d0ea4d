"""The event stream of changes (LDES with TREE): `/ldes` lists the kept releases, `/ldes/{release}` pages through the changes of one."""

from collections.abc import Iterable

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from hub.rdf import changes
from hub.release import published
from hub.web.answers import HttpError, fixed, link, page_number, server, site_of
from hub.web.freshness import MINUTE
from hub.web.negotiation import N_TRIPLES, TURTLE, negotiate
from hub.web.site import Site

MEMBERS = 500
"""Members of a page."""

_FORMS = {TURTLE: ox.RdfFormat.TURTLE, N_TRIPLES: ox.RdfFormat.N_TRIPLES}


def root(request: Request) -> Response:
    """Answer with the stream, and a relation to each release that was published and is kept, the oldest first."""
    site = site_of(request)
    kept = [release.id for release in published(site.out)]
    told = changes.node(_address(request, ""), [_address(request, f"/{release}") for release in kept])
    return _answer(request, site, f"ldes.{'.'.join(kept)}", told)


def page(request: Request) -> Response:
    """Answer with a page of the changes of a release; of the oldest that is kept all things are new."""
    site, number = site_of(request), page_number(request)
    kept = published(site.out)
    release = next((each for each in kept if each.id == request.path_params["release"]), None)
    if release is None:
        raise HttpError(
            404, "NOT_FOUND", f"expected a release that is kept, found {request.path_params['release']!r}; see /ldes"
        )
    before = kept[kept.index(release) - 1] if release is not kept[0] else None
    found = changes.changes(before, release).slice((number - 1) * MEMBERS, MEMBERS + 1).collect()
    if found.is_empty() and number > 1:
        raise HttpError(404, "NO_SUCH_PAGE", f"expected `page` to be one that a page before leads to, found {number}")
    here = f"/{release.id}" + (f"?page={number}" if number > 1 else "")
    following = [_address(request, f"/{release.id}?page={number + 1}")] if found.height > MEMBERS else []
    stated = [
        *changes.node(_address(request, here), following),
        *changes.members(release, found[:MEMBERS], f"{site.base}ldes"),
    ]
    return _answer(request, site, f"ldes.{release.id}.{before.id if before else ''}.{number}", stated)


def _address(request: Request, path: str) -> str:
    """Return an address on the server that was asked: a client follows the nodes of the tree there."""
    return f"{server(request)}{link(request, '/ldes')}{path}"


def _answer(request: Request, site: Site, name: str, told: Iterable[ox.Triple]) -> Response:
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), list(_FORMS))
    if form is None:
        form = TURTLE if "text/html" in request.headers.get("accept", "") else None
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(each.media_type for each in _FORMS)}")
    unchanged, headers = fixed(request, site, f"{name}.{form.name}", {"Cache-Control": MINUTE})
    if unchanged is not None:
        return unchanged
    stream = changes.stream_of(site.base, _address(request, ""))
    body = ox.serialize([*stream, *told], format=_FORMS[form], prefixes=changes.PREFIXES if form is TURTLE else None)
    return Response(body, 200, headers, f"{form.media_type}; charset=utf-8")

"""Identifiers: `/id/{type}/{key}` leads to the document of a thing, and an identifier once published always answers.

A thing answers 303 to its document, a merged identifier 301 to its successor, a split one 300 with all successors, a withdrawn one 410
with a tombstone, and what was never published 404.
"""

from typing import Any
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub import ids
from hub.rdf.mapping import IRI_TYPES
from hub.web.answers import HttpError, fixed, language, link, page, site_of
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, JSON, negotiate
from hub.web.site import Retired, Site


def identifier(request: Request) -> Response:
    """Answer for an identifier of the release, on whatever host it is asked."""
    site = site_of(request)
    node_type, key = request.path_params["node_type"], request.path_params["key"]
    if (gone := retired(request, site, node_type, key, "/id")) is not None:
        return gone
    if not site.describer.holds(node_type, key):
        raise never_published(site, node_type, key)
    headers = {"Vary": "Accept", "Cache-Control": MINUTE}
    return RedirectResponse(link(request, f"/doc/{node_type}/{escaped(key)}{_query(request)}"), 303, headers)


def retired(request: Request, site: Site, node_type: str, key: str, room: str) -> Response | None:
    """Return the answer for an identifier that was merged, split or withdrawn; None for any other."""
    found = site.retired.get((node_type, key))
    if found is None:
        return None
    if found.state == "MERGED":
        (successor,) = found.successors
        extension = request.path_params["key"].removeprefix(key)
        return RedirectResponse(
            link(request, f"{room}/{node_type}/{escaped(successor)}{extension}{_query(request)}"),
            301,
            {"Cache-Control": MINUTE},
        )
    status = 300 if found.state == "SPLIT" else 410
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (JSON, HTML)) or JSON
    unchanged, headers = fixed(request, site, f"{node_type}.{key}.{form.name}.{language(request)}")
    if unchanged is not None and status == 300:
        return unchanged
    choices = [link(request, f"{room}/{node_type}/{escaped(successor)}") for successor in found.successors]
    if choices:
        headers["Link"] = ", ".join(f'<{choice}>; rel="alternate"' for choice in choices)
    if form is HTML:
        return page(
            request,
            site,
            "retired.html",
            status,
            headers,
            retired=found,
            choices=list(zip(found.successors, choices, strict=True)),
        )
    return Response(orjson.dumps(_tombstone(site, found)), status, headers, "application/json")


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def _tombstone(site: Site, found: Retired) -> dict[str, Any]:
    return {
        "iri": ids.iri(site.base, found.kind, found.key),
        "key": found.key,
        "kind": found.kind,
        "state": found.state,
        "firstRelease": found.first_release,
        "successors": [{"iri": ids.iri(site.base, found.kind, key), "key": key} for key in found.successors],
        "release": site.release.id,
    }


def never_published(site: Site, node_type: str, key: str) -> HttpError:
    """Return the 404 for what no release has held, saying what is expected."""
    if node_type not in IRI_TYPES:
        return HttpError(
            404, "UNKNOWN_TYPE", f"expected one of the types {', '.join(sorted(IRI_TYPES))}, found {node_type!r}"
        )
    return HttpError(404, "NOT_FOUND", f"expected the key of a {node_type} in release {site.release.id}, found {key!r}")


def escaped(key: str) -> str:
    """Return a key escaped for a path."""
    return quote(key, safe="/@~:.-_")

"""Endpoint `/dumps/`: the dump files of the current release to download, and a VoID description of them."""

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hub.catalog.void import void_description
from hub.publication import DUMP_FORMATS, dump_path
from hub.web.answers import HttpError, fixed, language, page, site_of
from hub.web.catalog import serialised
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, TURTLE, negotiate
from hub.web.site import Site
from hub.web.soundness import check_sound

VOID = "void.ttl"


def dumps(request: Request) -> Response:
    """Answer with the list of files, a file, or their description."""
    site = site_of(request)
    name = request.path_params.get("name", "")
    files = {path.name: path for path in _files(site)}
    if name in files:
        check_sound(files[name])
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        stamp = {"ETag": f'"{site.release.id}.{name}"', "Cache-Control": MINUTE}
        return FileResponse(
            files[name], media_type="application/gzip" if name.endswith(".gz") else media_type, headers=stamp
        )
    if name not in {"", VOID}:
        raise HttpError(404, "NOT_FOUND", f"expected one of {', '.join([*files, VOID])}, found {name!r}")
    form = (
        TURTLE
        if name == VOID
        else negotiate(request.headers.get("accept"), request.query_params.get("format"), (HTML, TURTLE))
    )
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected {HTML.media_type} or {TURTLE.media_type}")
    unchanged, headers = fixed(request, site, f"dumps.{form.name}" + (f".{language(request)}" if form is HTML else ""))
    if unchanged is not None:
        return unchanged
    if form is TURTLE:
        return Response(
            serialised(void_description(site.release, list(files)), TURTLE), 200, headers, "text/turtle; charset=utf-8"
        )
    sizes = [(path.name, path.stat().st_size) for path in files.values()]
    return page(request, site, "dumps.html", 200, headers, files=sizes, void=VOID)


def _files(site: Site) -> list[Path]:
    paths = (dump_path(site.out, site.release, name) for name in DUMP_FORMATS)
    return [path for path in paths if path.is_file()]

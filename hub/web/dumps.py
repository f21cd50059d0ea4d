"""Dumps: the files of the current release to take away, and a VoID description of them."""

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hub.publication import DUMP_FORMATS, dump_path
from hub.rdf.mapping import compile_mapping
from hub.web.answers import HttpError, fixed, language, page, site_of
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, TURTLE, negotiate
from hub.web.site import Site

VOID = "void.ttl"


def dumps(request: Request) -> Response:
    """Answer with the list of files, a file, or their description."""
    site = site_of(request)
    name = request.path_params.get("name", "")
    files = {path.name: path for path in _files(site)}
    if name in files:
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
        return Response(void(site, list(files)), 200, headers, "text/turtle; charset=utf-8")
    sizes = [(path.name, path.stat().st_size) for path in files.values()]
    return page(request, site, "dumps.html", 200, headers, files=sizes, void=VOID)


def void(site: Site, files: list[str]) -> str:
    """Return the VoID description of the release: its dumps, vocabularies, SPARQL endpoint, and entities of each class."""
    base, manifest = site.base, site.release.manifest
    lines = [
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> .",
        "@prefix void: <http://rdfs.org/ns/void#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        "",
        f"<{base}dumps/#dataset> a void:Dataset ;",
        f"    dct:title {_quoted(manifest.title)} ;",
        f"    dct:identifier {_quoted(manifest.id)} ;",
        "    dct:license <http://creativecommons.org/licenses/by/4.0/> ;",
        f"    foaf:homepage <{base}> ;",
        f'    void:uriSpace "{base}id/" ;',
        f"    void:sparqlEndpoint <{base}sparql> ;",
        *(f"    void:dataDump <{base}dumps/{name}> ;" for name in files),
        *(
            f"    void:vocabulary <{iri}> ;"
            for name, iri in sorted(compile_mapping(base).prefixes.items())
            if name != "thing"
        ),
    ]
    for shape in compile_mapping(base).shapes:
        rows = site.release.rows_count(shape.table)
        if shape.subject.node_type and not shape.subject.fragment and shape.only is None and rows:
            lines.append(f"    void:classPartition [ void:class <{shape.types[0]}> ; void:entities {rows} ] ;")
    return "\n".join([*lines, f"    void:exampleResource <{base}id/office/dpr> .", ""])


def _files(site: Site) -> list[Path]:
    paths = (dump_path(site.out, site.release, name) for name in DUMP_FORMATS)
    return [path for path in paths if path.is_file()]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'

"""Endpoints for harvesters: the DCAT catalogue, and the VoID description at its well-known address."""

import mimetypes
from collections.abc import Callable
from pathlib import Path

from rdflib import Graph
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.catalog.catalogue import Document, File, catalogue
from hub.catalog.void import void_description
from hub.export import DOCUMENTS
from hub.publication import DUMP_FORMATS, dump_path
from hub.web.answers import HttpError, fixed, link, site_of
from hub.web.data_files import MEDIA_TYPES
from hub.web.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Representation, negotiate
from hub.web.site import Site

FORMS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
_RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt"}


def serialised(graph: Graph, form: Representation) -> bytes:
    """Return a graph in one of FORMS. Equal graphs may differ in the names of their blank nodes."""
    return graph.serialize(format=_RDFLIB[form.name], encoding="utf-8")


def catalog(request: Request) -> Response:
    """Answer with the catalogue in a form of RDF: the one of the address, of `?format=`, or of the `Accept` header."""
    site = site_of(request)
    extension = request.path_params.get("form")
    form = negotiate(request.headers.get("accept"), extension or request.query_params.get("format"), FORMS)
    if form is None and not extension and "text/html" in request.headers.get("accept", ""):
        form = TURTLE
    return _answer(
        request, site, "catalog", form, lambda: catalogue(site.release, dump_files(site), documents(site.base))
    )


def well_known_void(request: Request) -> Response:
    """Answer with the VoID description; a browser is sent to the list of dumps."""
    site = site_of(request)
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (*FORMS, HTML))
    if form is HTML:
        return RedirectResponse(link(request, "/dumps/"), 303, {"Vary": "Accept"})
    names = [file.path.name for file in dump_files(site)]
    return _answer(request, site, "void", form, lambda: void_description(site.release, names))


def dump_files(site: Site) -> list[File]:
    """Return the dumps of the release that are there."""
    paths = (dump_path(site.out, site.release, name) for name in DUMP_FORMATS)
    return [dump_file(site.base, path) for path in paths if path.is_file()]


def documents(base: str) -> list[Document]:
    """Return the documents of a release as the catalogue names them."""
    return [
        Document(f"{base}data/{name}.{ending}", MEDIA_TYPES[ending], f"{each.title} ({ending.upper()})", each.standard)
        for name, each in DOCUMENTS.items()
        for ending in each.endings
    ]


def dump_file(base: str, path: Path) -> File:
    """Return a dump as the catalogue names it."""
    plain = path.name.removesuffix(".gz")
    kinds = {".nq": "application/n-quads", ".ttl": "text/turtle", ".nt": "application/n-triples"}
    media_type = kinds.get(Path(plain).suffix) or mimetypes.guess_type(plain)[0] or "application/octet-stream"
    return File(f"{base}dumps/{path.name}", media_type, path, compressed=path.name.endswith(".gz"))


def _answer(
    request: Request, site: Site, name: str, form: Representation | None, make: Callable[[], Graph]
) -> Response:
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(each.media_type for each in FORMS)}")
    unchanged, headers = fixed(request, site, f"{name}.{form.name}")
    if unchanged is not None:
        return unchanged
    return Response(serialised(make(), form), 200, headers, f"{form.media_type}; charset=utf-8")

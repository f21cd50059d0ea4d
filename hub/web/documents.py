"""Documents: `/doc/{type}/{key}` tells what the release holds of a thing, as a page or as linked data."""

from starlette.requests import Request
from starlette.responses import Response

from hub.rdf.serialise import serialise
from hub.web.answers import HttpError, fixed, language, link, page, site_of
from hub.web.entity import entity
from hub.web.identifiers import escaped, never_published, retired
from hub.web.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Representation, negotiate
from hub.web.words import Words

FORMS = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)


def document(request: Request) -> Response:
    """Answer with the document of a thing, in the form that the extension, `?format=` or the Accept header asks for."""
    site = site_of(request)
    node_type, asked = request.path_params["node_type"], request.path_params["key"]
    key, form = _form(request, asked)
    if (gone := retired(request, site, node_type, key, "/doc")) is not None:
        return gone
    found = site.describer.describe(node_type, key)
    if found is None:
        raise never_published(site, node_type, asked)
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(offer.media_type for offer in FORMS)}")
    words = Words(language(request))
    headers = {
        "Content-Location": link(request, f"/doc/{node_type}/{escaped(key)}.{form.name}"),
        "Link": ", ".join(_links(request, node_type, key, found.thing.iri)),
    }
    tag = f"{node_type}.{escaped(key)}.{form.name}" + (f".{words.lang}" if form is HTML else "")
    unchanged, told = fixed(request, site, tag, headers)
    if unchanged is not None:
        return unchanged
    if form is HTML:
        path = f"/doc/{node_type}/{escaped(key)}"
        return page(request, site, "entity.html", 200, told, entity=entity(found, words), path=path, forms=FORMS[1:])
    return Response(serialise(found, form.name, site.base), 200, told, f"{form.media_type}; charset=utf-8")


def _form(request: Request, asked: str) -> tuple[str, Representation | None]:
    """Return the key and the form; an extension says the form, and is no part of the key."""
    stem, dot, extension = asked.rpartition(".")
    named = next((offer for offer in FORMS if dot and offer.name == extension), None)
    if named is not None:
        return stem, named
    return asked, negotiate(request.headers.get("accept"), request.query_params.get("format"), FORMS)


def _links(request: Request, node_type: str, key: str, iri: str) -> list[str]:
    path = link(request, f"/doc/{node_type}/{escaped(key)}")
    forms = [f'<{path}.{offer.name}>; rel="alternate"; type="{offer.media_type}"' for offer in FORMS]
    return [f'<{iri}>; rel="describes"', *forms]

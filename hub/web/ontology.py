"""Endpoint `/def/`: the ontology and each of its terms, the JSON-LD context and the SHACL shapes."""

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.rdf.ontology import RDF_TYPE, ontology_text
from hub.web.answers import HttpError, fixed, language, link, page, site_of
from hub.web.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Representation, negotiate

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_FORMS = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
_RDF = {"ttl": None, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}
_FILES = {
    "hub.ttl": TURTLE,
    "shapes.ttl": TURTLE,
    "context.jsonld": JSON_LD,
}


@dataclass(frozen=True)
class Term:
    """A term as its page shows it."""

    name: str
    iri: str
    label: str
    comment: str
    scheme: str | None


def ontology(request: Request) -> Response:
    """Answer with the ontology as a page or in a form of RDF; a term's own address leads to its place on the page."""
    site = site_of(request)
    name = request.path_params.get("name", "")
    if name in _FILES:
        return _file(request, name, _FILES[name])
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), _FORMS)
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(offer.media_type for offer in _FORMS)}")
    lang = language(request)
    if name:
        if not _is_defined(site.base, name):
            raise HttpError(404, "NOT_FOUND", f"expected a term of {site.base}def/, found {name!r}")
        target = f"/def/#{name}" if form is HTML else f"/def/?format={form.name}"
        return RedirectResponse(link(request, target), 303, {"Vary": "Accept"})
    unchanged, headers = fixed(request, site, f"def.{form.name}" + (f".{lang}" if form is HTML else ""))
    if unchanged is not None:
        return unchanged
    if form is HTML:
        return page(request, site, "ontology.html", 200, headers, groups=_terms(site.base, lang))
    return Response(_rdf(site.base, form), 200, headers, f"{form.media_type}; charset=utf-8")


def _is_defined(base: str, name: str) -> bool:
    """True for every own term: also the data sets and structures of the cubes, which the page does not list."""
    return next(_ontology(base).quads_for_pattern(ox.NamedNode(f"{base}def/{name}"), None, None), None) is not None


def _file(request: Request, name: str, form: Representation) -> Response:
    site = site_of(request)
    unchanged, headers = fixed(request, site, name)
    return unchanged or Response(ontology_text(name, site.base), 200, headers, f"{form.media_type}; charset=utf-8")


def _rdf(base: str, form: Representation) -> bytes:
    text = ontology_text("hub.ttl", base)
    wanted = _RDF[form.name]
    if wanted is None:
        return text.encode()
    return ox.serialize((quad.triple for quad in _ontology(base)), format=wanted) or b""


@lru_cache(maxsize=8)
def _ontology(base: str) -> ox.Store:
    store = ox.Store()
    store.load(ontology_text("hub.ttl", base), format=ox.RdfFormat.TURTLE)
    return store


def _terms(base: str, lang: str) -> dict[str, list[Term]]:
    """Return the own terms, by kind and name."""
    store = _ontology(base)
    groups: dict[str, list[Term]] = {"classes": [], "properties": [], "schemes": [], "concepts": []}
    kinds = {
        "http://www.w3.org/2002/07/owl#Class": "classes",
        "http://www.w3.org/2002/07/owl#ObjectProperty": "properties",
        "http://www.w3.org/2002/07/owl#DatatypeProperty": "properties",
        f"{_SKOS}ConceptScheme": "schemes",
        f"{_SKOS}Concept": "concepts",
    }
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), None):
        iri, kind = quad.subject, quad.object
        if (
            isinstance(iri, ox.NamedNode)
            and isinstance(kind, ox.NamedNode)
            and iri.value.startswith(f"{base}def/")
            and kind.value in kinds
        ):
            groups[kinds[kind.value]].append(_term(store, iri, base, lang))
    return {name: sorted(terms, key=lambda term: term.name) for name, terms in groups.items()}


def _term(store: ox.Store, iri: ox.NamedNode, base: str, lang: str) -> Term:
    def text(*names: str) -> str:
        for name in names:
            for quad in store.quads_for_pattern(iri, ox.NamedNode(name), None):
                if isinstance(quad.object, ox.Literal) and quad.object.language == lang:
                    return quad.object.value
        return ""

    schemes = [quad.object for quad in store.quads_for_pattern(iri, ox.NamedNode(f"{_SKOS}inScheme"), None)]
    scheme = next((node.value for node in schemes if isinstance(node, ox.NamedNode)), None)
    label = text(f"{_RDFS}label", f"{_SKOS}prefLabel")
    return Term(
        iri.value.removeprefix(f"{base}def/"), iri.value, label, text(f"{_RDFS}comment", f"{_SKOS}definition"), scheme
    )

"""Documents: `/doc/{type}/{key}` says what the release holds of a thing, as a page or as linked data; long ones have pages (`?page=2`)."""

from starlette.requests import Request
from starlette.responses import Response

from hub import ids
from hub.rdf.serialise import serialise
from hub.web.answers import HttpError, fixed, language, link, page, page_link, page_number, server, site_of
from hub.web.entity import entity
from hub.web.identifiers import escaped, never_published, retired
from hub.web.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Representation, negotiate
from hub.web.pages.files import FILES
from hub.web.pages.kinds import MAKERS
from hub.web.pages.respond import respond
from hub.web.pages.thing_feed import thing_feed
from hub.web.site import Site
from hub.web.words import Words

FEED = ".atom"

STATEMENTS = "pernyataan"
"""`?isi=pernyataan`: everything that the release states of a thing, instead of its page."""

FORMS = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)


def document(request: Request) -> Response:
    """Answer with the document of a thing, in the form that the extension, `?format=` or the Accept header asks for."""
    site = site_of(request)
    node_type, asked = request.path_params["node_type"], request.path_params["key"]
    if asked.endswith(FEED):
        return _feed(request, site, node_type, asked.removesuffix(FEED))
    key, form = _form(request, asked)
    if (gone := retired(request, site, node_type, key, "/doc")) is not None:
        return gone
    maker = MAKERS.get(node_type) if request.query_params.get("isi") != STATEMENTS else None
    if maker is not None and (form is HTML or form in FILES):
        if not site.describer.holds(node_type, key):
            raise never_published(site, node_type, asked)
        answer = respond(request, maker, f"/doc/{node_type}/{escaped(key)}", key=key, form=form)
        answer.headers["Content-Location"] = link(request, f"/doc/{node_type}/{escaped(key)}.{form.name}")
        answer.headers["Link"] = ", ".join(_links(request, node_type, key, ids.iri(site.base, node_type, key)))
        return answer
    number = page_number(request)
    found = site.describer.describe(node_type, key, number, with_figures=form is not HTML)
    if found is None:
        if number > 1 and site.describer.holds(node_type, key):
            raise HttpError(
                404, "NO_SUCH_PAGE", f"expected `page` to be one that a page before leads to, found {number}"
            )
        raise never_published(site, node_type, asked)
    if form is None or form in FILES:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected one of {', '.join(offer.media_type for offer in FORMS)}")
    words, path = Words(language(request)), f"/doc/{node_type}/{escaped(key)}"
    ways = {"prev": number - 1 if number > 1 else None, "next": number + 1 if found.has_next else None}
    pages = {rel: f"{path}?format={form.name}&isi={STATEMENTS}&page={to}" for rel, to in ways.items() if to}
    if form is not HTML:
        pages = {rel: address.replace(f"&isi={STATEMENTS}", "") for rel, address in pages.items()}
    leads = [f'<{link(request, address)}>; rel="{rel}"' for rel, address in pages.items()]
    headers = {
        "Content-Location": link(request, f"{path}.{form.name}" + (f"?page={number}" if number > 1 else "")),
        "Link": ", ".join([*_links(request, node_type, key, found.thing.iri), *leads]),
    }
    tag = (
        f"{node_type}.{escaped(key)}.{form.name}"
        + (f".{words.lang}" if form is HTML else "")
        + (f".{number}" if number > 1 else "")
    )
    unchanged, told = fixed(request, site, tag, headers)
    if unchanged is not None:
        return unchanged
    if form is HTML:
        shown = entity(found, words, lambda path: page_link(request, path))
        return page(
            request,
            site,
            "entity.html",
            200,
            told,
            entity=shown,
            path=path,
            forms=FORMS[1:],
            pages=pages,
            number=number,
        )
    return Response(serialise(found, form.name, site.base), 200, told, f"{form.media_type}; charset=utf-8")


def _feed(request: Request, site: Site, node_type: str, key: str) -> Response:
    """Answer with the feed of a thing that has a page: in which releases it changed."""
    if node_type not in MAKERS or not site.describer.holds(node_type, key):
        raise never_published(site, node_type, key + FEED)
    words, path = Words(language(request)), f"/doc/{node_type}/{escaped(key)}"
    unchanged, headers = fixed(request, site, f"{node_type}.{escaped(key)}.atom.{words.lang}")
    if unchanged is not None:
        return unchanged
    here = server(request)
    text = thing_feed(
        site, words, (node_type, key), (here + page_link(request, path), here + link(request, path) + FEED)
    )
    return Response(text, 200, headers, "application/atom+xml; charset=utf-8")


def _form(request: Request, asked: str) -> tuple[str, Representation | None]:
    """Return the key and the form; an extension says the form, and is no part of the key."""
    stem, dot, extension = asked.rpartition(".")
    named = next((offer for offer in (*FORMS, *FILES) if dot and offer.name == extension), None)
    if named is not None:
        return stem, named
    wanted = next((offer for offer in FILES if request.query_params.get("format") == offer.name), None)
    if wanted is not None:
        return asked, wanted
    return asked, negotiate(request.headers.get("accept"), request.query_params.get("format"), FORMS)


def _links(request: Request, node_type: str, key: str, iri: str) -> list[str]:
    path = link(request, f"/doc/{node_type}/{escaped(key)}")
    forms = [f'<{path}.{offer.name}>; rel="alternate"; type="{offer.media_type}"' for offer in FORMS]
    return [f'<{iri}>; rel="describes"', *forms]

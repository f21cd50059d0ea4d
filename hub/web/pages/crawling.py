"""Files for search engines and browsers: sitemap, robots.txt, and the search description."""

from xml.sax.saxutils import escape

import polars as pl
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.graph.model import MODEL
from hub.web.answers import HttpError, fixed, language, link, server, site_of
from hub.web.freshness import FRESH
from hub.web.identifiers import escaped
from hub.web.pages.search import PLACES
from hub.web.site import Site
from hub.web.words import Words

MAPPED = ("edition", "contest", "district", "party", "person", "region", "dataset")
"""Types of things whose pages are listed."""

PART = 40_000
"""Addresses in one file; the protocol allows 50,000."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(request: Request) -> Response:
    """Answer with the index of the map: one part per type of thing and 40,000 addresses."""
    site = site_of(request)
    unchanged, headers = fixed(request, site, "sitemap")
    if unchanged is not None:
        return unchanged
    here = server(request)
    parts = ["pages-1"] + [f"{name}-{part + 1}" for name in MAPPED for part in range(-(-_count(site, name) // PART))]
    lines = "".join(
        f"<sitemap><loc>{escape(here + link(request, f'/sitemap/{part}.xml'))}</loc></sitemap>\n" for part in parts
    )
    return Response(f"{_HEAD}<sitemapindex {_SPACE}>\n{lines}</sitemapindex>\n", 200, headers, "application/xml")


def sitemap_part(request: Request) -> Response:
    """Answer with a part of the map. Raises HttpError 404 for a part that there is not."""
    site, name = site_of(request), request.path_params["name"]
    node_type, _, number = name.rpartition("-")
    paths = (
        _paths(site, node_type, int(number))
        if number.isascii() and number.isdigit() and len(number) < 5 and int(number) > 0
        else []
    )
    if not paths:
        raise HttpError(404, "NOT_FOUND", f"expected a part of /sitemap.xml, found {name!r}")
    unchanged, headers = fixed(request, site, f"sitemap.{name}")
    if unchanged is not None:
        return unchanged
    here = server(request)
    lines = "".join(f"<url><loc>{escape(here + link(request, path))}</loc></url>\n" for path in paths)
    return Response(f"{_HEAD}<urlset {_SPACE}>\n{lines}</urlset>\n", 200, headers, "application/xml")


def robots(request: Request) -> Response:
    """Answer with what crawlers may read: every page, not every query."""
    here = server(request)
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {link(request, path)}"
            for path in ("/graphql", "/sparql", "/data/query", "/reconcile", "/cari", "/feed/")
        ),
    ]
    text = "\n".join([*lines, f"Sitemap: {here}{link(request, '/sitemap.xml')}", ""])
    return PlainTextResponse(text, headers={"Cache-Control": FRESH})


def opensearch(request: Request) -> Response:
    """Answer with the description of the search (OpenSearch 1.1), by which a browser can add it."""
    words = Words(language(request))
    here = server(request)
    text = (
        f'{_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{words.gettext('Pemilu Hub')}</ShortName>\n"
        f"<Description>{words.gettext('Search people, places, parties and districts of Indonesian elections')}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(here + link(request, "/cari"))}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
    return Response(text, 200, {"Cache-Control": FRESH}, "application/opensearchdescription+xml")


def _count(site: Site, node_type: str) -> int:
    return site.release.manifest.tables[MODEL[node_type].table.table_name()].rows_count


def _paths(site: Site, node_type: str, number: int) -> list[str]:
    if node_type == "pages":
        return ["/", *(path for path, _, _ in PLACES)] if number == 1 else []
    if node_type not in MAPPED:
        return []
    table = MODEL[node_type].table
    keys = site.release.scan(table).select(pl.col(table.key_column())).slice((number - 1) * PART, PART).collect()
    return [f"/doc/{node_type}/{escaped(key)}" for (key,) in keys.iter_rows()]

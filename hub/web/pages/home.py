"""The front page: the latest elections, the search, and what else there is."""

from collections.abc import Container
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.tables.findings import Findings
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.regions import Regions
from hub.tables.results import Results
from hub.tables.sources import Sources
from hub.tables.vocabulary import OFFICES, THEMES
from hub.web.pages import captions
from hub.web.pages.colours import colour
from hub.web.pages.edition import edition as edition_page
from hub.web.pages.openness import OPEN
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond

EDITIONS = """query Editions($first: Int!, $after: String) {
  editions(first: $first, after: $after, orderBy: [{votingDate: DESC}]) {
    pageInfo { hasNextPage endCursor }
    nodes {
      key name nameEn kind year votingDate
      contests { groups(by: [office]) { key { office } count } }
      candidacies { groups(by: [office]) { key { office } count } }
    }
  }
}"""

DATASETS = """query Datasets($first: Int!, $after: String) {
  datasets(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { theme availability } }
}"""

_COUNTED = (Persons, Parties, Regions, Results, Sources, Findings)


def portal(request: Request) -> Response:
    """Answer with the front page."""
    return respond(request, home, "/")


def home(asked: Asked) -> Page:
    """Return the front page."""
    editions = asked.every(EDITIONS, "editions", size=20)
    for edition in editions:
        edition["offices"] = _offices(edition, asked.site.only_elected)
    parts = asked.site.release.manifest.tables
    counts = {table.table_name(): parts[table.table_name()].rows_count for table in _COUNTED}
    words = asked.words
    latest = next((edition for edition in editions if edition["kind"] == "GENERAL"), None)
    about = {
        "@context": "https://schema.org/",
        "@type": "WebSite",
        "name": words.gettext("Pemilu Hub"),
        "inLanguage": words.lang,
        "potentialAction": {"@type": "SearchAction", "target": "/cari?q={q}", "query-input": "required name=q"},
    }
    drawn = edition_page(Asked(asked.site, latest["key"], words, {})) if latest else None
    datasets = asked.every(DATASETS, "datasets")
    shown = {
        "editions": editions,
        "latest": latest,
        "counts": counts,
        "office": drawn.shown["office"] if drawn else None,
        "maps": drawn.shown.get("maps", []) if drawn else [],
        "colour": colour,
        "themes": [(words.gettext(captions.THEMES[theme]), _open_of(datasets, theme)) for theme in THEMES],
        "datasets_count": len(datasets),
        "open_count": sum(row["availability"] == OPEN for row in datasets),
    }
    return Page(
        "home.html",
        words.gettext("Open data of Indonesian elections"),
        shown,
        words.gettext(
            "Who stood, where, for which party, and with how many votes: from election to election, with the source of every figure."
        ),
        query=EDITIONS,
        variables={"first": 20},
        about=about,
    )


def _open_of(datasets: list[dict[str, Any]], theme: str) -> tuple[int, int]:
    """Return how many datasets of a category are open, and how many there are."""
    held = [row for row in datasets if row["theme"] == theme]
    return sum(row["availability"] == OPEN for row in held), len(held)


def _offices(
    edition: dict[str, Any], only_elected: Container[tuple[str, str]]
) -> list[tuple[str, int | None, int | None]]:
    """Return office, contests and candidacies of an edition, in the order of the pages; None where who stood is not known."""
    found = {
        name: {group["key"]["office"]: group["count"] for group in edition[name]["groups"]}
        for name in ("contests", "candidacies")
    }
    known = [office for office in OFFICES if office in found["contests"] or office in found["candidacies"]]
    return [
        (
            office,
            found["contests"].get(office),
            None if (edition["key"], office) in only_elected else found["candidacies"].get(office),
        )
        for office in known
    ]

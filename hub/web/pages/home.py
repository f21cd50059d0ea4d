"""The front page: the latest elections, the search, and what else there is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.tables.findings import Findings
from hub.tables.parties import Parties
from hub.tables.persons import Persons
from hub.tables.regions import Regions
from hub.tables.results import Results
from hub.tables.sources import Sources
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

_COUNTED = (Persons, Parties, Regions, Results, Sources, Findings)


def portal(request: Request) -> Response:
    """Answer with the front page."""
    return respond(request, home, "/")


def home(asked: Asked) -> Page:
    """Return the front page."""
    editions = asked.every(EDITIONS, "editions", size=20)
    for edition in editions:
        edition["offices"] = _offices(edition)
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
    shown = {"editions": editions, "latest": latest, "counts": counts}
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


def _offices(edition: dict[str, Any]) -> list[tuple[str, int | None, int | None]]:
    """Return office, contests and candidacies of an edition, in the order in which offices are told."""
    found = {
        name: {group["key"]["office"]: group["count"] for group in edition[name]["groups"]}
        for name in ("contests", "candidacies")
    }
    order = ("PRESIDENT", "DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY", "GOVERNOR", "REGENT", "MAYOR")
    known = [office for office in order if office in found["contests"] or office in found["candidacies"]]
    return [(office, found["contests"].get(office), found["candidacies"].get(office)) for office in known]

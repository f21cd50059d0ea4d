"""Maker of the page `/doc/dataset/{key}`: openness, steward, licence, promised date, and each source file with its row counts."""

from typing import Any

from hub.catalog.systems import phase_of
from hub.rdf.describe import natural
from hub.web.pages import captions
from hub.web.pages.page import PAGE_SIZE, Asked, Page

QUERY = """query Dataset($dataset: ID!) {
  dataset(id: $dataset) {
    key iri title theme system steward formats availability reason rowsCount filesCount
    scanRegistered workbookFed openPublished
    edition { key name nameEn year } findings(first: 1) { totalCount }
  }
  milestones { plan measure measureEn deadline isDeadlineStated state evidence { key } }
}"""

FILES = """query Files($dataset: String!, $first: Int!, $after: String) {
  sources(where: {series: {eq: $dataset}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { key path publisher collectedBy licence url retrieved bytesCount rowsReadCount rowsKeptCount rowsSetAsideCount }
  }
}"""
"""Every file of a dataset."""

DAYS = {"scan": "scanRegistered", "workbook": "workbookFed", "open": "openPublished"}
"""Phase -> field of the day on which it was reached."""

SHOWN = 100
"""Files on a page."""


def dataset(asked: Asked) -> Page | None:
    """Return the page of a dataset."""
    answered = asked.answer(QUERY, dataset=asked.key)
    found = answered["dataset"]
    if found is None:
        return None
    words = asked.words
    files = sorted(asked.every(FILES, "sources", dataset=asked.key), key=lambda row: natural(row["path"]))
    of_page, number, pages = asked.paged(files, SHOWN)
    shown = {
        "dataset": found,
        "theme": words.gettext(captions.THEMES[found["theme"]]),
        "system": words.gettext(captions.SYSTEMS[found["system"]]),
        "phase": words.gettext(captions.PHASES[phase])
        if (phase := phase_of(found["availability"], found["formats"]))
        else None,
        "phases": [(words.gettext(captions.REACHED[name]), found[day]) for name, day in DAYS.items() if found[day]],
        "licences": sorted({row["licence"] for row in files if row["licence"]}),
        "unlicensed_count": sum(not row["licence"] for row in files),
        "addresses": sorted({row["url"] for row in files if row["url"]}),
        "promises": [_promise(asked, row) for row in answered["milestones"] if _proves(row, asked.key)],
        "files": of_page,
        "files_count": len(files),
        "number": number,
        "pages": pages,
    }
    return Page(
        "dataset.html",
        found["title"],
        shown,
        query=FILES,
        variables={"dataset": asked.key, "first": PAGE_SIZE},
        rows=[{"dataset": asked.key, **row} for row in files],
        about={
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": found["iri"],
            "name": found["title"],
            "creator": {"@type": "Organization", "name": found["steward"]},
        },
    )


def _proves(milestone: dict[str, Any], key: str) -> bool:
    return any(row["key"] == key for row in milestone["evidence"])


def _promise(asked: Asked, milestone: dict[str, Any]) -> dict[str, Any]:
    return {**milestone, "said": asked.words.gettext(captions.MILESTONES[milestone["state"]])}

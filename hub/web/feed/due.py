"""The page of datasets: who keeps each, when it is due, and in which of the three phases it is, the late ones first. It needs no account."""

from datetime import UTC, datetime
from functools import partial

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.errors import FeedOff
from hub.feed.datasets import workspace_of
from hub.feed.due import Due, declared
from hub.web.answers import language, page
from hub.web.feed.door import PRIVATE, feed_of, in_feed
from hub.web.pages.captions import REACHED
from hub.web.texts import text_
from hub.web.words import Words

_EU = "http://publications.europa.eu/resource/authority/"

RHYTHMS = {
    "ONCE": text_("once"),
    "MONTHLY": text_("every month"),
    "QUARTERLY": text_("every quarter"),
    "YEARLY": text_("every year"),
    "EVERY_FIVE_YEARS": text_("every five years"),
}


async def datasets(request: Request) -> Response:
    """Answer with all datasets of the workspace; with how to switch the feed on where there is none."""

    def answer() -> Response:
        words = Words(language(request))
        try:
            found = declared(feed_of(request).state(), datetime.now(UTC).date())
        except FeedOff:
            return page(request, None, "feed/off.html", 200, PRIVATE)
        return page(request, None, "feed/due.html", 200, PRIVATE, found=found, in_words=partial(in_words, words))

    return await in_feed(request, answer)


async def catalogue(request: Request) -> Response:
    """Answer with the same datasets in DCAT 3, as JSON-LD: a distribution for each phase that was reached, with its day."""

    def answer() -> Response:
        state = feed_of(request).state()
        base, today = workspace_of(state).hub.base_iri, datetime.now(UTC).date()
        graph = [_dcat(base, each) for each in declared(state, today)]
        content = orjson.dumps({"@context": _CONTEXT, "@graph": graph}, option=orjson.OPT_INDENT_2)
        return Response(content, 200, PRIVATE, "application/ld+json")

    return await in_feed(request, answer)


_CONTEXT: dict[str, object] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        f"dct:{name}": {"@id": f"http://purl.org/dc/terms/{name}", "@type": "xsd:date"}
        for name in ("issued", "available")
    },
    "dct:accrualPeriodicity": {"@id": "http://purl.org/dc/terms/accrualPeriodicity", "@type": "@id"},
    "dcat:accessURL": {"@id": "http://www.w3.org/ns/dcat#accessURL", "@type": "@id"},
}

_FREQUENCIES = {"MONTHLY": "MONTHLY", "QUARTERLY": "QUARTERLY", "YEARLY": "ANNUAL", "EVERY_FIVE_YEARS": "QUINQUENNIAL"}
"""Rhythm -> frequency in the list of the Publications Office of the EU; what is due once has none."""


def _dcat(base: str, each: Due) -> dict[str, object]:
    entry, page_of = each.entry, f"{base}doc/dataset/{each.entry.id}"
    due = each.due_next or each.due_last
    keeper = entry.steward or getattr(entry, "publisher", None)
    told: dict[str, object | None] = {
        "@id": f"{base}id/dataset/{entry.id}",
        "@type": "dcat:Dataset",
        "dct:title": entry.title,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": ", ".join(filter(None, (entry.unit, keeper)))},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": entry.contact} if entry.contact else None,
        "dct:accrualPeriodicity": f"{_EU}frequency/{_FREQUENCIES[entry.rhythm]}" if entry.rhythm in _FREQUENCIES else None,
        "dct:available": due.isoformat() if due else None,
        "dcat:distribution": [
            {"@type": "dcat:Distribution", "dct:title": REACHED[name], "dct:issued": day.isoformat(), "dcat:accessURL": page_of}
            for name, day in (("scan", each.scan_on), ("workbook", each.workbook_on), ("open", each.open_on))
            if day
        ],
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def in_words(words: Words, each: Due) -> dict[str, object]:
    """Return phase, rhythm and the days of the phases of a dataset as pages say them."""
    days = {"scan": each.scan_on, "workbook": each.workbook_on, "open": each.open_on}
    return {
        "phase": words.gettext(REACHED[each.phase]) if each.phase else words.gettext("Nothing is held yet"),
        "phases": [(words.gettext(REACHED[name]), words.date(day.isoformat())) for name, day in days.items() if day],
        "keeper": ", ".join(
            filter(None, (each.entry.unit, each.entry.steward or getattr(each.entry, "publisher", None)))
        ),
        "licence": getattr(each.entry, "licence", None),
        "is_mapped": getattr(each.entry, "loader", "") == "mapped",
        "rhythm": words.gettext(RHYTHMS[each.entry.rhythm]),
        "due": [words.date(day.isoformat()) for day in (each.due_last if each.is_late else None, each.due_next) if day],
    }

"""The page of datasets: who keeps each, when it is due, and in which of the three phases it is, the late ones first. It needs no account."""

from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from hub.errors import FeedOff
from hub.feed.due import Due, declared
from hub.web.answers import language, page
from hub.web.feed.door import PRIVATE, feed_of, in_feed
from hub.web.texts import text_
from hub.web.words import Words

PHASES = {
    "scan": text_("Scan registered"),
    "workbook": text_("Workbook fed"),
    "open": text_("Open data published"),
}

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


def in_words(words: Words, each: Due) -> dict[str, object]:
    """Return phase, rhythm and the days of the phases of a dataset as pages say them."""
    days = {"scan": each.scan_on, "workbook": each.workbook_on, "open": each.open_on}
    return {
        "phase": words.gettext(PHASES[each.phase]) if each.phase else words.gettext("Nothing is held yet"),
        "phases": [(words.gettext(PHASES[name]), words.date(day.isoformat())) for name, day in days.items() if day],
        "keeper": ", ".join(
            filter(None, (each.entry.unit, each.entry.steward or getattr(each.entry, "publisher", None)))
        ),
        "licence": getattr(each.entry, "licence", None),
        "is_mapped": getattr(each.entry, "loader", "") == "mapped",
        "rhythm": words.gettext(RHYTHMS[each.entry.rhythm]),
        "due": [words.date(day.isoformat()) for day in (each.due_last if each.is_late else None, each.due_next) if day],
    }

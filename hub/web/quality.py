"""Data quality at `/quality`: the release's `quality.json`, as a page or as JSON."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import HttpError, fixed, language, page, site_of
from hub.web.negotiation import HTML, JSON, negotiate
from hub.web.pages import captions
from hub.web.words import Words

DOCUMENT = "quality.json"


def quality(request: Request) -> Response:
    """Answer with what was measured of the matching, what it linked in this release, and how many findings there are of each rule."""
    site = site_of(request)
    content = site.release.document(DOCUMENT)
    if content is None:
        raise HttpError(
            404, "NOT_FOUND", f"expected {DOCUMENT} in release {site.release.id}, which was built without one"
        )
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (HTML, JSON))
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", "expected text/html or application/json")
    lang = language(request)
    unchanged, headers = fixed(request, site, f"quality.{form.name}" + (f".{lang}" if form is HTML else ""))
    if unchanged is not None:
        return unchanged
    if form is JSON:
        return Response(content, 200, headers, "application/json")
    stated = orjson.loads(content)
    return page(
        request, site, "quality.html", 200, headers, **stated, shown=_Shown(Words(lang)), rule_told=captions.rule
    )


class _Shown:
    """Writes the parts of the document in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def group(self, row: dict[str, Any]) -> str:
        """Return which pairs a row of figures is of."""
        words = self._words
        if row["editions"]:
            editions = words.gettext(" to ").join(map(self.edition, row["editions"]))
            return ", ".join((editions, words.gettext("read by hand"))) if row["group"] == "READ" else editions
        return {
            "ALL": words.gettext("all"),
            "GIVEN": words.gettext("from the file of labels"),
            "DPR": words.gettext("DPR to DPR"),
            "ACROSS_OFFICES": words.gettext("across offices"),
            "COMMON_NAMES": words.gettext("common names"),
            "RARE_NAMES": words.gettext("rare names"),
        }[row["group"]]

    def edition(self, key: str) -> str:
        return key.replace("-", " ")

    def list(self, key: str) -> str:
        """Return an edition and an office (`2024/dpr`) in words."""
        edition, _, office = key.partition("/")
        return f"{self._words.office(office.upper().replace('-', '_'))} {self.edition(edition)}"

    def share(self, stated: dict[str, Any]) -> str:
        """Return a share with its interval in percent."""
        if stated["share"] is None:
            return "\u2013"
        share, low, high = (self._words.decimal(100 * stated[name]) for name in ("share", "low", "high"))
        return f"{share} ({low}\u2013{high})"

    def false_links(self, row: dict[str, Any]) -> str:
        """Return the share of false links of two lists with its interval in percent, or why it was not measured.

        Releases of earlier versions state neither, and have a dash.
        """
        words = self._words
        if row.get("false_links"):
            return self.share(row["false_links"])
        return {
            "LISTS_TOO_SHORT": words.gettext("not measured: the lists are too short"),
            "FEW_LINKS": words.gettext("not measured: too few pairs are linked"),
            "NO_LINKS": words.gettext("not measured: no pair is linked"),
        }.get(row.get("not_measured") or "", "\u2013")

    def measured_by(self, row: dict[str, Any]) -> str:
        """Return what the share of false links of two lists was measured by; empty where it was not."""
        words = self._words
        told = {
            "LABELS": words.gettext("pairs that were read"),
            "PAIRS_WITHIN_LISTS": words.gettext("pairs within a list, which are two people by law"),
        }
        return told[row["false_links"]["by"]] if row.get("false_links") else ""

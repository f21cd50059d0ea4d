"""The findings as a work list: where sources err or differ, by kind, by what they are about, page by page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.web.finding_words import tell
from hub.web.pages import captions
from hub.web.pages.page import Asked, Page
from hub.web.pages.respond import respond

QUERY = """query Findings($where: FindingWhere, $first: Int!, $after: String) {
  findings(where: $where, first: $first, after: $after, orderBy: [{severity: ASC}, {rule: ASC}]) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { key rule severity message subjectKind subjectKey sourceRow source { key title path } }
  }
}"""

SHOWN = 100


def findings(request: Request) -> Response:
    """Answer with the findings."""
    return respond(request, findings_page, "/temuan")


def findings_page(asked: Asked) -> Page:
    """Return the findings: of one rule (`?aturan=`), about one kind of thing (`?tentang=`), or about one thing (`?hal_ihwal=`).

    Raises HttpError 400 for a rule that there is not.
    """
    conditions = [("rule", "aturan"), ("subjectKind", "tentang"), ("subjectKey", "hal_ihwal")]
    where: dict[str, Any] = {field: {"eq": asked.given[name]} for field, name in conditions if asked.given.get(name)}
    counts: dict[str, int] = asked.answer("{ release { quality } }")["release"]["quality"].get("findings_by_rule", {})
    asked.chosen("aturan", sorted({*counts, *captions.RULES}))
    after = asked.given.get("sesudah") or None
    answered = asked.answer(QUERY, where=where, first=SHOWN, after=after)["findings"]
    words = asked.words
    for row in answered["nodes"]:
        row["told"] = words.gettext(captions.rule(row["rule"]))
        tell(words, row)
        row["about"] = words.gettext(captions.subject(row["subjectKind"]))
    rules = sorted(
        ((name, words.gettext(captions.rule(name)), count) for name, count in counts.items()), key=lambda row: -row[2]
    )
    given = {name: asked.given[name] for _, name in conditions if asked.given.get(name)}
    shown = {
        "rules": rules,
        "given": given,
        "found": answered,
        "after": after,
        "rule_told": words.gettext(captions.rule(given.get("aturan", ""))),
    }

    def rows() -> list[dict[str, Any]]:
        return [_row(row) for row in asked.every(QUERY, "findings", where=where)]

    variables = {"where": where, "first": SHOWN, "after": after}
    return Page("findings.html", words.gettext("Findings"), shown, query=QUERY, variables=variables, rows=rows)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    source = row["source"]
    return {
        "finding": row["key"],
        "rule": row["rule"],
        "severity": row["severity"],
        "subject_kind": row["subjectKind"],
        "subject_key": row["subjectKey"],
        "message": row["message"],
        "source": source["path"] if source else None,
        "source_row": row["sourceRow"],
    }

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
    """Return the findings: of one rule (`?aturan=`), about one kind of thing (`?tentang=`), one thing (`?hal_ihwal=`), or a contest and all in it (`?kontes=`).

    Raises HttpError 400 for a rule that there is not.
    """
    conditions = [("rule", "aturan"), ("subjectKind", "tentang"), ("subjectKey", "hal_ihwal")]
    where: dict[str, Any] = {field: {"eq": asked.given[name]} for field, name in conditions if asked.given.get(name)}
    contest = asked.given.get("kontes")
    if contest:
        where |= about_contest(contest)
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
    chosen = [*(name for _, name in conditions), "kontes"]
    given = {name: asked.given[name] for name in chosen if asked.given.get(name)}
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


def about_contest(key: str) -> dict[str, Any]:
    """Return the condition on findings about a contest, its candidates, votes and turnout: their keys begin with its own, which is that of its district too."""
    ways = [{"eq": key}, {"startsWith": f"{key}/"}, {"startsWith": f"{key}@"}]
    return {"and": [{"or": [{"subjectKey": way} for way in ways]}, {"subjectKind": {"ne": "district"}}]}


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

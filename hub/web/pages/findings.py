"""The findings as a work list: where sources err or differ, by kind, by what they are about, page by page."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from starlette.requests import Request
from starlette.responses import Response

from hub.release import Release
from hub.tables.findings import Findings
from hub.tables.sources import Sources
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
        return _rows(asked.site.release, given)

    variables = {"where": where, "first": SHOWN, "after": after}
    return Page("findings.html", words.gettext("Findings"), shown, query=QUERY, variables=variables, rows=rows)


def about_contest(key: str) -> dict[str, Any]:
    """Return the condition on findings about a contest, its candidates, votes and turnout: their keys begin with its own, which is that of its district too."""
    ways = [{"eq": key}, {"startsWith": f"{key}/"}, {"startsWith": f"{key}@"}]
    return {"and": [{"or": [{"subjectKey": way} for way in ways]}, {"subjectKind": {"ne": "district"}}]}


def _rows(release: Release, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return all findings that an address chooses, read from the table: tens of thousands take seconds by way of the API."""
    found = release.scan(Findings)
    for column, name in (("rule", "aturan"), ("subject_kind", "tentang"), ("subject_key", "hal_ihwal")):
        if name in given:
            found = found.filter(pl.col(column) == given[name])
    if contest := given.get("kontes"):
        key = pl.col("subject_key")
        within = (key == contest) | key.str.starts_with(f"{contest}/") | key.str.starts_with(f"{contest}@")
        found = found.filter(within, pl.col("subject_kind") != "district")
    paths = release.scan(Sources).select("source_id", pl.col("path").alias("source"))
    columns = ("finding", "rule", "severity", "subject_kind", "subject_key", "message", "source", "source_row")
    named = found.sort("severity", "rule", "finding_id").join(paths, "source_id", how="left", maintain_order="left")
    return named.rename({"finding_id": "finding"}).select(columns).collect().to_dicts()

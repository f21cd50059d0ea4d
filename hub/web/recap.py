"""Recapitulation pages: how far each count is, votes by region as added up and as stated, and what does not add up.

The pages are answers of the hub's own GraphQL, and as JSON they are these answers: who wants other figures asks the same query in
another way.
"""

from collections import defaultdict
from typing import Any

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from hub.errors import StoreUnavailable
from hub.schema.request import Request
from hub.tables.vocabulary import LEVELS
from hub.web.answers import HttpError, fixed, language, page, site_of
from hub.web.finding_words import tell
from hub.web.negotiation import HTML, JSON, negotiate
from hub.web.pages import captions
from hub.web.pages.coverage import coverage
from hub.web.pages.findings import about_contest
from hub.web.pages.page import Asked
from hub.web.pages.place_counts import FIRM
from hub.web.site import Site
from hub.web.words import Words

DISTRICT = "DISTRICT"
"""The area of a contest in a district: the district itself, which has no level."""

STATION = "POLLING_STATION"
"""The finest level: figures of one polling station, which lies in a village."""

CONTESTS = 500
"""Contests that are asked for at a time."""

MOST_FIGURES = 1000
"""Figures of a list on a page. Where there are more the page leads to the regions above, and shows none in part."""

COUNTS = """query Counts($first: Int!, $after: String) {
  contests(where: {progress: {some: {}}}, first: $first, after: $after, orderBy: [{key: DESC}]) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      key name office edition { key year } district { name }
      outcome { status }
      stations: results(where: {level: {eq: POLLING_STATION}}, first: 1) { totalCount }
      progress(where: {or: [{level: {eq: NATION}}, {level: {isNull: true}}]}, first: 20) {
        nodes { series status unitLevel countedCount expectedCount }
      }
    }
  }
}"""
"""The counts of all contests that are counted by area."""

TITLE = """query Title($series: String!) {
  sources(where: {series: {eq: $series}}, first: 1) { nodes { key title } }
}"""
"""What a source of a series is called."""

LEVELS_COUNTED = """query Levels($contest: ID!, $within: ID!) {
  within: region(id: $within) { level }
  contest(id: $contest) {
    stations: results(where: {level: {eq: POLLING_STATION}}, first: 1) { totalCount }
    rollups { groups(by: [level]) { key { level } } }
    results(where: {pollingStation: {isNull: true}}) { groups(by: [level]) { key { level } } }
  }
}"""
"""The levels that a contest has figures of."""

COUNT = """query Count(
  $contest: ID!, $progress: ProgressWhere!, $rollups: RollupWhere!, $results: ResultWhere!, $first: Int!, $within: ID!,
  $about: FindingWhere!
) {
  findings(where: $about, first: 50) { totalCount nodes { key rule severity message } }
  within: region(id: $within) { key name }
  contest(id: $contest) {
    key name office edition { key year } district { name } outcome { status }
    progress(where: $progress, first: $first) {
      totalCount
      nodes { series status unitLevel countedCount expectedCount region { key } }
    }
    rollups(where: $rollups, first: $first) {
      totalCount
      nodes {
        series votesCount statedCount kind
        region { key name } candidacy { key name: nameOnBallot } ticket { key name } nomination { key name }
      }
    }
    results(where: $results, first: $first) {
      totalCount
      nodes {
        series votesCount status kind
        region { key name } pollingStation { key number }
        candidacy { key name: nameOnBallot } ticket { key name } nomination { key name }
      }
    }
    findings(first: 50) { totalCount nodes { key rule severity message } }
  }
}"""
"""The figures of one contest at one level, of all regions or of those within one."""


def recap(request: HttpRequest) -> Response:
    """Answer with the counts of all contests, or with `?contest=`, `?level=` and `?within=` figures of one."""
    site = site_of(request)
    asked = {name: request.query_params.get(name) for name in ("contest", "level", "within")}
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (HTML, JSON))
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected {HTML.media_type} or {JSON.media_type}")
    unchanged, headers = fixed(request, site, f"recap.{form.name}" + (f".{language(request)}" if form is HTML else ""))
    if unchanged is not None:
        return unchanged
    if asked["contest"] is None:
        body = _answer(site, COUNTS, {"first": CONTESTS}) if form is JSON else b""
        contests = (
            [] if body else Asked(site, "", Words(language(request)), {}).every(COUNTS, "contests", size=CONTESTS)
        )
        shown = {"template": "recap.html", "counts": _counts(site, contests)}
    else:
        levels, usual = _levels(site, asked["contest"], asked["within"])
        level = asked["level"] or usual
        if level not in levels:
            raise HttpError(400, "BAD_LEVEL", f"expected level to be one of {', '.join(levels)}, found {level!r}")
        body = _answer(site, COUNT, _variables(asked["contest"], level, asked["within"]))
        if asked["within"] and _data(body)["within"] is None:
            raise HttpError(
                404, "NOT_FOUND", f"expected `within` to be the key of a region, found {asked['within'][:60]!r}"
            )
        shown = {
            "template": "recap_contest.html",
            **_shown(site, _data(body), Words(language(request))),
            "levels": levels,
            "level": level,
        }
    if form is JSON:
        return Response(body, 200, headers, "application/json")
    return page(
        request,
        site,
        str(shown.pop("template")),
        200,
        headers,
        **shown,
        rule_told=captions.rule,
        variant_of=captions.variant,
    )


def _levels(site: Site, contest: str, within: str | None) -> tuple[list[str], str]:
    """Return the levels that a contest has figures of, the contest before its parts, and the one that is shown where none is chosen."""
    answered = _data(_answer(site, LEVELS_COUNTED, {"contest": contest, "within": within or ""}))
    found = answered["contest"]
    if found is None:
        raise HttpError(404, "NOT_FOUND", f"expected the key of a contest, such as 2019/president, found {contest!r}")
    groups = found["rollups"]["groups"] + found["results"]["groups"]
    held = {group["key"]["level"] or DISTRICT for group in groups}
    if found["stations"]["totalCount"]:
        held.add(STATION)
    if not held:
        raise HttpError(404, "NOT_COUNTED", f"expected a contest with figures of votes, found none of {contest!r}")
    levels = [level for level in (DISTRICT, *LEVELS) if level in held]
    around = answered["within"] and answered["within"]["level"]
    below = [level for level in levels if level in LEVELS and around and LEVELS.index(level) > LEVELS.index(around)]
    return levels, next(iter(below), levels[0])


def _variables(contest: str, level: str, within: str | None) -> dict[str, Any]:
    areas: dict[str, Any] = {"level": {"isNull": True} if level == DISTRICT else {"eq": level}}
    if within:
        inside = {"region": {"is": {"parents": {"some": {"parent": {"eq": within}}}}}}
        areas |= {"or": [inside, {"region": {"eq": within}}]} if level == STATION else inside
    results = {**areas, "pollingStation": {"isNull": level != STATION}}
    lists = {"progress": areas, "rollups": areas, "results": results}
    return {
        "contest": contest,
        **lists,
        "first": MOST_FIGURES,
        "within": within or "",
        "about": about_contest(contest),
    }


def _answer(site: Site, query: str, variables: dict[str, Any]) -> bytes:
    response = site.executor.execute(Request(query, variables))
    if response.has_errors:
        raise StoreUnavailable("expected the figures of the counts from the graph store, found none at the moment")
    return response.body


def _data(body: bytes) -> dict[str, Any]:
    data: dict[str, Any] = orjson.loads(body)["data"]
    return data


def _counts(site: Site, contests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row per contest and series: how much of it is counted."""
    rows = []
    for contest in contests:
        by_series: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in contest["progress"]["nodes"]:
            by_series[row["series"]].append(row)
        for series, progress in by_series.items():
            told = {
                "is_certified_elsewhere": _is_firm(contest["outcome"]) and progress[0]["status"] not in FIRM,
                "contest": contest,
                "series": series,
                "coverage": coverage(progress),
                "status": progress[0]["status"],
            }
            rows.append(told)
    titles = _titles(site, {row["series"] for row in rows})
    return [{**row, "title": titles.get(row["series"])} for row in rows]


def _titles(site: Site, series: set[str]) -> dict[str, dict[str, Any]]:
    """Return by series a source of it, how people call the series; of one that is a count among several in a source, that source."""
    named = {name: name.rpartition("-")[0] if captions.variant(name) else name for name in series}
    found = {
        name: _data(_answer(site, TITLE, {"series": name}))["sources"]["nodes"] for name in sorted(set(named.values()))
    }
    return {name: found[source][0] for name, source in named.items() if found[source]}


def _shown(site: Site, answered: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return what the page of a contest shows: the contest, its figures by series, and whether they are too many."""
    contest = answered["contest"]
    for finding in answered["findings"]["nodes"]:
        tell(words, finding)
    too_many = any(contest[listed]["totalCount"] > MOST_FIGURES for listed in ("rollups", "results", "progress"))
    series = {} if too_many else _series(contest)
    titles = _titles(site, set(series))
    return {
        "contest": contest,
        "findings": answered["findings"],
        "is_certified": _is_firm(contest["outcome"]),
        "within": answered["within"],
        "series": series,
        "titles": titles,
        "is_too_long": too_many,
    }


def _series(contest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return by series: its options, and its areas by name, each with its progress, and its votes by option.

    Votes are (sum of the parts, stated by the source); of an area without parts only the second is known. The status of a series is that of
    all its figures, None where they differ.
    """
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"statuses": set(), "options": {}, "areas": {}})
    for listed in ("rollups", "results"):
        for row in contest[listed]["nodes"]:
            option = row["candidacy"] or row["ticket"] or row["nomination"]
            key = f"{option['key']}/{row['kind']}"
            series = found[row["series"]]
            series["options"].setdefault(key, option | {"kind": row["kind"]})
            station = row.get("pollingStation")
            empty = {"region": row["region"], "station": station, "votes": {}, "progress": [], "is_final": False}
            area = series["areas"].setdefault(_key(row), empty)
            if listed == "results":
                series["statuses"].add(row["status"])
                area["is_final"] = row["status"] in FIRM
            figures = (row["votesCount"], row["statedCount"]) if listed == "rollups" else (None, row["votesCount"])
            area["votes"].setdefault(key, figures)
    for row in contest["progress"]["nodes"]:
        if row["series"] in found and _key(row) in found[row["series"]]["areas"]:
            found[row["series"]]["statuses"].add(row["status"])
            found[row["series"]]["areas"][_key(row)]["progress"].append(row)
    for series in found.values():
        statuses = series.pop("statuses")
        series["status"] = statuses.pop() if len(statuses) == 1 else None
        series["areas"] = sorted(series["areas"].values(), key=_named)
        for area in series["areas"]:
            area["coverage"] = coverage(area["progress"])
    return dict(sorted(found.items()))


def _named(area: dict[str, Any]) -> tuple[str, int]:
    return area["region"]["name"] if area["region"] else "", area["station"]["number"] if area["station"] else 0


def _is_firm(outcome: dict[str, Any] | None) -> bool:
    return outcome is not None and outcome["status"] in FIRM


def _key(row: dict[str, Any]) -> str:
    return str((row.get("pollingStation") or row["region"] or {"key": ""})["key"])

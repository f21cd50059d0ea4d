"""The page of a place: its districts at each level ("my district"), votes counted there, voters, parts and codes; and the list of provinces."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.rdf.describe import natural
from hub.tables.vocabulary import OFFICES
from hub.web.pages import captions
from hub.web.pages.electorate import TURNOUT, VOTERS, electorate
from hub.web.pages.page import PAGE_SIZE, Asked, Page
from hub.web.pages.place_counts import COUNTED, counts
from hub.web.pages.respond import respond

PLACES = """query Places($first: Int!, $after: String) {
  regions(where: {level: {eq: PROVINCE}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { key name codes { scheme value validTo } children { totalCount } }
  }
}"""

DISTRICTS = """query DistrictsOf($region: ID!, $first: Int!, $after: String) {
  region(id: $region) { districts(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    key name office seatsCount edition { key name nameEn year votingDate } contest { key candidacies { totalCount } } } } }
}"""
"""The districts that a place lies in."""

OF_PROVINCE = """query DistrictsOfProvince($region: String!, $first: Int!, $after: String) {
  districts(
    where: {province: {eq: $region}, office: {in: [DPR, DPD, DPRD_PROVINCE, GOVERNOR]}}, first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor } nodes {
    key name office seatsCount edition { key name nameEn year votingDate } contest { key candidacies { totalCount } } } }
}"""
"""The districts of a province in which all of it votes, for who can name no regency."""

OF_REGENCY = """query DistrictsOfRegency($region: String!, $code: String!, $province: String!, $first: Int!, $after: String) {
  districts(
    where: {or: [
      {office: {eq: DPRD_REGENCY}, regions: {some: {parent: {eq: $region}}}}
      {office: {in: [REGENT, MAYOR]}, code: {eq: $code}, province: {eq: $province}}
    ]}
    first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor } nodes {
    key name office seatsCount edition { key name nameEn year votingDate } contest { key candidacies { totalCount } } } }
}"""
"""The districts of a regency's council, which are made of its parts, and that of its head, which bears its code."""

QUERY = (
    f"""query Region($region: ID!) {{
  region(id: $region) {{
    voterOutcomes(where: {{listKind: {{eq: DPT}}}}, first: 100) {{ nodes {{ {VOTERS} }} }}
    turnoutOutcomes(first: 100) {{ nodes {{ {TURNOUT} }} }}
"""
    """    key iri name level
    codes { scheme value validFrom validTo }
    parent { key }
    ancestors { key name level parent { key } codes { scheme value validTo } }
    pollingStations(first: 1000) { nodes { key number edition { key year } } }
    children(first: 1000) { totalCount nodes { key name level } }
    predecessors { key name } successors { key name }
    voters(first: 100) { nodes { key office listKind totalCount maleCount femaleCount series contradictedBy edition { key year } source { key title } } }
"""
    f"    {COUNTED}\n  }}\n}}"
)


PARTY_VOTES = """query PartyVotes($where: PartyOutcomeWhere!, $first: Int!, $after: String) {
  partyOutcomes(where: $where, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { votesCount votesShare status office edition { key name nameEn year } party { key name } }
  }
}"""
"""The votes of the parties in a province, or in the nation."""

NATIONAL = """{
  contests(where: {office: {eq: PRESIDENT}}, first: 50) {
    nodes { key office district { name } edition { key year votingDate } }
  }
}"""
"""The contests that the whole nation votes in."""


def places(request: Request) -> Response:
    """Answer with the list of provinces, where the way to one's district begins."""
    return respond(request, places_page, "/wilayah")


def places_page(asked: Asked) -> Page:
    """Return the list of provinces."""
    found = sorted(asked.every(PLACES, "regions"), key=lambda row: row["name"])
    rows = [{"region_id": row["key"], "name": row["name"]} for row in found]
    return Page(
        "places.html",
        asked.words.gettext("My district"),
        {"places": found},
        query=PLACES,
        variables={"first": PAGE_SIZE},
        rows=rows,
    )


def region(asked: Asked) -> Page | None:
    """Return the page of a place."""
    found = asked.answer(QUERY, region=asked.key)["region"]
    if found is None:
        return None
    words = asked.words
    around = [(found["name"], _districts(asked, found))]
    around += [(above["name"], _districts(asked, above)) for above in found["ancestors"]]
    found["children"]["nodes"].sort(key=lambda row: natural(row["name"]))
    mine = my_districts(around)
    rows = [
        {
            "region_id": found["key"],
            "edition": row["edition"]["key"],
            "office": row["office"],
            "district": row["name"],
            "district_id": row["key"],
            "by_way_of": row["of"],
        }
        for group in mine
        for row in group["districts"]
    ]
    return Page(
        "region.html",
        words.name(found["name"]),
        {
            "region": found,
            "mine": mine,
            "results": counts(found["results"]["nodes"], found["progress"]["nodes"]),
            "variant_of": captions.variant,
            "voters": _voters(found),
            "electorate": _electorate(found),
            "parties": _party_votes(asked, found),
            "national": _national(asked, found),
            "stations": _stations(found),
        },
        words.gettext("Districts, votes and voters of %(name)s", name=words.name(found["name"])),
        query=QUERY,
        variables={"region": asked.key},
        rows=rows,
        about={
            "@context": "https://schema.org/",
            "@type": "AdministrativeArea",
            "@id": found["iri"],
            "name": words.name(found["name"]),
            **({"containedInPlace": words.name(found["ancestors"][0]["name"])} if found["ancestors"] else {}),
        },
    )


def my_districts(around: list[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Return the editions, the latest first, each with the districts that a voter of a place votes in, by office.

    `around` is the place and all that it lies in, the nearest first, each with its districts.
    Of each office it is the districts of the smallest place around that has any; where there are several, the voter is in one of them.
    """
    chosen: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for name, districts in around:
        here: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
        for row in districts:
            here.setdefault((row["edition"]["key"], row["office"]), {})[row["key"]] = {**row, "of": name}
        for key, rows in here.items():
            chosen.setdefault(key, sorted(rows.values(), key=lambda row: natural(row["name"])))
    editions: dict[str, dict[str, Any]] = {}
    for (edition, office), held in sorted(chosen.items(), key=lambda item: OFFICES.index(item[0][1])):
        made = editions.setdefault(edition, {"edition": held[0]["edition"], "offices": [], "districts": []})
        made["offices"].append((office, held))
        made["districts"] += held
    return sorted(editions.values(), key=lambda made: str(made["edition"]["votingDate"] or ""), reverse=True)


def _districts(asked: Asked, place: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the districts that a place lies in, or that lie in it where it is a regency or a province."""
    key = place["key"]
    found = asked.every(DISTRICTS, "region", "districts", region=key)
    if place["level"] == "PROVINCE":
        found += asked.every(OF_PROVINCE, "districts", region=key)
    if place["level"] == "REGENCY" and place["parent"]:
        code = next(
            (
                row["value"].replace(".", "")
                for row in place["codes"]
                if row["scheme"] == "kemendagri" and not row["validTo"]
            ),
            "",
        )
        found += asked.every(OF_REGENCY, "districts", region=key, code=code, province=place["parent"]["key"])
    return found


def _party_votes(asked: Asked, found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the elections of which the votes of parties in a province or the nation are known, the latest first: `edition`, `office`, `status`, `rows`."""
    if found["level"] not in {"NATION", "PROVINCE"}:
        return []
    where = {"level": {"eq": "NATION"}} if found["level"] == "NATION" else {"region": {"eq": found["key"]}}
    made: dict[tuple[str, str], dict[str, Any]] = {}
    for row in asked.every(PARTY_VOTES, "partyOutcomes", where=where):
        about = {"edition": row["edition"], "office": row["office"], "rows": []}
        made.setdefault((row["edition"]["key"], row["office"]), about)["rows"].append(row)
    for group in made.values():
        statuses = {row["status"] for row in group["rows"]}
        group["status"] = statuses.pop() if len(statuses) == 1 else None
        group["rows"].sort(key=lambda row: -row["votesCount"])
    return sorted(made.values(), key=lambda group: (-group["edition"]["year"], group["office"]))


def _national(asked: Asked, found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the contests that the whole nation votes in, the latest first, for the page of the nation."""
    if found["level"] != "NATION":
        return []
    return sorted(asked.answer(NATIONAL)["contests"]["nodes"], key=lambda row: -row["edition"]["year"])


def _stations(found: dict[str, Any]) -> list[tuple[int, list[dict[str, Any]]]]:
    """Return the polling stations of a village by year, the latest first."""
    years: dict[int, list[dict[str, Any]]] = {}
    for row in sorted(found["pollingStations"]["nodes"], key=lambda row: row["number"]):
        years.setdefault(row["edition"]["year"], []).append(row)
    return sorted(years.items(), reverse=True)


def _electorate(found: dict[str, Any]) -> list[dict[str, Any]]:
    return electorate(found["voterOutcomes"]["nodes"], found["turnoutOutcomes"]["nodes"])


def _voters(found: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(found["voters"]["nodes"], key=lambda row: (-row["edition"]["year"], row["listKind"]))

"""The page of a party: its elections, candidates and seats in each, votes by province, and what became of it; and the list of parties."""

from collections import Counter, defaultdict
from collections.abc import Container
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.web.pages.page import PAGE_SIZE, Asked, Page
from hub.web.pages.respond import respond

PARTIES = """query Parties($first: Int!, $after: String) {
  parties(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { key name abbreviation scope nominations { ballotNumber edition { key name nameEn year } } }
  }
}"""

QUERY = """query Party($party: ID!) {
  party(id: $party) {
    key iri name abbreviation scope
    nominations { key name ballotNumber edition { key name nameEn year kind } }
    events { kind date year description name fromName party { key name } fromParty { key name } sourceTitle sourceUrl }
    predecessors { key name } successors { key name }
    candidacies { groups(by: [edition, office, elected], first: 500) { key { edition { key } office elected } count } }
  }
  districts { groups(by: [edition, office, province], first: 1000) { key { edition { key } office province { name } } count } }
}"""

TOTALS = """query PartyTotals($party: String!, $first: Int!, $after: String) {
  partyOutcomes(where: {party: {eq: $party}, level: {eq: DISTRICT}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { votesCount status office edition { key year } district { key name province { key name } } }
  }
}"""
"""Votes of the party by district."""

SEATS = """query PartySeats($party: String!, $first: Int!, $after: String) {
  candidacies(where: {party: {eq: $party}, elected: {eq: true}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { office edition { key } district { key province { key name } } }
  }
}"""


def parties(request: Request) -> Response:
    """Answer with the list of parties."""
    return respond(request, parties_page, "/partai")


def parties_page(asked: Asked) -> Page:
    """Return the list of parties, those of the latest edition first."""
    found = asked.every(PARTIES, "parties")
    for row in found:
        row["years"] = sorted({each["edition"]["year"] for each in row["nominations"]})
    found.sort(key=lambda row: (-(row["years"] or [0])[-1], row["scope"] != "NATIONAL", row["name"].casefold()))
    rows = [
        {
            "party_id": row["key"],
            "name": row["name"],
            "abbreviation": row["abbreviation"],
            "scope": row["scope"],
            "years": " ".join(map(str, row["years"])),
        }
        for row in found
    ]
    return Page(
        "parties.html",
        asked.words.gettext("Parties"),
        {"parties": found},
        query=PARTIES,
        variables={"first": PAGE_SIZE},
        rows=rows,
    )


def party(asked: Asked) -> Page | None:
    """Return the page of a party."""
    answer = asked.answer(QUERY, party=asked.key)
    found = answer["party"]
    if found is None:
        return None
    districts = districts_count(answer["districts"]["groups"])
    totals = asked.every(TOTALS, "partyOutcomes", party=asked.key)
    seats = asked.every(SEATS, "candidacies", party=asked.key)
    found["nominations"].sort(key=lambda row: (-row["edition"]["year"], row["edition"]["key"]))
    names = {row["edition"]["key"]: row["edition"] for row in found["nominations"]}
    standing = _standing(found, totals, districts)
    elections = {(row["edition"], row["office"]) for row in standing if row["elected"] is not None}
    provinces, columns = by_province(totals, seats, districts, elections)
    about = {"@context": "https://schema.org/", "@type": "PoliticalParty", "@id": found["iri"], "name": found["name"]}
    shown = {
        "party": found,
        "standing": standing,
        "only_elected": asked.site.only_elected,
        "listed": asked.site.listed,
        "editions": names,
        "provinces": provinces,
        "columns": columns,
    }
    rows = [
        {
            "party_id": asked.key,
            "province": province,
            "edition": edition,
            "office": office,
            "votes_count": cell["votes"],
            "votes_status": next(iter(cell["statuses"])) if len(cell["statuses"]) == 1 else None,
            "districts_counted": cell["districts"],
            "districts_count": cell["all"],
            "elected_count": cell["seats"],
            "only_elected": (edition, office) in asked.site.only_elected,
        }
        for province, cells in provinces
        for (edition, office), cell in cells.items()
    ]
    return Page(
        "party.html",
        asked.words.name(found["name"]),
        shown,
        query=TOTALS,
        variables={"party": asked.key, "first": PAGE_SIZE},
        rows=rows,
        about=about,
    )


def districts_count(groups: list[dict[str, Any]]) -> Counter[tuple[str, str, str | None]]:
    """Return how many districts an edition has for an office, by (edition, office, province); of all provinces under None."""
    found: Counter[tuple[str, str, str | None]] = Counter()
    for group in groups:
        edition, office, province = group["key"]["edition"], group["key"]["office"], group["key"]["province"]
        if edition and office:
            found[edition["key"], office, None] += group["count"]
            if province:
                found[edition["key"], office, province["name"]] += group["count"]
    return found


def by_province(
    totals: list[dict[str, Any]],
    seats: list[dict[str, Any]],
    districts: Counter[tuple[str, str, str | None]],
    elections: Container[tuple[str, str]],
) -> tuple[list[tuple[str, dict[tuple[str, str], dict[str, Any]]]], list[tuple[str, str]]]:
    """Return (province, (edition, office) -> votes, districts that these are of and all there are, seats), and the columns, the latest first.

    `elections` are those of which it is known who was elected; of others seats are None.
    """
    found: dict[str, dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)

    def cell(row: dict[str, Any]) -> dict[str, Any] | None:
        district = row["district"]
        if not district or not district["province"]:
            return None
        name, edition, office = district["province"]["name"], row["edition"]["key"], row["office"]
        empty: dict[str, Any] = {
            "votes": None,
            "districts": 0,
            "all": districts[edition, office, name],
            "seats": 0 if (edition, office) in elections else None,
            "statuses": {},
        }
        return found[name].setdefault((edition, office), empty)

    for row in totals:
        made = cell(row)
        if made is not None and row["votesCount"] is not None:
            made["votes"] = (made["votes"] or 0) + row["votesCount"]
            made["districts"] += 1
            made["statuses"][row["status"]] = True
    for row in seats:
        made = cell(row)
        if made is not None:
            made["seats"] = (made["seats"] or 0) + 1
    columns = sorted({key for cells in found.values() for key in cells}, key=lambda key: (key[1], key[0]), reverse=True)
    return sorted(found.items()), columns


def _standing(
    found: dict[str, Any], totals: list[dict[str, Any]], districts: Counter[tuple[str, str, str | None]]
) -> list[dict[str, Any]]:
    """Return one row per edition and office: candidates, elected and votes (None where not known), the districts that these are of and all there are."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}

    def of(edition: str, office: str) -> dict[str, Any]:
        unknown = dict.fromkeys(("candidates", "elected", "votes"))
        counted = {"districts": 0, "all": districts[edition, office, None], "statuses": {}}
        return rows.setdefault((edition, office), {"edition": edition, "office": office, **unknown, **counted})

    for group in found["candidacies"]["groups"]:
        row = of(group["key"]["edition"]["key"], group["key"]["office"])
        row["candidates"] = (row["candidates"] or 0) + group["count"]
        if group["key"]["elected"] is not None:
            row["elected"] = (row["elected"] or 0) + (group["count"] if group["key"]["elected"] else 0)
    for total in totals:
        if total["votesCount"] is not None:
            made = of(total["edition"]["key"], total["office"])
            made["votes"] = (made["votes"] or 0) + total["votesCount"]
            made["districts"] += 1
            made["statuses"][total["status"]] = True
    return sorted(rows.values(), key=lambda row: (row["edition"], row["office"]), reverse=True)

"""Two elections side by side: candidates, elected and votes of each party."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import HttpError
from hub.web.pages.edition import NATION, OFFICES, TOTALS
from hub.web.pages.page import Asked, Page
from hub.web.pages.pairs import edition_pair
from hub.web.pages.respond import respond

QUERY = """query Standing($edition: String!, $office: Office!) {
  candidacies(where: {edition: {eq: $edition}, office: {eq: $office}}) {
    groups(by: [party, elected], first: 500) { key { party { key name abbreviation } elected } count }
  }
  contests(where: {edition: {eq: $edition}, office: {eq: $office}}) { totalCount }
}"""

COMPARED = tuple(office for office in OFFICES if office in {"DPR", "DPRD_PROVINCE", "DPRD_REGENCY"})
"""Offices that parties stand for: candidates of the DPD have none, and pairs are put up by several."""


def compare(request: Request) -> Response:
    """Answer with two elections side by side."""
    return respond(request, compare_page, "/bandingkan")


def compare_page(asked: Asked) -> Page:
    """Return the elections of `?dari=` and `?ke=` for the office of `?jabatan=`."""
    editions, earlier, later = edition_pair(asked)
    office = asked.given.get("jabatan", "DPR").upper()
    if office not in COMPARED:
        raise HttpError(400, "BAD_OFFICE", f"expected `jabatan` to be one of {', '.join(COMPARED)}, found {office!r}")
    sides = [_side(asked, edition["key"], office) for edition in (earlier, later)]
    names = sides[1]["names"] | sides[0]["names"]
    found = [
        {"key": key, "name": name, "sides": [side["parties"].get(key) for side in sides]} for key, name in names.items()
    ]
    found.sort(
        key=lambda row: (
            [-((side or {}).get("elected") or 0) for side in reversed(row["sides"])]
            + [-((row["sides"][1] or {}).get("votes") or 0)]
        )
    )
    words = asked.words
    shown = {
        "editions": editions,
        "earlier": earlier,
        "later": later,
        "office": office,
        "offices": COMPARED,
        "parties": found,
        "contests": [side["contests"] for side in sides],
        "statuses": [side["statuses"] for side in sides],
        "listed": [asked.site.listed.get((each["key"], office)) for each in (earlier, later)],
        "only_elected": [(each["key"], office) in asked.site.only_elected for each in (earlier, later)],
    }
    title = words.gettext(
        "%(office)s: %(earlier)s and %(later)s",
        office=words.office(office),
        earlier=earlier["year"],
        later=later["year"],
    )
    rows = [
        {
            "party": row["name"],
            "party_id": row["key"],
            "edition": edition["key"],
            "office": office,
            **{name: side[name] if side else None for name in ("candidates", "elected", "votes", "share", "districts")},
            "districts_count": contests,
            "contests_with_candidates": asked.site.listed.get((edition["key"], office), (None, None))[0],
            "votes_status": next(iter(side["statuses"])) if side and len(side["statuses"]) == 1 else None,
            "only_elected": only,
        }
        for row in found
        for edition, side, contests, only in zip(
            (earlier, later), row["sides"], shown["contests"], shown["only_elected"], strict=True
        )
    ]
    return Page(
        "compare.html", title, shown, query=QUERY, variables={"edition": later["key"], "office": office}, rows=rows
    )


def _side(asked: Asked, edition: str, office: str) -> dict[str, Any]:
    """Return the parties of one election: candidates, elected, votes and their share of the nation's (None where not known), the districts and statuses of these."""
    answered = asked.answer(QUERY, edition=edition, office=office)
    names: dict[str, str] = {}
    statuses: dict[str | None, bool] = {}
    parties: dict[str, dict[str, Any]] = {}

    def of(party: dict[str, Any]) -> dict[str, Any]:
        names[party["key"]] = party["name"]
        unknown = dict.fromkeys(("candidates", "elected", "votes", "share"))
        return parties.setdefault(party["key"], {**unknown, "districts": 0, "statuses": {}})

    for group in answered["candidacies"]["groups"]:
        party = group["key"]["party"]
        if party is None:
            continue
        row = of(party)
        if (edition, office) not in asked.site.only_elected:
            row["candidates"] = (row["candidates"] or 0) + group["count"]
        if group["key"]["elected"] is not None:
            row["elected"] = (row["elected"] or 0) + (group["count"] if group["key"]["elected"] else 0)
    for total in asked.every(TOTALS, "partyOutcomes", edition=edition, office=office):
        if total["votesCount"] is not None:
            row = of(total["party"])
            row["votes"] = (row["votes"] or 0) + total["votesCount"]
            row["districts"] += 1
            row["statuses"][total["status"]] = statuses[total["status"]] = True
    for row in asked.every(NATION, "partyOutcomes", edition=edition, office=office):
        of(row["party"])["share"] = row["votesShare"]
    return {"names": names, "parties": parties, "statuses": statuses, "contests": answered["contests"]["totalCount"]}

"""Page of party switchers: people who stood for one party, and in a later election for another."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.web.pages.edition import PAIRED, missing_offices
from hub.web.pages.page import PAGE_SIZE, Asked, Page
from hub.web.pages.pairs import edition_pair
from hub.web.pages.respond import respond

QUERY = """query Moves($from: ID!, $to: ID!, $first: Int!, $after: String) {
  partySwitchers(from: $from, to: $to, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      person { key name }
      from { key nameOnBallot office elected district { name } party { key name abbreviation } }
      to { key nameOnBallot office elected district { name } party { key name abbreviation } }
    }
  }
}"""

SHOWN = 100


def moves(request: Request) -> Response:
    """Answer with who changed party between `?dari=` and `?ke=`."""
    return respond(request, moves_page, "/pindah")


def moves_page(asked: Asked) -> Page:
    """Return the people who changed party; with `?partai=` those who left or joined one. Raises HttpError as `edition_pair` does."""
    editions, earlier, later = edition_pair(asked)
    found = asked.every(QUERY, "partySwitchers", **{"from": earlier["key"], "to": later["key"]})
    party = asked.given.get("partai")
    if party:
        found = [row for row in found if party in {_key(row["from"]), _key(row["to"])}]
    found.sort(key=lambda row: (not row["to"]["elected"], row["person"]["name"]))
    flows: dict[tuple[str, str], int] = {}
    for row in found:
        flow = (_name(row["from"]), _name(row["to"]))
        flows[flow] = flows.get(flow, 0) + 1
    of_page, number, pages = asked.paged(found, SHOWN)
    shown = {
        "editions": editions,
        "earlier": earlier,
        "later": later,
        "count": len(found),
        "moves": of_page,
        "flows": sorted(flows.items(), key=lambda item: -item[1]),
        "lists_known": [(each, _lists_known(asked, each)) for each in (earlier, later)],
        "number": number,
        "pages": pages,
        "party": party,
    }
    title = asked.words.gettext(
        "Who changed party, %(earlier)s to %(later)s", earlier=earlier["year"], later=later["year"]
    )
    variables = {"from": earlier["key"], "to": later["key"], "first": PAGE_SIZE}
    return Page(
        "moves.html", title, shown, query=QUERY, variables=variables, rows=[_row(earlier, later, row) for row in found]
    )


def _lists_known(asked: Asked, edition: dict[str, Any]) -> list[tuple[str, tuple[int, int]]]:
    """Return the councils that an election filled: in how many of its contests the candidates are known, 0 where no list of them is held."""
    decided = {
        office: (0, count) for office, count in missing_offices("GENERAL", edition["year"], {}) if office not in PAIRED
    }
    held = {office: asked.site.listed.get((edition["key"], office), counts) for office, counts in decided.items()}
    return list(held.items())


def _key(side: dict[str, Any]) -> str | None:
    return str(side["party"]["key"]) if side["party"] else None


def _name(side: dict[str, Any]) -> str:
    return str(side["party"]["abbreviation"] or side["party"]["name"]) if side["party"] else "\u2013"


def _row(earlier: dict[str, Any], later: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"person_id": row["person"]["key"], "name": row["person"]["name"]}
    for side, edition in (("from", earlier), ("to", later)):
        stood = row[side]
        told |= {
            f"{side}_edition": edition["key"],
            f"{side}_office": stood["office"],
            f"{side}_district": stood["district"]["name"] if stood["district"] else None,
            f"{side}_party": stood["party"]["name"] if stood["party"] else None,
            f"{side}_elected": stood["elected"],
            f"{side}_candidacy_id": stood["key"],
        }
    return told

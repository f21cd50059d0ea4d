"""The page of an edition: for one office the map of winners, votes and seats of the parties, and every contest."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from hub.catalog.availability import CONTESTS as CONTESTS_DECIDED
from hub.catalog.availability import LEVEL_OFFICES
from hub.maps.picture import ARCHIPELAGO, JAVA, paths
from hub.rdf.describe import natural
from hub.web.pages.colours import colour, ink
from hub.web.pages.page import PAGE_SIZE, Asked, Page, sum_of

QUERY = """query Edition($edition: ID!) {
  edition(id: $edition) {
    key name nameEn kind year votingDate
    contests { groups(by: [office]) { key { office } count } }
  }
}"""
"""The edition and its offices."""

CONTESTS = """query Contests($edition: String!, $office: Office!, $first: Int!, $after: String) {
  contests(where: {edition: {eq: $edition}, office: {eq: $office}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      key office seatsCount district { key name province { key name } } candidacies { totalCount } tickets { totalCount }
      pairs: tickets(where: {candidacies: {some: {}}}) { totalCount }
    }
  }
}"""

OUTCOMES = """query Outcomes($edition: String!, $office: Office!, $first: Int!, $after: String) {
  outcomes(
    where: {
      edition: {eq: $edition}, office: {eq: $office}, or: [{status: {isNull: false}}, {winners: {some: {}}}]
    }
    first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor }
    nodes {
      contest { key } status reportedCount expectedCount unit seatsCount
      winners { nameOnBallot person { key } contest { key } party { key name abbreviation } }
      choices(where: {rank: {eq: 1}}, first: 2) {
        nodes { votesCount votesShare candidacy { nameOnBallot person { key } } ticket { name } }
      }
    }
  }
}"""
"""Who leads each contest, who won it, and how much of it is counted."""

WINNERS = """query Winners($edition: String!, $office: Office!, $first: Int!, $after: String) {
  candidacies(
    where: {edition: {eq: $edition}, office: {eq: $office}, elected: {eq: true}}, first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor }
    nodes { nameOnBallot person { key } contest { key } party { key name abbreviation } }
  }
}"""

TOTALS = """query Totals($edition: String!, $office: Office!, $first: Int!, $after: String) {
  partyOutcomes(
    where: {edition: {eq: $edition}, office: {eq: $office}, level: {eq: DISTRICT}}, first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor }
    nodes { votesCount votesShare status district { contest { key } } party { key name abbreviation } }
  }
}"""
"""Votes of each party in each district."""

NATION = """query Nation($edition: String!, $office: Office!, $first: Int!, $after: String) {
  partyOutcomes(
    where: {edition: {eq: $edition}, office: {eq: $office}, level: {eq: NATION}}, first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor }
    nodes { votesCount votesShare status party { key name abbreviation } }
  }
}"""
"""Votes of each party in the nation."""

PAIRS = """query Pairs($edition: String!, $office: Office!, $first: Int!, $after: String) {
  tickets(
    where: {contest: {is: {edition: {eq: $edition}, office: {eq: $office}}}}, first: $first, after: $after
  ) {
    pageInfo { hasNextPage endCursor }
    nodes { name votesCount votesShare votesStatus contest { key } candidacies(first: 1) { nodes { elected } } }
  }
}"""
"""The votes of each pair, as the outcome of its contest has them."""

MAPS = """query Maps($edition: String!, $office: Office!, $first: Int!, $after: String) {
  districts(where: {edition: {eq: $edition}, office: {eq: $office}}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { key map { geometry } }
  }
}"""

OFFICES = ("DPR", "PRESIDENT", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY", "GOVERNOR", "REGENT", "MAYOR")
"""Offices in the order in which one is chosen where the address names none."""

PAIRED = frozenset({"PRESIDENT", "GOVERNOR", "REGENT", "MAYOR"})
"""Offices that pairs stand for: each contest has one place to win, and no seats."""

AT_A_TIME = 90
"""Outcomes that are asked for at a time: each may have hundreds of winners, and a query reads a limited number of rows."""

SHOWN = 100
"""Contests on a page."""

MOST_AREAS = 400
"""Areas of a map beyond which it is no longer read, nor small."""


def edition(asked: Asked) -> Page | None:
    """Return the page of an edition, for the office of `?jabatan=`. Raises HttpError 400 for an office that is not elected in it."""
    found = asked.answer(QUERY, edition=asked.key)["edition"]
    if found is None:
        return None
    words = asked.words
    counts = {group["key"]["office"]: group["count"] for group in found["contests"]["groups"]}
    offices = [office for office in OFFICES if office in counts]
    office = asked.chosen("jabatan", offices, next(iter(offices), None))
    title = words.edition(found)
    if office is None:
        return Page("edition.html", title, {"edition": found, "offices": [], "office": None})
    about: dict[str, Any] = {"edition": asked.key, "office": office}
    contests = asked.every(CONTESTS, "contests", **about)
    contests.sort(key=lambda row: (_province(row), natural(row["district"]["name"] if row["district"] else "")))
    winners = asked.every(WINNERS, "candidacies", **about)
    totals = asked.every(TOTALS, "partyOutcomes", **about)
    nation = asked.every(NATION, "partyOutcomes", **about)
    pairs = _leading_pairs(asked.every(PAIRS, "tickets", **about))
    outcomes = {row["contest"]["key"]: row for row in asked.every(OUTCOMES, "outcomes", size=AT_A_TIME, **about)}
    won: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in winners:
        won[row["contest"]["key"]].append(row)
    for key, outcome in outcomes.items():
        won[key] = won[key] or outcome["winners"]
    for contest in contests:
        outcome = outcomes.get(contest["key"]) or {}
        if contest["seatsCount"] is None and office not in PAIRED:
            contest["seatsCount"] = outcome.get("seatsCount")
    leading = leading_of(contests, totals, won)
    leaders = {key: leader for key, row in outcomes.items() if (leader := _leader(row))}
    only = (asked.key, office) in asked.site.only_elected
    rows = [
        _row(
            found,
            row,
            won[row["key"]],
            _best(leading.get(row["key"]), pairs.get(row["key"]), leaders.get(row["key"])),
            outcomes.get(row["key"]),
            is_only_elected=only,
        )
        for row in contests
    ]
    is_drawn = bool(leading) and len(contests) <= MOST_AREAS
    shapes = _shapes(asked, office) if is_drawn else {}
    of_page, number, pages = asked.paged(contests, SHOWN)
    shown = {
        "edition": found,
        "offices": [(each, counts[each]) for each in offices],
        "office": office,
        "contests": of_page,
        "contests_count": len(contests),
        "number": number,
        "pages": pages,
        "won": won,
        "leading": leading,
        "parties": parties_of(nation, totals, winners, len(contests)),
        "winners_count": len(winners),
        "seats_count": sum_of(row["seatsCount"] for row in contests),
        "maps": _maps(asked, office, shapes, contests, leading),
        "colour": colour,
        "ink": ink,
        "statuses": dict.fromkeys(row["status"] for row in nation or totals),
        "pairs": pairs,
        "leaders": leaders,
        "only_elected": only,
        "missing": missing_offices(found["kind"], found["year"], counts),
    }
    return Page(
        "edition.html",
        f"{words.office(office)} {found['year']}",
        shown,
        description=title,
        query=CONTESTS,
        variables={**about, "first": PAGE_SIZE},
        rows=rows,
        shapes=shapes,
        places={row["district"]["key"]: facts for row, facts in zip(contests, rows, strict=True) if row["district"]},
        embeds=f"/embed/edition/{asked.key}/{office}" if shown["maps"] else None,
    )


def leading_of(
    contests: list[dict[str, Any]], totals: list[dict[str, Any]], won: dict[str, list[dict[str, Any]]]
) -> dict[str, dict[str, Any]]:
    """Return for each contest the party with the most votes; where votes are not known, the one with the most seats. None where two have as many."""
    by_contest: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in totals:
        if row["votesCount"] is not None and row["district"] and row["district"]["contest"]:
            by_contest[row["district"]["contest"]["key"]].append(row)
    found = {}
    for contest in contests:
        key = contest["key"]
        if by_contest[key]:
            best = _one_alone(by_contest[key])
            if best:
                found[key] = {name: best.get(name) for name in ("party", "votesCount", "votesShare", "status")}
            continue
        seats = Counter(row["party"]["key"] for row in won.get(key, []) if row["party"])
        most = seats.most_common(2)
        if most and (len(most) == 1 or most[0][1] > most[1][1]):
            party = next(row["party"] for row in won[key] if row["party"] and row["party"]["key"] == most[0][0])
            found[key] = {"party": party, "votesCount": None, "votesShare": None, "status": None}
    return found


def _leading_pairs(tickets: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return for each contest the pair with the most votes; where votes are not known, the one that was elected. None where two have as many."""
    by_contest: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tickets:
        by_contest[row["contest"]["key"]].append(row)
    found = {}
    for contest, rows in by_contest.items():
        voted = [row for row in rows if row["votesCount"] is not None]
        elected = [row for row in rows if any(each["elected"] for each in row["candidacies"]["nodes"])]
        best = _one_alone(voted) if voted else elected[0] if len(elected) == 1 else None
        if best:
            found[contest] = best
    return found


def _leader(outcome: dict[str, Any]) -> dict[str, Any] | None:
    """Return the candidate with the most votes of a contest without pairs and parties; None where two have as many, or none has votes."""
    first = [row for row in outcome["choices"]["nodes"] if row["candidacy"]]
    return {**first[0], "status": outcome["status"]} if len(first) == 1 else None


def _best(
    party: dict[str, Any] | None, pair: dict[str, Any] | None, candidate: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Return who leads a contest as its row says: a party, else a pair, else a candidate."""
    if party:
        names = {"kind": "PARTY", "leading": party["party"]["name"], "party": party["party"]["name"]}
        return {**names, **{name: party[name] for name in ("votesCount", "votesShare", "status")}}
    if pair:
        figures = {"votesCount": pair["votesCount"], "votesShare": pair["votesShare"], "status": pair["votesStatus"]}
        return {"kind": "TICKET", "leading": pair["name"], "party": None, **figures}
    if candidate:
        names = {"kind": "CANDIDATE", "leading": candidate["candidacy"]["nameOnBallot"], "party": None}
        return {**names, **{name: candidate[name] for name in ("votesCount", "votesShare", "status")}}
    return None


def missing_offices(kind: str, year: int, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the offices that an election filled and the release has no contest of, each with its contests by the commission's decisions."""
    elected = [office for offices in LEVEL_OFFICES.get(kind, {}).values() for office in offices]
    return [
        (each, CONTESTS_DECIDED[year, each])
        for each in elected
        if each not in counts and (year, each) in CONTESTS_DECIDED
    ]


def _one_alone(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the row with the most votes, None where two have as many."""
    first, *others = sorted(rows, key=lambda row: -row["votesCount"])
    return first if not others or first["votesCount"] > others[0]["votesCount"] else None


def parties_of(
    nation: list[dict[str, Any]], totals: list[dict[str, Any]], winners: list[dict[str, Any]], contests_count: int
) -> list[dict[str, Any]]:
    """Return the parties with votes and seats in the nation, and the contests that their votes are known of.

    Votes of the nation are those of the outcome; where it has none they are the sum over the contests that are known.
    """
    found: dict[str, dict[str, Any]] = {}

    def of(party: dict[str, Any]) -> dict[str, Any]:
        return found.setdefault(
            party["key"],
            {"party": party, "votesCount": None, "share": None, "of": 0, "all": contests_count, "seats": 0},
        )

    for row in totals:
        if row["votesCount"] is not None:
            made = of(row["party"])
            made["votesCount"] = (made["votesCount"] or 0) + row["votesCount"]
            made["of"] += 1
    for row in winners:
        if row["party"]:
            of(row["party"])["seats"] += 1
    for row in nation:
        made = of(row["party"])
        if row["votesCount"] is not None:
            made["votesCount"], made["share"] = row["votesCount"], row["votesShare"]
    return sorted(found.values(), key=lambda row: (-row["seats"], -(row["votesCount"] or 0), row["party"]["name"]))


def _shapes(asked: Asked, office: str) -> dict[str, Any]:
    """Return the shapes of the districts that have one, by district."""
    drawn = asked.every(MAPS, "districts", edition=asked.key, office=office)
    return {row["key"]: row["map"]["geometry"] for row in drawn if row["map"]}


def _maps(
    asked: Asked,
    office: str,
    shapes: dict[str, Any],
    contests: list[dict[str, Any]],
    leading: dict[str, dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the pictures of the map: the archipelago, and the crowded islands larger."""
    words, drawn = asked.words, asked.site.pictures
    pictures = []
    for frame, label in ((ARCHIPELAGO, words.gettext("Indonesia")), (JAVA, words.gettext("Java and Bali, larger"))):
        name = (asked.key, office, frame)
        if name not in drawn:
            drawn[name] = paths(shapes, frame)
        areas = _areas(drawn[name], contests, leading)
        if areas:
            pictures.append(
                {"label": label, "width": round(frame.width), "height": round(frame.height), "areas": areas}
            )
    return pictures


def _areas(
    found: Mapping[str, str], contests: list[dict[str, Any]], leading: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    areas = []
    for row in contests:
        path = found.get(row["district"]["key"]) if row["district"] else None
        if path:
            areas.append(
                {
                    "contest": row["key"],
                    "name": row["district"]["name"],
                    "path": path,
                    "leading": leading.get(row["key"]),
                }
            )
    return areas


def _province(row: dict[str, Any]) -> str:
    district = row["district"]
    return str(district["province"]["name"]) if district and district["province"] else ""


def _row(
    found: dict[str, Any],
    row: dict[str, Any],
    won: list[dict[str, Any]],
    best: dict[str, Any] | None,
    outcome: dict[str, Any] | None,
    *,
    is_only_elected: bool,
) -> dict[str, Any]:
    best = best or dict.fromkeys(("kind", "leading", "party", "votesCount", "votesShare", "status"))
    outcome = outcome or {}
    return {
        "edition": found["key"],
        "office": row["office"],
        "contest": row["key"],
        "province": _province(row) or None,
        "district": row["district"]["name"] if row["district"] else None,
        "seats_count": row["seatsCount"],
        "candidacies_count": None if is_only_elected else row["candidacies"]["totalCount"] or None,
        "leading_party": best["party"],
        "leading_kind": best["kind"],
        "leading": best["leading"],
        "leading_votes_count": best["votesCount"],
        "leading_votes_share": best["votesShare"],
        "leading_votes_status": best["status"] if best["votesCount"] is not None else None,
        "reported_count": outcome.get("reportedCount"),
        "expected_count": outcome.get("expectedCount"),
        "counted_unit": outcome.get("unit"),
        "elected": "; ".join(each["nameOnBallot"] for each in won) or None,
    }

"""The page of a contest: who won, every candidate by party with the votes, who turned out, and where sources differ."""

from collections.abc import Iterable
from typing import Any

from hub.web.pages.electorate import TURNOUT, VOTERS, electorate
from hub.web.pages.page import PAGE_SIZE, Asked, Page, sum_of

QUERY = (
    f"""query Contest($contest: ID!) {{
  contest(id: $contest) {{
    turnoutOutcomes(where: {{level: {{eq: NATION}}}}, first: 5) {{ nodes {{ {TURNOUT} }} }}
    electorate: edition {{
      voterOutcomes(where: {{level: {{eq: NATION}}, listKind: {{eq: DPT}}}}, first: 20) {{ nodes {{ {VOTERS} }} }}
    }}
"""
    """
    key name office seatsCount
    edition { key name nameEn year votingDate }
    district { key name province { key name } }
    tickets(first: 200) {
      nodes {
        key name ballotNumber votesCount votesStatus
        parties { partyName party { key name abbreviation } }
        candidacies(first: 2, orderBy: [{role: ASC}]) { nodes { key nameOnBallot role elected person { key } } }
      }
    }
    partyTotals: results(where: {kind: {eq: PARTY_TOTAL}, level: {isNull: true}}, first: 500) {
      nodes { votesCount status series nomination { key } }
    }
    statuses: results(where: {level: {isNull: true}, pollingStation: {isNull: true}}) {
      groups(by: [status]) { key { status } count }
    }
    levels: results { groups(by: [level]) { key { level } count } }
    turnout(where: {or: [{level: {isNull: true}}, {level: {eq: NATION}}], pollingStation: {isNull: true}}, first: 20) {
      nodes { registeredCount votedCount validCount invalidCount status series source { key title } }
    }
    outcome {
      status basis isComplete reportedCount expectedCount unit
      registeredCount votedCount validVotesCount invalidVotesCount turnoutRatio marginVotesCount marginShare
      winners { key }
      choices(first: 1000) { nodes { ticket { key } votesCount votesShare } }
      lists(first: 200) {
        nodes { nomination { key } votesCount isOverThreshold lastSeatMarginVotesCount }
      }
    }
    findings(first: 1) { totalCount }
    sources { key title publisher licence }
  }
}"""
)
"""What the page shows but for the candidates."""

NO_OUTCOME: dict[str, Any] = {
    **dict.fromkeys(
        (
            "status",
            "basis",
            "isComplete",
            "reportedCount",
            "expectedCount",
            "unit",
            "registeredCount",
            "votedCount",
            "validVotesCount",
            "invalidVotesCount",
            "turnoutRatio",
            "marginVotesCount",
            "marginShare",
        )
    ),
    "winners": [],
    "choices": {"nodes": []},
    "lists": {"nodes": []},
}
"""What is known of a contest of a release that has no outcomes: nothing."""

CANDIDATES = """query Candidates($contest: ID!, $first: Int!, $after: String) {
  contest(id: $contest) {
    candidacies(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes {
        key iri nameOnBallot ballotNumber elected incumbent votesCount votesStatus rank gender
        person { key } party { key name abbreviation } nomination { key name abbreviation ballotNumber }
        ticket { key votesCount votesStatus }
      }
    }
  }
}"""
"""Every candidate of the contest."""


def contest(asked: Asked) -> Page | None:
    """Return the page of a contest."""
    found = asked.answer(QUERY, contest=asked.key)["contest"]
    if found is None:
        return None
    words = asked.words
    candidates = asked.every(CANDIDATES, "contest", "candidacies", contest=asked.key)
    outcome = found["outcome"] or NO_OUTCOME
    status = outcome["status"] or _only(group["key"]["status"] for group in found["statuses"]["groups"])
    _take_votes(found["tickets"]["nodes"], outcome)
    candidates_status = _only(row["votesStatus"] for row in candidates if row["votesCount"] is not None)
    has_votes = any(row["votesCount"] is not None for row in [*candidates, *found["tickets"]["nodes"]])
    tickets = sorted(found["tickets"]["nodes"], key=lambda row: (-(row["votesCount"] or 0), row["ballotNumber"] or 0))
    lists = [] if tickets else lists_of(candidates, found["partyTotals"]["nodes"], outcome)
    by_votes = {row["key"] for row in outcome["winners"]}
    winners = sorted((row for row in candidates if row["elected"] or row["key"] in by_votes), key=_most_votes)
    won = {row["key"] for row in winners}
    for ticket in tickets:
        ticket["won"] = any(row["key"] in won for row in ticket["candidacies"]["nodes"])
    return Page(
        "contest.html",
        words.contest(found),
        {
            "contest": found,
            "lists": lists,
            "last_seats": any(made["lastSeat"] is not None for made in lists),
            "tickets": tickets,
            "winners": winners,
            "won": won,
            "outcome": outcome,
            "has_outcome": found["outcome"] is not None,
            "turnout": _turnout(found),
            "electorate": _electorate(found),
            "candidates_count": len(candidates),
            "figures_status": status,
            "candidates_status": candidates_status,
            "winners_status": candidates_status if any(row["votesCount"] is not None for row in winners) else status,
            "has_votes": has_votes,
            "votes_count": sum_of(row["votesCount"] for row in (tickets or lists)),
            "most": max((row["votesCount"] or 0 for row in (tickets or lists)), default=0),
            "only_elected": (found["edition"]["key"], found["office"]) in asked.site.only_elected,
            "elected_known": any(row["elected"] is not None for row in candidates),
            "levels": [group["key"]["level"] for group in found["levels"]["groups"] if group["key"]["level"]],
        },
        query=CANDIDATES,
        variables={"contest": asked.key, "first": PAGE_SIZE},
        rows=[_row(found, row) for row in candidates],
        embeds=f"/embed/contest/{asked.key}" if has_votes else None,
    )


def place_of(found: dict[str, Any]) -> str:
    """Return where a contest is held: its district; the whole nation has no name of its own here."""
    return found["district"]["name"] if found["district"] else "Indonesia"


def lists_of(
    candidates: list[dict[str, Any]], totals: list[dict[str, Any]], outcome: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the lists of a contest, the one with the most votes first; candidates without a party are one list without a party.

    The votes of a list are those of the outcome, else its total as a source states it; without either they are not known, whatever its
    candidates have.
    """
    official = {row["nomination"]["key"]: row for row in outcome["lists"]["nodes"]}
    stated = {row["nomination"]["key"]: row["votesCount"] for row in totals if row["nomination"]}
    found: dict[str, dict[str, Any]] = {}
    for row in candidates:
        nomination = row["nomination"]
        key = nomination["key"] if nomination else ""
        made = found.setdefault(
            key,
            {
                "party": row["party"],
                "name": nomination["name"] if nomination else None,
                "number": nomination["ballotNumber"] if nomination else None,
                "votesCount": official.get(key, {}).get("votesCount", stated.get(key)),
                "lastSeat": official.get(key, {}).get("lastSeatMarginVotesCount"),
                "isBelow": official.get(key, {}).get("isOverThreshold") is False,
                "candidates": [],
            },
        )
        made["candidates"].append(row)
    total = sum_of(made["votesCount"] for made in found.values())
    for made in found.values():
        made["seats"] = sum(bool(row["elected"]) for row in made["candidates"])
        made["share"] = made["votesCount"] / total if total and made["votesCount"] is not None else None
        made["candidates"].sort(key=lambda row: (row["ballotNumber"] or 0, row["nameOnBallot"]))
    if list(found) == [""]:
        found[""]["candidates"].sort(key=_most_votes)
    return sorted(
        found.values(),
        key=lambda made: (
            made["votesCount"] is None,
            -(made["votesCount"] or 0),
            made["number"] or 0,
            not made["party"],
        ),
    )


def _take_votes(tickets: list[dict[str, Any]], outcome: dict[str, Any]) -> None:
    """Give each pair the votes and share of the outcome."""
    official = {row["ticket"]["key"]: row for row in outcome["choices"]["nodes"] if row["ticket"]}
    for ticket in tickets:
        chosen = official.get(ticket["key"], {})
        ticket["share"] = chosen.get("votesShare")
        if chosen.get("votesCount") is not None:
            ticket["votesCount"] = chosen["votesCount"]


def _turnout(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the turnout: as the outcome has it, else each source's own."""
    outcome = found["outcome"] or NO_OUTCOME
    names = ("registeredCount", "votedCount", "validVotesCount", "invalidVotesCount")
    if any(outcome[name] is not None for name in names):
        told = {name: outcome[name] for name in names}
        return [{**told, "ratio": outcome["turnoutRatio"], "status": outcome["status"], "source": None}]
    rows = []
    for row in found["turnout"]["nodes"]:
        registered, voted = row["registeredCount"], row["votedCount"]
        told = {"validVotesCount": row["validCount"], "invalidVotesCount": row["invalidCount"]}
        rows.append({**row, **told, "ratio": voted / registered if registered and voted is not None else None})
    return rows


def _electorate(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return registered voters and turnout of a contest that the whole nation votes in; none of a district."""
    if found["district"]:
        return []
    voters = found["electorate"]["voterOutcomes"]["nodes"]
    of_office = [row for row in voters if row["office"] == found["office"]]
    return electorate(of_office, found["turnoutOutcomes"]["nodes"])


def _most_votes(row: dict[str, Any]) -> tuple[bool, int, int]:
    return row["votesCount"] is None, -(row["votesCount"] or 0), row["ballotNumber"] or 0


def votes_of(candidacy: dict[str, Any]) -> tuple[int | None, str | None]:
    """Return the votes of a candidacy and how final they are; of one that stands in a pair, those of the pair."""
    holder = candidacy if candidacy["votesCount"] is not None else candidacy["ticket"] or candidacy
    return holder["votesCount"], holder["votesStatus"]


def _only(statuses: Iterable[str | None]) -> str | None:
    """Return the status of several figures; None where they differ, or one of them has none."""
    held = set(statuses)
    return held.pop() if len(held) == 1 else None


def _row(found: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    party, nomination = row["party"], row["nomination"]
    votes_count, votes_status = votes_of(row)
    return {
        "contest": found["key"],
        "edition": found["edition"]["key"],
        "office": found["office"],
        "district": place_of(found),
        "list_number": nomination["ballotNumber"] if nomination else None,
        "party": party["name"] if party else None,
        "party_id": party["key"] if party else None,
        "ballot_number": row["ballotNumber"],
        "name_on_ballot": row["nameOnBallot"],
        "gender": row["gender"],
        "ticket_id": row["ticket"]["key"] if row["ticket"] else None,
        "votes_count": votes_count,
        "votes_status": votes_status,
        "rank": row["rank"],
        "elected": row["elected"],
        "person_id": row["person"]["key"],
        "candidacy_id": row["key"],
        "candidacy_iri": row["iri"],
    }

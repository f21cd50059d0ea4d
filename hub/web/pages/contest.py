"""The page of a contest: who won, every candidate by party with the votes, who turned out, and where sources differ."""

from collections.abc import Iterable
from typing import Any

from hub.web.pages.contest_rows import rows_of
from hub.web.pages.contest_votes import lists_of, most_votes, take_votes
from hub.web.pages.electorate import TURNOUT, VOTERS, electorate
from hub.web.pages.findings import about_contest
from hub.web.pages.page import PAGE_SIZE, Asked, Page, sum_of
from hub.web.pages.seats_held import MEMBERS, seats_held
from hub.web.texts import text_

QUERY = (
    f"""query Contest($contest: ID!, $about: FindingWhere!) {{
  findings(where: $about, first: 1) {{ totalCount }}
  contest(id: $contest) {{
    turnoutOutcomes(where: {{level: {{eq: NATION}}}}, first: 5) {{ nodes {{ {TURNOUT} }} }}
    electorate: edition {{
      voterOutcomes(where: {{level: {{eq: NATION}}, listKind: {{eq: DPT}}}}, first: 20) {{ nodes {{ {VOTERS} }} }}
    }}
"""
    """
    key name office seatsCount votingDate
    edition { key name nameEn year votingDate }
    district { key name province { key name } memberships(first: 200) {
      nodes { """
    + MEMBERS
    + """ }
    } }
    tickets(first: 200) {
      nodes {
        key name ballotNumber votesCount votesStatus
        parties { partyName party { key name abbreviation } } source { key title publisher }
        candidacies(first: 2, orderBy: [{role: ASC}]) { nodes { key nameOnBallot role elected person { key } } }
      }
    }
    listVotes: results(
      where: {kind: {in: [PARTY_TOTAL, PARTY_ONLY]}, level: {isNull: true}, pollingStation: {isNull: true}}, first: 1000
    ) {
      nodes { kind votesCount status series nomination { key } }
    }
    statuses: results(where: {level: {isNull: true}, pollingStation: {isNull: true}}) {
      groups(by: [status]) { key { status } count }
    }
    levels: results { groups(by: [level]) { key { level } count } }
    turnout(where: {or: [{level: {isNull: true}}, {level: {eq: NATION}}], pollingStation: {isNull: true}}, first: 20) {
      nodes { registeredCount votedCount validCount invalidCount status series source { key title } }
    }
    outcome {
      series choicesSeries status basis isComplete reportedCount expectedCount unit
      registeredCount votedCount validVotesCount invalidVotesCount turnoutRatio marginVotesCount marginShare
      winners { key }
      sources { key title publisher }
      choices(first: 1000) { nodes { ticket { key } votesCount votesShare elected } }
      lists(first: 200) {
        nodes { nomination { key } votesCount isOverThreshold lastSeatMarginVotesCount }
      }
    }
    sources { key title publisher }
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
            "series",
            "choicesSeries",
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
    "sources": [],
    "choices": {"nodes": []},
    "lists": {"nodes": []},
}
"""What is known of a contest of a release that has no outcomes: nothing."""

CANDIDATES = """query Candidates($contest: ID!, $first: Int!, $after: String) {
  contest(id: $contest) {
    candidacies(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes {
        key iri nameOnBallot ballotNumber role elected incumbent votesCount votesStatus rank gender
        person { key } party { key name abbreviation } nomination { key name abbreviation ballotNumber }
        ticket { key votesCount votesStatus } source { key title publisher }
      }
    }
  }
}"""
"""Every candidate of the contest."""


def contest(asked: Asked) -> Page | None:
    """Return the page of a contest."""
    answered = asked.answer(QUERY, contest=asked.key, about=about_contest(asked.key))
    found = answered["contest"]
    if found is None:
        return None
    words = asked.words
    candidates = asked.every(CANDIDATES, "contest", "candidacies", contest=asked.key)
    outcome = found["outcome"] or NO_OUTCOME
    status = outcome["status"] or _only(group["key"]["status"] for group in found["statuses"]["groups"])
    take_votes(found["tickets"]["nodes"], outcome)
    candidates_status = _only(row["votesStatus"] for row in candidates if row["votesCount"] is not None)
    has_votes = any(row["votesCount"] is not None for row in [*candidates, *found["tickets"]["nodes"]])
    tickets = sorted(found["tickets"]["nodes"], key=lambda row: (-(row["votesCount"] or 0), row["ballotNumber"] or 0))
    lists = [] if tickets else lists_of(candidates, found["listVotes"]["nodes"], outcome)
    by_votes = {row["key"] for row in outcome["winners"]}
    winners = sorted((row for row in candidates if row["elected"] or row["key"] in by_votes), key=most_votes)
    won = {row["key"] for row in winners}
    for ticket in tickets:
        ticket["won"] = ticket["won"] or any(row["key"] in won for row in ticket["candidacies"]["nodes"])
    elected_known = any(row["elected"] is not None for row in candidates)
    members = found["district"]["memberships"]["nodes"] if found["district"] else []
    turnout_of_nation = _electorate(found)
    return Page(
        "contest.html",
        words.contest(found),
        {
            "contest": found,
            "lists": lists,
            "last_seats": any(made["lastSeat"] is not None for made in lists),
            "tickets": tickets,
            "pairs_count": sum(bool(row["candidacies"]["nodes"]) for row in tickets) or len(tickets),
            "winners": winners,
            "won": won,
            "members": seats_held(members, elected_known=elected_known),
            "declared_by": _sources_of(row["source"] for row in winners if row["elected"]),
            "outcome": outcome,
            "has_outcome": found["outcome"] is not None,
            "turnout": [] if turnout_of_nation else _turnout(found),
            "electorate": turnout_of_nation,
            "candidates_count": len(candidates),
            "figures_status": status,
            "candidates_status": candidates_status,
            "winners_status": candidates_status if any(row["votesCount"] is not None for row in winners) else status,
            "has_votes": has_votes,
            "votes_count": sum_of(row["votesCount"] for row in (tickets or lists)),
            "most": max((row["votesCount"] or 0 for row in (tickets or lists)), default=0),
            "only_elected": (found["edition"]["key"], found["office"]) in asked.site.only_elected,
            "elected_known": elected_known,
            "levels": [group["key"]["level"] for group in found["levels"]["groups"] if group["key"]["level"]],
            "findings_count": answered["findings"]["totalCount"],
            "sources": _sources(found, candidates, members, outcome),
        },
        query=CANDIDATES,
        variables={"contest": asked.key, "first": PAGE_SIZE},
        rows=rows_of(found, lists, tickets, candidates),
        embeds=f"/embed/contest/{asked.key}" if has_votes else None,
    )


def _sources(
    found: dict[str, Any], candidates: list[dict[str, Any]], members: list[dict[str, Any]], outcome: dict[str, Any]
) -> list[tuple[dict[str, Any], list[str]]]:
    """Return the sources of everything on the page, each with what it states: the figures first."""
    tickets = found["tickets"]["nodes"]
    stating = (
        (text_("figures"), outcome["sources"]),
        (text_("candidates"), [row["source"] for row in candidates]),
        (text_("pairs"), [row["source"] for row in tickets]),
        (text_("members"), [row["source"] for row in members]),
        (text_("the contest itself"), found["sources"]),
    )
    states: dict[str, list[str]] = {}
    held: dict[str, dict[str, Any]] = {}
    for what, sources in stating:
        for source in _sources_of(sources):
            held[source["key"]] = source
            states.setdefault(source["key"], []).append(what)
    return [(held[key], said) for key, said in states.items()]


def _sources_of(sources: Iterable[dict[str, Any] | None]) -> list[dict[str, Any]]:
    """Return each source once."""
    return list({source["key"]: source for source in sources if source}.values())


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


def _only(statuses: Iterable[str | None]) -> str | None:
    """Return the status of several figures; None where they differ, or one of them has none."""
    held = set(statuses)
    return held.pop() if len(held) == 1 else None

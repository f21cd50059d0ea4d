"""The page of a person: every election stood in, with party, office, result and finance, and why they are taken for one person."""

from typing import Any

from hub.web.pages.contest_votes import votes_of
from hub.web.pages.page import Asked, Page
from hub.web.pages.seats_held import MEMBERS, by_candidacy

QUERY = (
    """query Person($person: ID!) {
  person(id: $person) {
    memberships(first: 100) { nodes { """
    + MEMBERS
    + """ } }
    key iri name names birthYear gender
    path {
      key iri office role nameOnBallot ballotNumber elected incumbent rank votesCount votesStatus
      edition { key name nameEn year votingDate }
      contest { key seatsCount }
      district { key name province { key name } }
      party { key name abbreviation }
      nomination { name ballotNumber }
      ticket { name votesCount votesStatus parties { partyName party { key name abbreviation } } }
      financeReports(first: 20) {
        nodes { key period totalIdr lines(first: 100) { totalCount nodes { donorKind donorName kind amountIdr unit } } }
      }
      sources { key title }
    }
    links(first: 100) {
      totalCount
      nodes { key band score reasons isSamePerson left { key } right { key } judgement { key verdict by at why } }
    }
    findings(first: 1) { totalCount }
  }
}"""
)


def person(asked: Asked) -> Page | None:
    """Return the page of a person."""
    found = asked.answer(QUERY, person=asked.key)["person"]
    if found is None:
        return None
    words = asked.words
    steps = found["path"]
    seats = by_candidacy(found["memberships"]["nodes"])
    for before, step in zip([None, *steps], steps, strict=False):
        step["changed"] = _changed(before, step)
        step["votes"], step["status"] = votes_of(step)
        step["seat"] = seats.get(step["key"])
    own = {step["key"] for step in steps}
    links = [
        link
        for link in found["links"]["nodes"]
        if link["isSamePerson"] and {link["left"]["key"], link["right"]["key"]} <= own
    ]
    waiting = [
        link
        for link in found["links"]["nodes"]
        if not link["isSamePerson"] and link["band"] == "REVIEW" and not link["judgement"]
    ]
    title = words.name(found["name"])
    shown = {
        "person": found,
        "steps": steps,
        "links": links,
        "waiting": waiting,
        "by_key": {step["key"]: step for step in steps},
        "others": sorted({name for name in found["names"] if name != found["name"]}),
    }
    about = {
        "@context": "https://schema.org/",
        "@type": "Person",
        "@id": found["iri"],
        "name": found["name"],
        "alternateName": shown["others"],
        "memberOf": [
            {"@type": "Organization", "name": name}
            for name in dict.fromkeys(step["party"]["name"] for step in steps if step["party"])
        ],
    }
    return Page(
        "person.html",
        title,
        shown,
        words.ngettext("Stood in %(count)s election", "Stood in %(count)s elections", len(steps)),
        query=QUERY,
        variables={"person": asked.key},
        rows=[_row(found, step) for step in steps],
        about=about,
    )


def _changed(before: dict[str, Any] | None, step: dict[str, Any]) -> dict[str, Any] | None:
    """Return the party that was left for another one, None where it is the same or either is not known."""
    if before is None or not before["party"] or not step["party"] or before["party"]["key"] == step["party"]["key"]:
        return None
    party: dict[str, Any] = before["party"]
    return party


def _row(found: dict[str, Any], step: dict[str, Any]) -> dict[str, Any]:
    return {
        "person_id": found["key"],
        "edition": step["edition"]["key"],
        "office": step["office"],
        "district": step["district"]["name"] if step["district"] else None,
        "party": step["party"]["name"] if step["party"] else None,
        "name_on_ballot": step["nameOnBallot"],
        "ballot_number": step["ballotNumber"],
        "votes_count": step["votes"],
        "votes_status": step["status"],
        "elected": step["elected"],
        "held_seat": True if step["seat"] else None,
        "seat_ended": step["seat"]["hasEnded"] if step["seat"] else None,
        "candidacy_id": step["key"],
        "candidacy_iri": step["iri"],
    }

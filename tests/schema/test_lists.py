"""Remarks on lists of one thing, and on lists that are empty."""

from typing import Any

import pytest

from tests.schema.conftest import Asked


def remarks(response: Any, kind: str) -> list[dict[str, Any]]:
    assert "errors" not in response, response
    found: list[dict[str, Any]] = response.get("extensions", {}).get(kind, [])
    return found


def test_a_count_of_one_edition_is_told_what_the_count_of_all_is(ask: Asked) -> None:
    where = "office: {eq: DPR}, elected: {eq: true}"
    below = ask(f'{{ edition(id: "2042") {{ a: candidacies(where: {{{where}}}) {{ totalCount }} }} }}')
    above = ask(f'{{ a: candidacies(where: {{edition: {{eq: "2042"}}, {where}}}) {{ totalCount }} }}')
    assert below["data"]["edition"]["a"] == above["data"]["a"]
    for kind in ("notKnown", "partlyHeld"):
        wanted = [{**each, "path": ["edition", "a"]} for each in remarks(above, kind)]
        assert remarks(below, kind) == wanted != []


def test_a_contest_is_told_of_its_own_rows(ask: Asked) -> None:
    query = "query($c: ID!) { contest(id: $c) { candidacies(where: {elected: {eq: true}}) { totalCount } } }"
    (known,) = remarks(ask(query, c="2042/dpr/1"), "notKnown")
    assert (known["path"], known["count"]) == (["contest", "candidacies"], 1)
    assert remarks(ask(query, c="2042/dpr/2"), "notKnown") == []
    assert remarks(ask(query, c="2042/dpr/1"), "partlyHeld") == [], "a contest is not an edition"


@pytest.mark.parametrize("rows", ["nodes { key }", "found: edges { node { key } }"])
def test_an_empty_list_is_told_why(rows: str, ask: Asked) -> None:
    row = ask.data("{ candidacies(where: {gender: {isNull: true}}, first: 1) { nodes { key } } }")["candidacies"][
        "nodes"
    ][0]
    response = ask(f'{{ candidacies(where: {{key: {{eq: "{row["key"]}"}}, gender: {{eq: FEMALE}}}}) {{ {rows} }} }}')
    assert [] in response["data"]["candidacies"].values()
    (known,) = remarks(response, "notKnown")
    assert (known["path"], known["field"], known["count"]) == (["candidacies"], "gender", 1)
    assert "not in the list" in known["read"]


def test_an_empty_list_of_an_edition_says_what_is_held(ask: Asked) -> None:
    response = ask('{ partyOutcomes(where: {edition: {eq: "2042"}, office: {eq: DPRD_REGENCY}}) { nodes { key } } }')
    assert response["data"]["partyOutcomes"]["nodes"] == []
    (held,) = remarks(response, "partlyHeld")
    assert held["path"] == ["partyOutcomes"]
    assert {part["level"] for part in held["parts"]} == {"REGENCY"}
    full = ask('{ candidacies(where: {edition: {eq: "2042"}, elected: {eq: true}}) { nodes { key } } }')
    assert full["data"]["candidacies"]["nodes"]
    assert remarks(full, "notKnown") == remarks(full, "partlyHeld") == []


def test_incumbents_are_told_of_whom_it_is_not_known(ask: Asked) -> None:
    """Seen on examples/indonesia: nobody was an incumbent in 2024, for no source says who won in 2019."""
    response = ask('{ incumbents(edition: "2042") { totalCount } }')
    unknown = ask.data("{ persons(where: {moves: {some: {isIncumbent: {isNull: true}}}}) { totalCount } }")
    found = [each for each in remarks(response, "notKnown") if each["field"] == "isIncumbent"]
    assert bool(found) == bool(unknown["persons"]["totalCount"])
    for each in found:
        assert "where" not in each["read"], "moves are no list of their own"


def test_who_changed_party_is_told_what_is_held_of_both_elections(ask: Asked) -> None:
    editions = sorted(row["key"] for row in ask.data("{ editions { nodes { key } } }")["editions"]["nodes"])
    earlier, later = editions[0], editions[-1]
    response = ask(f'{{ partySwitchers(from: "{earlier}", to: "{later}") {{ totalCount }} }}')
    alone = [
        ask(f'{{ candidacies(where: {{edition: {{eq: "{each}"}}}}) {{ totalCount }} }}') for each in (earlier, later)
    ]
    wanted = [each["parts"] for answer in alone for each in remarks(answer, "partlyHeld")]
    assert [each["parts"] for each in remarks(response, "partlyHeld")] == wanted != []

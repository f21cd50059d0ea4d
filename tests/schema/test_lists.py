"""Remarks on lists of one thing, and on lists that are empty."""

from typing import Any

import pytest

from hub.graph.global_id import encode
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


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("contest(id: \"2042/dpr/1\") { LIST }", ["contest", "a"]),
        ("contests(where: {key: {eq: \"2042/dpr/1\"}}) { nodes { LIST } }", ["contests", "nodes", 0, "a"]),
        ("contests(where: {key: {eq: \"2042/dpr/1\"}}) { edges { node { LIST } } }", ["contests", "edges", 0, "node", "a"]),
        ("candidacy(id: \"2042/dpr/1/2/1\") { contest { LIST } }", ["candidacy", "contest", "a"]),
        ("node(id: \"ID\") { ... on Contest { LIST } }", ["node", "a"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rows", ["totalCount", "nodes { key }", "edges { node { key } }"])
def test_a_list_below_any_row_is_told_what_the_root_list_is(query: str, path: list[Any], rows: str, ask: Asked) -> None:
    """Seen on examples/indonesia: no candidate of DPD 2024 was elected, in any contest."""
    where = "where: {elected: {eq: true}, gender: {eq: MALE}}"
    asked = query.replace("LIST", f"a: candidacies({where}) {{ {rows} }}").replace(
        "ID", encode("contest", "2042/dpr/1")
    )
    response = ask(f"{{ {asked} }}")
    (known,) = remarks(response, "notKnown")
    assert (known["path"], known["type"], known["field"], known["count"]) == (path, "Candidacy", "elected", 1)
    assert "@" not in str(response["data"])
    assert ("not counted" if rows == "totalCount" else "not in the list") in known["read"]


def test_a_list_below_a_row_that_is_not_empty_or_knows_all_is_told_nothing(ask: Asked) -> None:
    for where, rows in (
        ("elected: {eq: false}", "nodes { key }"),
        ("elected: {eq: true}, gender: {eq: FEMALE}", "totalCount"),
    ):
        query = f'{{ contests(where: {{key: {{eq: "2042/dpr/1"}}}}) {{ nodes {{ candidacies(where: {{{where}}}) {{ {rows} }} }} }} }}'
        found = [each["field"] for each in remarks(ask(query), "notKnown")]
        assert found == []


def test_sums_below_rows_say_what_is_not_in_them(ask: Asked) -> None:
    query = (
        '{ contests(where: {key: {eq: "2042/dpr/1"}}) { nodes { candidacies { aggregate { sum { votesCount } } } } } }'
    )
    (known,) = remarks(ask(query), "notKnown")
    assert (known["path"], known["field"], known["count"]) == (["contests", "nodes", 0, "candidacies"], "votesCount", 1)


def test_of_many_lists_some_are_named_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch, ask: Asked) -> None:
    monkeypatch.setattr("hub.schema.not_known_below.MOST_TOLD", 1)
    query = '{ candidacies(where: {contest: {eq: "2042/dpr/1"}}) { nodes { contest { candidacies(where: {elected: {eq: true}}) { totalCount } } } } }'
    first, rest = remarks(ask(query), "notKnown")
    assert (first["count"], rest["count"], rest["path"]) == (1, 3, ["candidacies"])
    assert "3 further lists" in rest["read"]


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

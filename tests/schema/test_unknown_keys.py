"""Keys that nothing has: what an answer says of them, whichever way they are asked for."""

from typing import Any

import pytest

from hub.graph.global_id import encode
from tests.graph import invented
from tests.schema.conftest import Asked


def _unknown(response: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = response.get("extensions", {}).get("unknownKeys", [])
    return found


def test_conditions_take_a_global_id_as_the_key(ask: Asked) -> None:
    """Seen on examples/indonesia: `where: {edition: {eq: <global id>}}` found nothing, and said nothing."""
    edition, person = encode("edition", "2042"), encode("person", invented.SITI)
    for where, same in (
        (f'edition: {{eq: "{edition}"}}', 'edition: {eq: "2042"}'),
        (f'edition: {{ne: "{edition}"}}', 'edition: {ne: "2042"}'),
        (f'person: {{in: ["{person}"]}}', f'person: {{in: ["{invented.SITI}"]}}'),
        (f'contest: {{is: {{edition: {{eq: "{edition}"}}}}}}', 'contest: {is: {edition: {eq: "2042"}}}'),
    ):
        by_id, by_key = (ask(f"{{ candidacies(where: {{{each}}}) {{ totalCount }} }}") for each in (where, same))
        assert by_id == by_key
        assert by_id["data"]["candidacies"]["totalCount"] > 0
    query = "query($e: String!) { candidacies(where: {edition: {eq: $e}}) { totalCount } }"
    assert ask(query, e=edition) == ask(query, e="2042")
    below = "query($e: ID!) { edition(id: $e) { candidacies(where: {elected: {eq: true}}) { totalCount } } }"
    assert ask(below, e=edition) == ask(below, e="2042")
    assert ask(below, e=edition)["extensions"]["notKnown"]


def test_every_key_of_a_list_is_looked_up(ask: Asked) -> None:
    """Whatever was asked before, and however many are known before the wrong one."""
    keys = [row["key"] for row in ask.data("{ candidacies { nodes { key } } }")["candidacies"]["nodes"]]
    for _ in range(2):
        (unknown,) = _unknown(
            ask("query($k: [String!]) { candidacies(where: {key: {in: $k}}) { totalCount } }", k=[*keys * 2, "bogus"])
        )
        assert unknown["key"] == "bogus"
    many = _unknown(
        ask(
            "query($k: [String!]) { candidacies(where: {key: {in: $k}}) { totalCount } }",
            k=[f"no/{at}" for at in range(12)],
        )
    )
    assert (len(many), many[-1]["furtherCount"]) == (10, 2)


def test_a_key_that_nothing_has_is_told_of_in_an_inequality(ask: Asked) -> None:
    assert [each["key"] for each in _unknown(ask('{ candidacies(where: {party: {ne: "bogus"}}) { totalCount } }'))] == [
        "bogus"
    ]


def test_a_condition_on_a_merged_key_names_the_one_that_it_was_merged_into(ask: Asked) -> None:
    (unknown,) = _unknown(ask(f'{{ candidacies(where: {{person: {{eq: "{invented.MERGED}"}}}}) {{ totalCount }} }}'))
    assert unknown["mergedInto"] == unknown["nearest"][0]["key"] == invented.SITI


@pytest.mark.parametrize(("query", "path", "read"), [
    ('node(id: "2042/dpr/1") { key }', ["node"], "district(id:)"),
    ('nodes(ids: ["2042/dpr/1"]) { key }', ["nodes", 0], "expected a global id"),
    ('region(code: "99.99") { key }', ["region"], "kemendagri"),
    ('person(id: "p-0001-0001-0") { key }', ["person"], "mistyped"),
    ('notionalResult(id: "2042/dpr/1") { votesCount }', ["notionalResult"], "no key of their own"),
])  # fmt: skip
def test_nothing_is_told_why(ask: Asked, query: str, path: list[Any], read: str) -> None:
    (unknown,) = _unknown(ask(f"{{ {query} }}"))
    assert unknown["path"] == path
    assert read in unknown["read"]
    assert unknown["nearest"] == [], "a key that says nothing is near to no other"


def test_a_node_of_a_wrong_key_is_told_with_similar_ones(ask: Asked) -> None:
    found = encode("edition", "2042")
    (unknown,) = _unknown(ask("query($i: [ID!]!) { nodes(ids: $i) { key } }", i=[found, encode("edition", "2043")]))
    assert (unknown["path"], unknown["key"], unknown["nearest"][0]["key"]) == (["nodes", 1], "2043", "2042")


def test_a_scheme_that_nobody_has_is_refused(ask: Asked) -> None:
    assert ask.code('{ region(code: "11", scheme: "nonsense") { key } }') == "BAD_ARGUMENT"

"""Refusals: each has its code, says what was exceeded, and tells nothing of an unexpected error."""

import logging

import orjson
import pytest

from hub.graph.plan import Plan, Variables
from hub.schema.execute import execute
from hub.schema.limits import Limits
from tests.schema.conftest import Asked


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nope }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("query($n: Int!) { persons(first: $n) { totalCount } }", "BAD_USER_INPUT"),
        ("{ persons(first: 1001) { totalCount } }", "BAD_PAGE"),
        ("{ persons(first: -1) { totalCount } }", "BAD_PAGE"),
        ("{ persons(first: 1, last: 1) { totalCount } }", "BAD_PAGE"),
        ('{ persons(after: "zz") { nodes { key } } }', "BAD_CURSOR"),
        ("{ persons(where: {name: {eq: null}}) { totalCount } }", "BAD_CONDITION"),
        ("{ region { key } }", "BAD_ARGUMENT"),
        ("{ persons { groups(by: []) { count } } }", "BAD_GROUPS"),
        ("{ candidacies { groups(by: [party]) { key { gender } } } }", "BAD_GROUPS"),
        (
            "{ persons(first: 1000) { nodes { candidacies(first: 1000) { totalCount nodes { key } } } } }",
            "COST_EXCEEDED",
        ),
        ("{{ release {{ {} }} }}".format(" ".join(f"a{number}: id" for number in range(201))), "QUERY_TOO_LARGE"),
        ("{ person(id: 1) %s }" % ("{ candidacies { nodes { person " * 8 + "{ key }" + "}}}" * 8), "QUERY_TOO_LARGE"),
        ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "QUERY_TOO_LARGE"),
        ("{ release { id } }" + " " * 30_000, "QUERY_TOO_LARGE"),
    ],
)
def test_refusals_have_codes(ask: Asked, query: str, code: str) -> None:
    assert ask.code(query) == code


def test_fragments_that_multiply_are_refused(ask: Asked) -> None:
    fragments = "".join(
        f"fragment F{n} on Person {{ ...F{n + 1} a{n}: name ... on Person {{ ...F{n + 1} }} }}" for n in range(15)
    )
    assert (
        ask.code(f"{{ person(id: 1) {{ ...F0 }} }} {fragments} fragment F15 on Person {{ key }}") == "QUERY_TOO_LARGE"
    )


def test_a_refused_cost_says_cost_and_limit(ask: Asked) -> None:
    (error,) = ask("{ persons(first: 1000) { nodes { candidacies(first: 100) { nodes { key } } } } }")["errors"]
    assert error["extensions"] == {
        "code": "COST_EXCEEDED",
        "classification": "BAD_USER_INPUT",
        "cost": 101_000,
        "limit": Limits().cost,
    }


def test_an_unexpected_error_is_masked_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        release_id = "none"

        def answer(self, _plan: Plan, _variables: Variables) -> bytes:
            raise RuntimeError("a secret")

    with caplog.at_level(logging.ERROR):
        response = orjson.loads(execute(Broken(), '{ a: person(id: "x") { key } release { id } }'))
    assert response["data"] is None
    first, second = response["errors"]
    assert (first["path"], second["path"]) == (["a"], ["release"])
    assert first["extensions"]["code"] == "INTERNAL_ERROR"
    assert "secret" not in orjson.dumps(response).decode()
    assert first["extensions"]["reference"] in caplog.text

"""Validation errors end with a hint: how the condition, order or key is written."""

import pytest

from tests.schema.conftest import Asked


@pytest.mark.parametrize(
    ("query", "hint", "written"),
    [
        (
            '{ candidacies(where: {district: {name: {eq: "X"}}}) { totalCount } }',
            "Conditions on what it refers to are written {is: {name: …}}.",
            '{ candidacies(where: {district: {is: {name: {eq: "X"}}}}) { totalCount } }',
        ),
        (
            "{ candidacies(orderBy: [{field: VOTES_COUNT}]) { totalCount } }",
            "An order is one field with its direction, such as {key: DESC}.",
            "{ candidacies(orderBy: [{ballotNumber: DESC}]) { totalCount } }",
        ),
        (
            '{ contest(key: "2042/dpr/1") { name } }',
            'One thing is asked for by its key: contest(id: "…").',
            '{ contest(id: "2042/dpr/1") { name } }',
        ),
    ],
)
def test_a_query_is_told_how_it_is_written(query: str, hint: str, written: str, ask: Asked) -> None:
    assert any(error["message"].endswith(hint) for error in ask(query)["errors"])
    assert "errors" not in ask(written)


@pytest.mark.parametrize(
    "query", ["{ candidacies(where: {district: {colour: 1}}) { totalCount } }", "{ release(key: 1) { id } }", "{ nothing }"]
)  # fmt: skip
def test_where_nothing_is_meant_nothing_is_hinted_at(query: str, ask: Asked) -> None:
    for error in ask(query)["errors"]:
        assert "…" not in error["message"]


def test_a_key_that_nothing_has_is_told_with_the_nearest(ask: Asked) -> None:
    response = ask('{ contest(id: "2042/dpr/99") { name } }')
    assert response["data"] == {"contest": None}
    (told,) = response["extensions"]["unknownKeys"]
    assert (told["path"], told["type"], told["key"]) == (["contest"], "Contest", "2042/dpr/99")
    assert told["nearest"]
    assert all(each["key"].startswith("2042/dpr/") for each in told["nearest"])
    assert "unknownKeys" not in ask('{ contest(id: "2042/dpr/1") { name } }').get("extensions", {})

"""Sums that cannot mislead: figures of several kinds, levels or series are refused, and every sum that is given is a plain one."""

from typing import Any

import pytest

from hub.schema.mixed_figures import _mixed
from tests.schema.conftest import Asked


@pytest.mark.parametrize(
    "query",
    [
        "{ results { aggregate { sum { votesCount } } } }",
        "{ results { groups(by: [party]) { max { votesCount } } } }",
        "{ contests { nodes { key results { aggregate { avg { votesCount } } } } } }",
        "{ voters { aggregate { sum { totalCount } } } }",
        "{ turnout { aggregate { sum { registeredCount } } } }",
        "query($series: [String!]) { results(where: {series: {in: $series}}) { aggregate { sum { votesCount } } } }",
    ],
)
def test_figures_of_several_kinds_are_no_sum(query: str, ask: Asked) -> None:
    assert ask.code(query, **({"series": ["final", "quick"]} if "$series" in query else {})) == "MIXED_FIGURES"


def test_the_error_says_how_to_make_it_one_sum(ask: Asked) -> None:
    (error,) = ask("{ results { aggregate { sum { votesCount } } } }")["errors"]
    assert error["extensions"]["mixed"] == {"series": ["final", "quick"]}
    assert 'where: {series: {eq: "final"}}' in error["message"]
    assert "add `series` to `by`" in error["message"]


@pytest.mark.parametrize(
    "levels", [("DISTRICT", "NATION", "PROVINCE"), ("OVERSEAS", "NATION", "VILLAGE"), ("DISTRICT", "NATION", None)]
)
def test_the_advice_names_the_largest_level_whatever_levels_there_are(levels: tuple[str | None, ...]) -> None:
    error = _mixed([{"type": "PartyOutcome", "of": {"level": level}} for level in levels])
    assert error.details == {"mixed": {"level": list(levels)}}
    chosen = "isNull: true" if None in levels else "eq: NATION"
    assert f"where: {{level: {{{chosen}}}}}" in str(error)


def test_figures_of_one_kind_are_summed_and_the_guard_is_not_told(ask: Asked) -> None:
    found = ask.data('{ results(where: {series: {eq: "final"}}) { aggregate { sum { votesCount } } } }')
    assert found == {"results": {"aggregate": {"sum": {"votesCount": 1097}}}}
    groups = ask.data("{ results { groups(by: [series]) { key { series } sum { votesCount } } } }")["results"]["groups"]
    assert groups == [{"key": {"series": name}, "sum": {"votesCount": 1097}} for name in ("final", "quick")]


def test_rows_are_counted_whatever_they_are(ask: Asked) -> None:
    assert ask.data("{ results { aggregate { count } groups(by: [party]) { count } } }")["results"]["aggregate"] == {
        "count": 12
    }


READ = "where: {contradictedBy: {isNull: false}} finds the rows, `findings` of each says what contradicts it"


def told(response: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = response.get("extensions", {}).get("contradicted", [])
    return found


def test_a_sum_says_that_figures_which_findings_contradict_are_among_its_own(ask: Asked) -> None:
    response = ask('{ votes: results(where: {series: {eq: "quick"}}) { aggregate { sum { votesCount } } } }')
    assert response["data"] == {"votes": {"aggregate": {"sum": {"votesCount": 1097}}}}
    rules = {"figures-differ": 2, "parent-differs": 1}
    assert told(response) == [{"path": ["votes"], "type": "Result", "count": 2, "rules": rules, "read": READ}]


def test_a_sum_without_such_figures_says_nothing(ask: Asked) -> None:
    of_others = 'where: {series: {eq: "quick"}, contradictedBy: {isNull: true}}'
    for where in ('where: {series: {eq: "final"}}', of_others):
        response = ask(f"{{ results({where}) {{ aggregate {{ sum {{ votesCount }} }} }} }}")
        assert told(response) == []
        assert "contradicted" not in response.get("extensions", {})
    assert told(ask("{ results { nodes { votesCount contradictedBy } aggregate { count } } }")) == []


def test_groups_that_are_each_of_one_kind_say_so_as_well(ask: Asked) -> None:
    response = ask("{ results { groups(by: [series, kind, level]) { sum { votesCount } } } }")
    assert [each["count"] for each in told(response)] == [2]


def test_a_sum_of_rows_says_how_many_and_names_the_official_figure(ask: Asked) -> None:
    response = ask('{ votes: results(where: {series: {eq: "quick"}}) { aggregate { count sum { votesCount } } } }')
    (found,) = response["extensions"]["sumsOfRows"]
    assert found["path"] == ["votes"]
    assert found["count"] == response["data"]["votes"]["aggregate"]["count"]
    assert found["official"] == ["outcomes", "partyOutcomes"]
    response = ask(
        '{ contests(where: {key: {eq: "2042/dpr/1"}}) { nodes { results(where: {series: {eq: "quick"}}) { groups(by: [candidacy]) { sum { votesCount } } } } } }'
    )
    assert [each["path"] for each in response["extensions"]["sumsOfRows"]] == [["contests", "nodes", 0, "results"]]


@pytest.mark.parametrize(
    "asked",
    [
        '{ results(where: {series: {eq: "quick"}}) { aggregate { count max { votesCount } } } }',
        '{ results(where: {series: {eq: "none"}}) { aggregate { sum { votesCount } } } }',
        "{ outcomes { aggregate { count } } }",
    ],
)
def test_what_is_no_sum_of_rows_says_nothing_of_one(ask: Asked, asked: str) -> None:
    assert "sumsOfRows" not in ask(asked).get("extensions", {})


def test_each_contest_whose_sum_is_contradicted_is_told_by_its_path(ask: Asked) -> None:
    response = ask(
        '{ contests(where: {edition: {eq: "2042"}}) { nodes { key results(where: {series: {eq: "quick"}}) '
        "{ groups(by: [candidacy]) { max { votesCount } } } } } }"
    )
    nodes = response["data"]["contests"]["nodes"]
    (found,) = told(response)
    *before, place, last = found["path"]
    assert (before, last) == (["contests", "nodes"], "results")
    assert nodes[place]["key"] == "2042/dpr/1"
    assert found["count"] == 2

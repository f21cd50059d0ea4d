"""Sums that cannot mislead: figures of several kinds, levels or series are refused, and every sum that is given is a plain one."""

import pytest

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


def test_figures_of_one_kind_are_summed_and_the_guard_is_not_told(ask: Asked) -> None:
    found = ask.data('{ results(where: {series: {eq: "final"}}) { aggregate { sum { votesCount } } } }')
    assert found == {"results": {"aggregate": {"sum": {"votesCount": 1097}}}}
    groups = ask.data("{ results { groups(by: [series]) { key { series } sum { votesCount } } } }")["results"]["groups"]
    assert groups == [{"key": {"series": name}, "sum": {"votesCount": 1097}} for name in ("final", "quick")]


def test_rows_are_counted_whatever_they_are(ask: Asked) -> None:
    assert ask.data("{ results { aggregate { count } groups(by: [party]) { count } } }")["results"]["aggregate"] == {
        "count": 12
    }

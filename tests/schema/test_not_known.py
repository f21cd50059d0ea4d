"""Counts and sums say of how many rows they know nothing, so that a zero is not read as an answer."""

from typing import Any

import pytest

from tests.schema.conftest import Asked


def told(ask: Asked, query: str, **variables: Any) -> list[tuple[str, str, int]]:
    """Return path, field and count of what a query is told of."""
    found = ask(query, **variables)
    assert "errors" not in found, found
    return [(each["path"][0], each["field"], each["count"]) for each in found.get("extensions", {}).get("notKnown", [])]


def test_a_count_of_the_elected_says_of_how_many_it_is_not_known(ask: Asked) -> None:
    where = 'edition: {eq: "2042"}, office: {eq: DPR}'
    assert told(ask, f"{{ candidacies(where: {{{where}, elected: {{eq: true}}}}) {{ totalCount }} }}") == [
        ("candidacies", "elected", 1)
    ]
    both = f"{{ candidacies(where: {{{where}, elected: {{eq: true}}, gender: {{eq: FEMALE}}}}) {{ totalCount }} }}"
    assert sorted(told(ask, both)) == [("candidacies", "elected", 1), ("candidacies", "gender", 2)]
    groups = f"{{ a: candidacies(where: {{{where}, elected: {{eq: true}}}}) {{ groups(by: [gender]) {{ count }} }} }}"
    assert told(ask, groups) == [("a", "elected", 1)]


def test_variables_are_counted_each_for_itself(ask: Asked) -> None:
    query = "query($d: String!) { candidacies(where: {district: {eq: $d}, elected: {eq: true}}) { totalCount } }"
    assert told(ask, query, d="2042/dpr/1") == [("candidacies", "elected", 1)]
    assert told(ask, query, d="2042/dpr/2") == []
    assert told(ask, query, d="2042/dpr/1") == [("candidacies", "elected", 1)]


@pytest.mark.parametrize(
    "query",
    [
        '{ candidacies(where: {elected: {eq: true}}) { nodes { key } } }',
        '{ candidacies(where: {elected: {isNull: true}}) { totalCount } }',
        '{ candidacies(where: {district: {eq: "2042/dpr/2"}, elected: {eq: true}}) { totalCount } }',
        '{ candidacies(where: {edition: {eq: "2042"}}) { totalCount } }',
    ],
)  # fmt: skip
def test_a_list_and_a_count_that_knows_all_are_told_nothing(query: str, ask: Asked) -> None:
    assert told(ask, query) == []


def test_a_sum_says_how_many_figures_are_not_in_it(ask: Asked) -> None:
    query = (
        '{ candidacies(where: {district: {eq: "2042/dpr/1"}}) { aggregate { sum { votesCount } max { votesCount } } } }'
    )
    found = ask(query)
    (row,) = ask.data(
        '{ candidacies(where: {district: {eq: "2042/dpr/1"}, votesCount: {isNull: true}}) { totalCount } }'
    ).values()
    assert row["totalCount"] > 0
    assert [(each["field"], each["count"]) for each in found["extensions"]["notKnown"]] == [
        ("votesCount", row["totalCount"])
    ]
    assert "not in the sum" in found["extensions"]["notKnown"][0]["read"]


def test_the_advice_finds_the_rows(ask: Asked) -> None:
    found = ask('{ candidacies(where: {edition: {eq: "2042"}, gender: {in: [FEMALE]}}) { totalCount } }')
    (each,) = found["extensions"]["notKnown"]
    assert "where: {gender: {isNull: true}}" in each["read"]
    rows = ask.data('{ candidacies(where: {edition: {eq: "2042"}, gender: {isNull: true}}) { totalCount } }')
    assert rows["candidacies"]["totalCount"] == each["count"]


@pytest.mark.parametrize(
    "negated", ["elected: {ne: true}", "not: {elected: {eq: true}}", "and: [{not: {elected: {eq: true}}}]"]
)
def test_a_count_of_those_that_are_not_says_of_how_many_it_is_not_known_whether_they_are(
    ask: Asked, negated: str
) -> None:
    where = 'edition: {eq: "2042"}, office: {eq: DPR}'
    found = ask(f"{{ candidacies(where: {{{where}, {negated}}}) {{ totalCount }} }}")
    counts = ask.data(
        f"{{ no: candidacies(where: {{{where}, elected: {{eq: false}}}}) {{ totalCount }} unknown: candidacies(where: {{{where}, elected: {{isNull: true}}}}) {{ totalCount }} }}"
    )
    (remark,) = found["extensions"]["notKnown"]
    assert found["data"]["candidacies"]["totalCount"] == sum(each["totalCount"] for each in counts.values())
    assert (remark["field"], remark["count"]) == ("elected", counts["unknown"]["totalCount"])
    assert "and they are counted" in remark["read"]


@pytest.mark.parametrize("operator", ["lt", "lte", "gt", "gte"])
def test_a_range_says_how_many_rows_have_no_figure(ask: Asked, operator: str) -> None:
    null = ask.data("{ candidacies(where: {votesCount: {isNull: true}}) { totalCount } }")["candidacies"]["totalCount"]
    assert null > 0
    query = f"{{ candidacies(where: {{votesCount: {{{operator}: 100}}}}) {{ totalCount }} }}"
    assert told(ask, query) == [("candidacies", "votesCount", null)]
    assert told(ask, '{ districts(where: {seatsCount: {gt: 1}, key: {eq: "2042/dpr/1"}}) { totalCount } }') == []

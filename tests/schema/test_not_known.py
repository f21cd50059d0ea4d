"""Counts and sums say of how many rows they know nothing, so that a zero is not read as an answer."""

from typing import Any

import orjson
import pytest

from hub.graph.store import StatementTimeout
from hub.schema.execute import Executor
from hub.schema.request import Request
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
    assert told(ask, both) == [("candidacies", "gender", 1)], (
        "who of unknown gender was not elected, and a man, are placed"
    )
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


def test_each_column_is_told_of_the_rows_that_it_decides(ask: Asked) -> None:
    """Seen on examples/indonesia: 127 women elected in 2024, and 669 rows of which it was not known, most of them men."""
    for elected, gender in (("true", "FEMALE"), ("true", "MALE"), ("false", "MALE")):
        where = f"elected: {{eq: {elected}}}, gender: {{eq: {gender}}}"
        rows = ask.data("{ candidacies { nodes { elected gender } } }")["candidacies"]["nodes"]
        wanted = {
            "elected": sum(row["elected"] is None and row["gender"] in {gender, None} for row in rows),
            "gender": sum(row["gender"] is None and row["elected"] in {elected == "true", None} for row in rows),
        }
        found = told(ask, f"{{ candidacies(where: {{{where}}}) {{ totalCount }} }}")
        assert {field: count for _, field, count in found} == {name: count for name, count in wanted.items() if count}


ELECTED = "elected: {eq: true}"


@pytest.mark.parametrize(
    ("query", "field", "is_counted"),
    [
        (f"candidacies(where: {{or: [{{{ELECTED}}}]}})", "elected", False),
        (f"candidacies(where: {{or: [{{{ELECTED}}}, {{gender: {{eq: FEMALE}}}}]}})", "elected", False),
        (f"candidacies(where: {{not: {{or: [{{{ELECTED}}}]}}}})", "elected", True),
        (f"persons(where: {{candidacies: {{some: {{edition: {{eq: \"2042\"}}, {ELECTED}}}}}}})", "candidacies.elected", False),
        (f"persons(where: {{candidacies: {{none: {{{ELECTED}}}}}}})", "candidacies.elected", True),
        ("candidacies(where: {person: {is: {gender: {eq: FEMALE}}}})", "person.gender", False),
    ],
)  # fmt: skip
def test_conditions_in_an_or_and_on_related_rows_are_told_of(
    ask: Asked, query: str, field: str, *, is_counted: bool
) -> None:
    """Each row counted in the remark is one that the answer may gain or lose once the unknown values are known."""
    found = ask(f"{{ a: {query} {{ totalCount }} }}")
    (remark,) = [each for each in found["extensions"]["notKnown"] if each["field"] == field]
    assert remark["count"] > 0
    assert ("they are counted" in remark["read"]) is is_counted
    assert f"`{field}`" in remark["read"]


def test_what_is_certain_whatever_the_unknown_value_is_is_not_told_of(ask: Asked) -> None:
    """The one candidate of 2042/dpr/1 of whom nobody knows whether he was elected has a number: the other condition holds of him."""
    where = 'district: {eq: "2042/dpr/1"}'
    for further, told_of in (("ballotNumber: {gte: 1}", []), ("ballotNumber: {gte: 99}", ["elected"])):
        asked = f"{{ candidacies(where: {{{where}, or: [{{{ELECTED}}}, {{{further}}}]}}) {{ totalCount }} }}"
        assert [field for _, field, _ in told(ask, asked)] == told_of


def test_equality_with_a_number_that_nobody_states_is_told_of(ask: Asked) -> None:
    null = ask.data("{ candidacies(where: {rank: {isNull: true}}) { totalCount } }")["candidacies"]["totalCount"]
    assert null > 0
    assert told(ask, "{ candidacies(where: {rank: {eq: 1}}) { totalCount } }") == [("candidacies", "rank", null)]


def test_every_column_of_a_sum_is_told_of(ask: Asked) -> None:
    """However many are summed up before it."""
    columns = [
        "registeredCount",
        "votedCount",
        "validCount",
        "invalidCount",
        "stationsReportedCount",
        "stationsExpectedCount",
    ]
    where = 'where: {series: {eq: "final"}, level: {eq: PROVINCE}}'
    null = {
        column: ask.data(f"{{ t: turnout({where[:-1]}, {column}: {{isNull: true}}}}) {{ totalCount }} }}")["t"][
            "totalCount"
        ]
        for column in columns
    }
    found = told(ask, f"{{ turnout({where}) {{ aggregate {{ sum {{ {' '.join(columns)} }} }} }} }}")
    assert {field: count for _, field, count in found} == {name: count for name, count in null.items() if count} != {}


@pytest.mark.parametrize("operator", ["lt", "lte", "gt", "gte"])
def test_a_range_says_how_many_rows_have_no_figure(ask: Asked, operator: str) -> None:
    null = ask.data("{ candidacies(where: {votesCount: {isNull: true}}) { totalCount } }")["candidacies"]["totalCount"]
    assert null > 0
    query = f"{{ candidacies(where: {{votesCount: {{{operator}: 100}}}}) {{ totalCount }} }}"
    assert told(ask, query) == [("candidacies", "votesCount", null)]
    assert told(ask, '{ districts(where: {seatsCount: {gt: 1}, key: {eq: "2042/dpr/1"}}) { totalCount } }') == []


def test_an_answer_stays_one_whose_remarks_fail(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise StatementTimeout("expected an answer in time, found none")

    monkeypatch.setattr("hub.schema.remarker.Remarker.remark", fails)
    query = "{ a: candidacies(where: {elected: {eq: true}, ballotNumber: {gte: 0}}) { totalCount } }"
    found = orjson.loads(executor.execute(Request(query)).body)
    assert found["data"]["a"]["totalCount"] > 0
    assert "errors" not in found
    (failed,) = found["extensions"]["remarksFailed"]
    assert failed["path"] == ["a"]
    assert "fewer rows than it seems" in failed["read"]

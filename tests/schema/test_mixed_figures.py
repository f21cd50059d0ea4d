"""Sums that cannot mislead: figures of several kinds, levels or series are refused, and every sum that is given is a plain one."""

import os
from collections.abc import Callable
from typing import Any

import duckdb
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.release import Release
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.tables.results import Results
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


CONDITIONS: dict[str, tuple[str, list[str]]] = {
    "series": ("series", ['"final"', '"quick"']),
    "kind": ("kind", ["CANDIDATE", "PARTY_TOTAL"]),
    "office": ("office", ["DPR", "PRESIDENT"]),
    "contest": ("contest_id", ['"2042/dpr/1"', '"2042/dpr/2"', '"2037/dpr/1"']),
    "edition": ("edition_id", ['"2042"', '"2037"']),
}
"""By GraphQL field: the column of the Parquet, and values to ask for."""

ASKED = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, (_, values) in CONDITIONS.items()})

BY = st.lists(st.sampled_from(["office", "kind", "series", "level"]), max_size=3, unique=True)

FIGURES: dict[str, Callable[[str], str]] = {
    "sum": lambda column: f"sum({column})::BIGINT", "min": lambda column: f"min({column})", "max": lambda column: f"max({column})",
}  # fmt: skip


EXAMPLES = int(os.environ.get("HUB_EXAMPLES", "100"))


@settings(max_examples=EXAMPLES, deadline=None)
@given(asked=ASKED, by=BY, figure=st.sampled_from(sorted(FIGURES)))
def test_a_sum_is_the_plain_sum_of_one_kind_or_refused(
    asked: dict[str, str], by: list[str], figure: str, executor: Executor, release: Release
) -> None:
    conditions = ", ".join(f"{name}: {{eq: {value}}}" for name, value in asked.items())
    keys = " ".join(by)
    wanted = (
        f"groups(by: [{', '.join(by)}], first: 100) {{ key {{ {keys} }} {figure} {{ votesCount }} }}"
        if by
        else f"aggregate {{ {figure} {{ votesCount }} }}"
    )
    query = f"{{ results(where: {{{conditions}}}) {{ {wanted} }} }}"
    response: Any = orjson.loads(executor.execute(Request(query)).body)
    where = " AND ".join([f"{CONDITIONS[name][0]} = {value.replace(chr(34), chr(39))}" if value.startswith('"') else f"{CONDITIONS[name][0]} = '{value}'" for name, value in asked.items()] or ["true"])  # fmt: skip
    table = f"read_parquet('{release.path(Results)}')"
    kinds = duckdb.sql(f"SELECT DISTINCT kind, level, series FROM {table} WHERE {where}").fetchall()  # noqa: S608  values of this test
    apart = [place for place, name in enumerate(("kind", "level", "series")) if name not in by]
    is_mixed = len({tuple(kind[place] for place in apart) for kind in kinds}) > 1
    if is_mixed:
        assert response["errors"][0]["extensions"]["code"] == "MIXED_FIGURES"
        return
    plain = FIGURES[figure]("votes_count")
    if not by:
        ((expected,),) = duckdb.sql(f"SELECT {plain} FROM {table} WHERE {where}").fetchall()  # noqa: S608  values of this test
        assert response["data"]["results"]["aggregate"][figure]["votesCount"] == expected
        return
    rows = duckdb.sql(f"SELECT {', '.join(by)}, {plain} FROM {table} WHERE {where} GROUP BY ALL").fetchall()  # noqa: S608  values of this test
    groups = response["data"]["results"]["groups"]
    assert {(*group["key"].values(), group[figure]["votesCount"]) for group in groups} == set(rows)

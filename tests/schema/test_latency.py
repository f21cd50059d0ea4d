"""What runs where others wait: plans that were quick, and only for so long; variables read without graphql-core where that is the same."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_variable_values, parse

from hub.graph.plan import Plan
from hub.graph.sqlite import store as sqlite
from hub.graph.sqlite.store import SqliteStore
from hub.schema import latency
from hub.schema.execute import Executor, Prepared
from hub.schema.latency import Latency
from hub.schema.request import Request
from hub.schema.schema import executable
from hub.schema.variables import VariableReader

BY_KEY = Request('{ candidacy(id: "2042/dpr/1/1/1") { key } }')
LISTED = Request("{ candidacies(first: 3) { nodes { key } } }")


def prepared(executor: Executor, request: Request) -> Prepared:
    found = executor.prepare(request)
    assert isinstance(found, Prepared)
    return found


@pytest.mark.parametrize(
    ("query", "is_quick"),
    [
        (
            '{ person(id: "x") { candidacies { totalCount nodes { party { name } district { name } } } } }',
            True,
        ),
        ('{ candidacies(where: {district: {eq: "x"}}, orderBy: [{votesCount: DESC}]) { nodes { key } } }', True),
        ('{ edition(id: "2042") { name } }', True),
        ('{ edition(id: "2042") { candidacies { totalCount } } }', False),
        ('{ candidacy(id: "x") { edition { candidacies(first: 1) { nodes { key } } } } }', False),
        ('{ candidacies(where: {party: {eq: "x"}}) { nodes { key } } }', False),
        ('{ persons(where: {name: {startsWith: "x"}}) { nodes { key } } }', False),
        ("{ persons { nodes { key } } }", False),
        ('{ node(id: "x") { id } }', False),
    ],
)
def test_what_is_taken_for_quick_finds_few_rows_by_key(executor: Executor, query: str, is_quick: bool) -> None:  # noqa: FBT001  as told above
    (field,) = prepared(executor, Request(query)).compiled.fields
    assert isinstance(field.made, Plan)
    assert field.made.is_quick == is_quick


def test_a_plan_that_is_late_again_and_again_goes_to_a_thread(
    counted: tuple[Executor, SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    executor, _ = counted
    asked = prepared(executor, BY_KEY)
    monkeypatch.setattr(latency, "IMMEDIATE_S", 0.0)
    soon = [asked.run_soon() for _ in range(4)]
    assert [answer == asked.run() for answer in soon[:3]] == [True] * 3
    assert soon[3] is None
    monkeypatch.setattr(latency, "IMMEDIATE_S", 600.0)
    assert asked.run_soon() is None
    assert asked.run() == asked.run_soon()


def test_a_list_runs_where_others_wait_once_it_was_quick(
    counted: tuple[Executor, SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latency, "IMMEDIATE_S", 600.0)
    asked = prepared(counted[0], LISTED)
    assert asked.run_soon() is None
    assert asked.run() == asked.run_soon()


def test_one_late_answer_among_quick_ones_changes_nothing() -> None:
    kept = Latency(is_quick=True)
    for seconds in (9.0, 9.0, 0.0, 9.0, 9.0):
        kept.take(seconds)
        assert kept.is_quick
    kept.take(9.0)
    assert not kept.is_quick
    assert not kept.is_short
    kept.take((latency.IMMEDIATE_S + latency.SHORT_S) / 2)
    assert not kept.is_quick
    assert kept.is_short


def test_a_long_answer_is_given_up_and_told_from_null(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "STEPS_BETWEEN_LOOKS", 1)
    watchful = SqliteStore(store._path, store.release_id, store._base_iri, timeout_s=600.0)
    asked = plan_of(watchful, LISTED.query)
    assert watchful.answer_soon(asked, {}, -1.0) is None
    assert watchful.answer_soon(asked, {}, 600.0) == watchful.answer(asked, {})
    assert watchful.answer_soon(plan_of(watchful, '{ person(id: "x") { key } }'), {}, 600.0) == b"null"
    watchful.close()


def plan_of(store: SqliteStore, query: str) -> Plan:
    made = prepared(Executor(store), Request(query)).compiled.fields[0].made
    assert isinstance(made, Plan)
    return made


@pytest.mark.parametrize(
    "given",
    [
        {"id": "a", "text": "b", "flag": True},
        {"id": 7, "text": "b", "flag": True},
        {"id": "a", "text": None, "flag": True, "other": 1},
        {"id": "a", "flag": False},
        {"id": "a", "text": 1, "flag": "yes"},
        {"id": None},
        {},
    ],
)
@pytest.mark.parametrize(
    "declared",
    [
        "$id: ID!, $text: String, $flag: Boolean",
        '$id: ID!, $text: String = "c", $n: Int = 3',
        "$id: [ID!]!",
        "$e: Gender",
    ],
)
def test_variables_are_read_as_graphql_reads_them(declared: str, given: dict[str, Any]) -> None:
    (operation,) = parse(f"query({declared}) {{ __typename }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    definitions = operation.variable_definitions or ()
    expected = get_variable_values(executable(), definitions, given, 20)
    found, errors = VariableReader(executable(), definitions).read(given)
    if isinstance(expected, list):
        assert len(errors) == len(expected)
    else:
        assert (found, errors) == (expected.coerced, [])

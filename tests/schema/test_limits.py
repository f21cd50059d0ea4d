"""What a query may ask for. A query that is made to explode is refused before it costs anything: work is counted, not timed."""

import sys
from types import FrameType
from typing import Any

import orjson
import pytest
from graphql import GraphQLSyntaxError, get_introspection_query, parse

from hub.graph.sqlite.store import SqliteStore
from hub.schema.cost import COUNTED, SCANNED, SEARCHED
from hub.schema.execute import Executor
from hub.schema.inputs import VALUE
from hub.schema.limits import Limits, QueryTooLarge, check_text
from hub.schema.operation import CompiledOperation
from hub.schema.plan_cache import PLANS_PER_OPERATION, Plans
from hub.schema.remarker import Remarker
from hub.schema.request import Request

Counted = tuple[Executor, SqliteStore]

LEVELS = ["contests", "candidacies", "person", "candidacies", "person", "candidacies", "party", "candidacies", "district", "candidacies"]  # fmt: skip


def nested(first: int) -> str:
    """Return a root field with ten levels below it, each list asking for pages of `first` rows."""
    text = "key"
    for name in reversed(LEVELS):
        text = f"{name}(first: {first}) {{ nodes {{ {text} }} }}" if name.endswith("s") else f"{name} {{ {text} }}"
    return text


def aliased(times: int, field: str) -> str:
    return "{ " + " ".join(f"a{number}: {field}" for number in range(times)) + " }"


EXPLOSIVE = {
    "ten levels, a thousand aliases, pages of ten thousand": (aliased(1000, nested(10_000)), "QUERY_TOO_LARGE"),
    "a thousand short aliases": (aliased(1000, "__typename"), "QUERY_TOO_LARGE"),
    "ten levels of whole pages": (f"{{ {nested(1000)} }}", "COST_EXCEEDED"),
    "pages of ten thousand": (f"{{ {nested(10_000)} }}", "BAD_PAGE"),
    "fragments that multiply": (
        "{ candidacies { nodes { ...F0 } } } "
        + " ".join(f"fragment F{at} on Candidacy {{ a: key ...F{at + 1} person {{ key }} ...F{at + 1} }}" for at in range(15))
        + " fragment F15 on Candidacy { key }",
        "QUERY_TOO_LARGE",
    ),
    "the schema many times over": (aliased(100, "__schema { types { fields { name } } }"), "QUERY_TOO_LARGE"),
    "parts of the schema many times over": (
        "{ __schema { " + " ".join(f"a{at}: types {{ fields {{ args {{ name }} }} }}" for at in range(20)) + " } }",
        "COST_EXCEEDED",
    ),
    "the schema in the schema": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPLOSIVE)
def test_a_query_made_to_explode_costs_little_to_refuse(name: str, counted: Counted) -> None:
    executor, store = counted
    text, code = EXPLOSIVE[name]
    calls_count = 0

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls_count
        calls_count += event == "call"

    sys.setprofile(profile)
    try:
        response = executor.execute(Request(text))
    finally:
        sys.setprofile(None)
    assert orjson.loads(response.body)["errors"][0]["extensions"]["code"] == code
    assert store.statements_count == 0
    assert calls_count < 150_000  # a full introspection takes two million


def test_the_first_of_them_is_refused_without_being_parsed(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.schema.documents.parse", lambda *_, **__: pytest.fail("parsed"))
    for name in list(EXPLOSIVE)[:2]:
        assert not counted[0].execute(Request(EXPLOSIVE[name][0])).is_executed


@pytest.mark.parametrize(
    "text",
    [
        'query Q($a: Int = -1.5e3) { a: b(x: "he \\" # no", y: """ block " and \\""" { } """) @skip(if: true) { ...F } # { x }\n c }',
        '{ a(b: "", c: [1, 2.5, $d], e: {f: ENUM, g: null}) }\r\n# the end',
        "fragment F on T @a(b: 1) { ... on U { v } ...W }",
    ],
)  # fmt: skip
def test_tokens_are_counted_as_the_parser_counts_them(text: str) -> None:
    """Exactly as many tokens as the parser needs are allowed: one less, and both refuse."""
    needed = next(count for count in range(1, 100) if _parses(text, count))
    check_text(text, Limits(tokens=needed))
    with pytest.raises(QueryTooLarge, match=f"expected at most {needed - 1} tokens, found {needed}"):
        check_text(text, Limits(tokens=needed - 1))


def _parses(text: str, most: int) -> bool:
    try:
        parse(text, max_tokens=most)
    except GraphQLSyntaxError as error:
        assert "tokens" in error.message  # noqa: PT017  no other error is expected of these texts
        return False
    return True


@pytest.mark.parametrize("text", ['"' + '\\"' * 14_000, '"""' + '\\"""' * 7_000, '"' * 30_000, "#" * 30_000])
def test_no_text_is_read_twice_to_count_its_tokens(text: str) -> None:
    check_text(text, Limits(tokens=30_000))


def test_a_text_that_is_too_long_is_not_kept(counted: Counted) -> None:
    executor, _ = counted
    executor.execute(Request("{ __typename }" + " " * 40_000))
    assert executor._documents._kept == {}


def test_introspection_is_executed_once(counted: Counted) -> None:
    executor, store = counted
    whole = get_introspection_query()
    first = executor.execute(Request(whole))
    again = executor.execute(Request(whole.replace("\n", " \n ")))
    assert first.body == again.body
    assert (executor._introspector.executions_count, store.statements_count) == (1, 0)


def test_introspection_beside_data_and_with_variables(counted: Counted) -> None:
    query = "query($n: String!, $d: Boolean!) { __type(name: $n) { name description @include(if: $d) } editions { totalCount } }"
    for name, described in (("Person", True), ("Party", True), ("Party", False), ("Nobody", False)):
        request = Request(query, {"n": name, "d": described})
        compiled = orjson.loads(counted[0].execute(request).body)
        assert compiled == orjson.loads(counted[0].execute(request, compiled=False).body)
        assert (compiled["data"]["__type"] or {}).get("name") == (None if name == "Nobody" else name)
        assert compiled["data"]["editions"]["totalCount"] > 0


def test_the_cost_is_told_with_the_answer(counted: Counted) -> None:
    _, store = counted
    executor = Executor(store, tells_cost=True)
    query = "{ candidacies(first: 7) { nodes { key party { key } } } }"
    for compiled in (True, False):
        answered = orjson.loads(executor.execute(Request(query), compiled=compiled).body)
        assert answered["extensions"] == {"cost": 14}
    failed = orjson.loads(executor.execute(Request("{ region { key } editions { totalCount } }")).body)
    assert failed["errors"]
    assert failed["extensions"] == {"cost": 10}


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ persons(first: 9) { nodes { name } } }", 9),
        ("{ persons { totalCount } }", COUNTED),
        ('{ persons(first: 9, where: {name: {contains: "siti"}}) { nodes { name } } }', 9 + COUNTED),
        ("{ persons(first: 9, where: {birthYear: {gt: 1970}}) { nodes { name } } }", 9 + SCANNED),
        ("{ persons(first: 9, where: {birthYear: {gt: 1970}}) { totalCount nodes { name } } }", 9 + 2 * SCANNED),
        ("{ persons(first: 9, orderBy: [{birthYear: ASC}]) { pageInfo { hasNextPage } } }", 9 + SCANNED),
        ("{ results { aggregate { count } groups(by: [party], first: 3) { count } } }", 2 * SCANNED + 3),
        ("{ persons(first: 9) { nodes { candidacies(orderBy: [{key: ASC}], first: 2) { nodes { key } } } } }", 9 * (3 + COUNTED)),
        ("{ editions(first: 2) { nodes { candidacies(where: {elected: {eq: true}}) { totalCount } } } }", 2 * (1 + SCANNED)),
        ("{ regions(first: 2) { nodes { descendants(first: 0) { aggregate { count } } } } }", 2 * (1 + SCANNED)),
        ('{ regions(where: {ancestors: {some: {name: {eq: "UTARA"}}}}) { totalCount } }', SCANNED),
        ('{ regions(where: {parent: {is: {name: {eq: "UTARA"}}}}) { totalCount } }', COUNTED),
        ('{ region(code: "81") { key } }', 1),
        ('{ search(text: "siti", first: 4) { totalCount nodes { __typename } } }', 4 + SEARCHED),
    ],
)  # fmt: skip
def test_what_has_to_be_looked_for_costs_more_than_what_is_found(query: str, cost: int, counted: Counted) -> None:
    answered = orjson.loads(Executor(counted[1], tells_cost=True).execute(Request(query)).body)
    assert "errors" not in answered
    assert answered["extensions"]["cost"] == cost


def test_no_field_is_begun_once_those_before_it_took_all_the_time(counted: Counted) -> None:
    _, store = counted
    hurried = Executor(store, Limits(seconds=0))
    response = hurried.execute(Request('{ a: candidacy(id: "2042/dpr/1/1/1") { key } b: person(id: "x") { key } }'))
    answered = orjson.loads(response.body)
    assert answered["data"] == {"a": {"key": "2042/dpr/1/1/1"}, "b": None}
    assert [(error["path"], error["extensions"]["code"]) for error in answered["errors"]] == [
        (["b"], "STATEMENT_TIMEOUT")
    ]
    assert store.statements_count == 1


def test_a_fragment_that_spreads_itself_is_named(executor: Executor) -> None:
    """The advice was to ask in several queries, which a circle cannot be."""
    query = "{ ...A } fragment A on Query { release { key } ...B } fragment B on Query { ...A }"
    (error,) = orjson.loads(executor.execute(Request(query)).body)["errors"]
    assert "`A` spreads itself" in error["message"]


def test_the_plan_used_longest_ago_is_forgotten_first() -> None:
    plans = Plans()
    made = {
        number: CompiledOperation([], 1.0, Remarker(), tells_cost=False) for number in range(PLANS_PER_OPERATION + 1)
    }
    for number in range(PLANS_PER_OPERATION):
        plans.keep({"n": number}, made[number], {"n": VALUE})
    assert plans.get({"n": 0}) is made[0]
    plans.keep({"n": PLANS_PER_OPERATION}, made[PLANS_PER_OPERATION], {"n": VALUE})
    assert plans.get({"n": 0}) is made[0]
    assert plans.get({"n": 1}) is None

"""Plans answered by SQLite against the same plans worked out row by row in Python, over conditions, orders and pages drawn at random."""

import operator
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.graph import global_id, plan
from hub.graph.deadline import within
from hub.graph.folding import fold
from hub.graph.plan import Compare, Condition, Given, IsNull, Not, Operator, Order, Plan, Quantifier, Related
from hub.graph.sqlite.statement import Statement
from hub.graph.sqlite.store import ConditionsTooDeep, SqliteStore, StatementTimeout, open_store
from hub.release import Release
from tests.graph import invented

TABLES = {name: frame.to_dicts() for name, frame in invented.tables().items()}
CANDIDACIES = sorted(TABLES["candidacies"], key=lambda row: row["candidacy_id"])
SCALARS: dict[str, list[Any]] = {
    "votes_count": [0, 7, 90, 500, 501, -1],
    "ballot_number": [1, 2, 10],
    "elected": [True, False],
    "gender": ["FEMALE", "MALE"],
    "office": ["DPR", "PRESIDENT"],
    "edition_id": ["2042", "2037", "1999"],
    "party_id": [invented.MELATI, invented.KAMBOJA, "o-none"],
    "candidacy_id": [row["candidacy_id"] for row in CANDIDACIES],
    "name_on_ballot": ["ZULKARNAIN", "siti", "Ñ", '"学"', "\t", "zul", "", "nand", "A", "%", "_"],
}
COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.IN: lambda held, wanted: held in wanted,
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
    Operator.CONTAINS: lambda held, wanted: fold(wanted) in fold(held),
    Operator.STARTS_WITH: lambda held, wanted: fold(held).startswith(fold(wanted)),
}
TEXTUAL = {Operator.CONTAINS, Operator.STARTS_WITH}
SIZED = {Operator.LT, Operator.LTE, Operator.GT, Operator.GTE}
RELATED = {
    "results": lambda row: [r for r in TABLES["results"] if r["candidacy_id"] == row["candidacy_id"]],
    "party": lambda row: [p for p in TABLES["parties"] if p["party_id"] == row["party_id"]],
}
RELATED_VALUES = {"results": ("votes_count", [0, 7, 500]), "party": ("name", ["melati", "PARTAI", "x"])}


def holds(row: dict[str, Any], condition: Condition) -> bool:  # noqa: PLR0911  one return per kind of condition
    """Work out a condition by its definition in `plan`."""
    match condition:
        case Compare(column, Operator.NE, value):
            return bool(row[column] != value.read({}))
        case Compare(column, comparison, value):
            return row[column] is not None and COMPARISONS[comparison](row[column], value.read({}))
        case IsNull(column):
            return row[column] is None
        case plan.All(conditions):
            return all(holds(row, each) for each in conditions)
        case plan.AnyOf(conditions):
            return any(holds(row, each) for each in conditions)
        case Not(inner):
            return not holds(row, inner)
        case Related(edge, quantifier, inner):
            found = [holds(each, inner) for each in RELATED[edge](row)]
            return {Quantifier.SOME: any(found), Quantifier.NONE: not any(found), Quantifier.EVERY: all(found)}[
                quantifier
            ]


@st.composite
def comparisons(draw: st.DrawFn) -> Condition:
    column = draw(st.sampled_from(list(SCALARS)))
    values = st.sampled_from(SCALARS[column])
    allowed = {Operator.EQ, Operator.NE, Operator.IN}
    allowed |= TEXTUAL if column == "name_on_ballot" else set()
    allowed |= SIZED if column in {"votes_count", "ballot_number", "name_on_ballot", "candidacy_id"} else set()
    comparison = draw(st.sampled_from(sorted(allowed, key=lambda each: each.value)))
    value = draw(st.lists(values, max_size=3)) if comparison is Operator.IN else draw(values)
    return Compare(column, comparison, Given(value))


@st.composite
def related(draw: st.DrawFn) -> Condition:
    edge = draw(st.sampled_from(list(RELATED)))
    column, values = RELATED_VALUES[edge]
    comparison = Operator.GTE if edge == "results" else Operator.CONTAINS
    inner = Compare(column, comparison, Given(draw(st.sampled_from(values))))
    return Related(
        edge, draw(st.sampled_from(list(Quantifier))), draw(st.sampled_from([inner, Not(inner), plan.All()]))
    )


CONDITIONS = st.recursive(
    st.one_of(comparisons(), st.sampled_from(list(SCALARS)).map(IsNull), related()),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda each: plan.All(tuple(each))),
        st.lists(inner, max_size=3).map(lambda each: plan.AnyOf(tuple(each))),
    ),
    max_leaves=4,
)
ORDERS = st.lists(
    st.builds(Order, st.sampled_from(["votes_count", "gender", "elected", "name_on_ballot"]), st.booleans()),
    max_size=2,
    unique_by=lambda order: order.column,
)
GENDERS = {"FEMALE": 0, "MALE": 1}


def ordered(rows: list[dict[str, Any]], orders: list[Order]) -> list[dict[str, Any]]:
    """Sort by the last order first, as a stable sort needs; nulls last in either direction."""
    for order in reversed(orders):
        given = [row for row in rows if row[order.column] is not None]
        missing = [row for row in rows if row[order.column] is None]
        given.sort(key=lambda row, by=order.column: _comparable(row[by]), reverse=order.descending)
        if order.descending:
            given = _ties_as_before(given, rows, order.column)
        rows = given + missing
    return rows


def _comparable(value: Any) -> Any:
    return (
        GENDERS.get(value, value)
        if isinstance(value, str) and value in GENDERS
        else (value.encode() if isinstance(value, str) else value)
    )


def _ties_as_before(rows: list[dict[str, Any]], before: list[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    values = list(dict.fromkeys(row[column] for row in rows))
    return [row for value in values for row in before if row[column] == value]


def page_of(condition: Condition, orders: list[Order], page: plan.Page) -> Plan:
    shape = plan.Shape("candidacy", (("key", plan.Identity.KEY),))
    parts = (
        ("totalCount", plan.TotalCount()),
        ("edges", plan.Edges((("cursor", plan.EdgePart.CURSOR), ("node", shape)))),
        ("pageInfo", plan.PageInfo(tuple((part.value, part) for part in plan.PagePart))),
    )
    return Plan(plan.Connection("candidacy", None, condition, tuple(orders), page, parts))


def ask(store: SqliteStore, asked: Plan, **variables: Any) -> Any:
    return orjson.loads(store.answer(asked, variables))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=CONDITIONS, orders=ORDERS, size=st.integers(1, 4))
def test_conditions_orders_and_pages(store: SqliteStore, condition: Condition, orders: list[Order], size: int) -> None:
    expected = [row["candidacy_id"] for row in ordered([row for row in CANDIDACIES if holds(row, condition)], orders)]
    found, cursors, after = [], [], None
    while True:
        page = ask(store, page_of(condition, orders, plan.Page(size, None, Given(after) if after else None)))
        assert page["totalCount"] == len(expected)
        found += [edge["node"]["key"] for edge in page["edges"]]
        cursors += [edge["cursor"] for edge in page["edges"]]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        assert page["pageInfo"]["hasNextPage"] == (len(found) < len(expected))
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        assert after == cursors[-1]
    assert found == expected
    if cursors:
        last = ask(store, page_of(condition, orders, plan.Page(None, size, None, Given(cursors[-1]))))
        assert [edge["node"]["key"] for edge in last["edges"]] == expected[:-1][-size:]
        assert last["pageInfo"]["hasNextPage"]
        assert last["pageInfo"]["hasPreviousPage"] == (len(expected) - 1 > size)


def test_a_null_character_finds_nothing_and_breaks_nothing(store: SqliteStore) -> None:
    condition = Compare("name_on_ballot", Operator.CONTAINS, Given("zul\0karnain"))
    assert ask(store, page_of(condition, [], plan.Page(5)))["totalCount"] == 0


def test_a_merged_key_finds_its_successor(store: SqliteStore) -> None:
    shape = plan.Shape("person", (("key", plan.Identity.KEY), ("aliases", plan.Texts("aliases", "alias"))))
    found = ask(store, Plan(plan.ByKey(plan.Slot("key"), shape)), key=invented.MERGED)
    assert found == {"key": invented.SITI, "aliases": [invented.MERGED]}


def test_iris_escape_what_a_path_may_not_hold(store: SqliteStore) -> None:
    shape = plan.Shape("finding", (("iri", plan.Identity.IRI),))
    found = ask(store, Plan(plan.ByKey(Given("odd/ü &?"), shape)))
    assert found == {"iri": f"{invented.BASE}id/finding/odd/%C3%BC%20%26%3F"}


def test_objects_of_more_fields_than_a_function_takes(store: SqliteStore) -> None:
    fields = tuple((f"f{number}", plan.Column("name_on_ballot")) for number in range(150))
    found = ask(store, Plan(plan.ByKey(Given("2042/dpr/2/2/1"), plan.Shape("candidacy", fields))))
    assert list(found) == [key for key, _ in fields]
    assert set(found.values()) == {invented.ODD_NAME}


def test_sources_are_told_once_each(store: SqliteStore) -> None:
    sources = plan.Listing("sources", plan.Shape("source", (("series", plan.Column("series")),)))
    shape = plan.Shape("person", (("sources", sources),))
    found = ask(store, Plan(plan.ByKey(Given(invented.SITI), shape)))
    assert found == {"sources": [{"series": "list-2042"}, {"series": "quick-2042"}]}


def nested(depth: int, times: int = 1) -> plan.Shape:
    """Return the shape of a candidacy with all candidacies of its edition, and so on."""
    if depth == 0:
        return plan.Shape("candidacy", (("key", plan.Identity.KEY),))
    parts = (("nodes", plan.Nodes(nested(depth - 1))),)
    below = plan.Connection("candidacy", "candidacies", plan.All(), (), plan.Page(9), parts)
    edition = plan.One("edition", plan.Shape("edition", (("candidacies", below),)))
    return plan.Shape("candidacy", tuple((f"edition{number}", edition) for number in range(times)))


def test_what_is_nested_deeper_than_a_statement_can_be_is_asked_for_apart(store: SqliteStore) -> None:
    asked = Plan(plan.ByKey(Given("2037/dpr/1/2/1"), nested(9)))
    found, before = ask(store, asked), store.statements_count
    for _ in range(9):
        (only,) = found["edition0"]["candidacies"]["nodes"]
        found = only
    assert found == {"key": "2037/dpr/1/2/1"}
    ask(store, asked)
    assert store.statements_count - before < 12


def test_deep_objects_of_several_types_are_filled_each_with_its_own(store: SqliteStore) -> None:
    of_person = plan.Listing("sources", plan.Shape("source", (("of", plan.Constant("person")),)))
    person = plan.Shape("person", (("sources", of_person),))
    cases = (
        nested(7),
        plan.Shape("contest", (("findings", plan.Listing("findings", plan.Shape("finding", ()))),)),
        person,
    )
    names = [
        global_id.encode(*name)
        for name in (("person", invented.SITI), ("candidacy", "2037/dpr/1/2/1"), ("contest", "x"))
    ]
    found = ask(store, Plan(plan.AnyNodes(Given(names), cases, len(names))))
    assert found[0] == {"sources": [{"of": "person"}, {"of": "person"}]}
    assert orjson.dumps(found[1]).count(b"edition0") == 7
    assert found[2] is None


def test_conditions_that_no_statement_can_hold_are_refused(store: SqliteStore) -> None:
    condition: Condition = plan.All()
    for _ in range(20):
        condition = Related("results", Quantifier.SOME, Related("candidacy", Quantifier.SOME, condition))
    with pytest.raises(ConditionsTooDeep, match="ask in steps"):
        ask(store, page_of(condition, [], plan.Page(1)))


def test_a_statement_that_takes_too_long_is_stopped(release: Release, store: SqliteStore) -> None:
    hurried = open_store(store._path, release, timeout_s=0)
    with pytest.raises(StatementTimeout, match="ask for fewer rows"):
        ask(hurried, Plan(plan.ByKey(Given("2042/dpr/1/1/1"), nested(2, times=40))))
    assert ask(hurried, Plan(plan.ByKey(Given("2042/dpr/1/1/1"), nested(0)))) == {"key": "2042/dpr/1/1/1"}
    hurried.close()


def test_a_statement_without_end_is_interrupted(store: SqliteStore) -> None:
    """It is SQLite itself that stops: without it this test would never end."""
    hurried = SqliteStore(store._path, store.release_id, store._base_iri, timeout_s=0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with within(0.05), pytest.raises(StatementTimeout, match=r"expected an answer within 0\.05 s"):
        hurried._run(Statement(endless, ()), {})
    assert ask(hurried, Plan(plan.ByKey(Given("2042/dpr/1/1/1"), nested(0)))) == {"key": "2042/dpr/1/1/1"}
    hurried.close()

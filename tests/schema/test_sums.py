"""Generated sums: each is the plain sum of DuckDB over one series, level and kind of the Parquet, or is refused."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.graph.model import MODEL
from hub.graph.plan import By, Measure, Measured
from hub.graph.sqlite.store import open_store
from hub.release import Release, current
from hub.schema.bindings import BY_NODE, Entity
from hub.schema.execute import Executor
from hub.schema.figures import grouped, measured
from hub.schema.mixed_figures import apart_of
from hub.schema.request import Request

EXAMPLES = int(os.environ.get("HUB_GENERATED_SUMS", "100"))
"""Sums that are drawn; `make fuzz-sums` draws 5,000."""

BUILT = os.environ.get("HUB_SUMS_OF", "")
"""A folder that `hub build` wrote, to sum up its release instead of the invented one."""

ROOTS = {
    "result": "results", "turnout": "turnout", "voters": "voters", "candidacy": "candidacies", "district": "districts",
    "ticket": "tickets", "outcome": "outcomes", "party-outcome": "partyOutcomes", "finance-line": "financeLines",
    "voter-outcome": "voterOutcomes", "turnout-outcome": "turnoutOutcomes",
}  # fmt: skip

CONTRADICTED = "contradicted_by"

MEASURES = {"sum": "sum({})::BIGINT", "min": "min({})", "max": "max({})"}

MOST_VALUES = 12


class Asked(NamedTuple):
    """A sum that is asked for: of which rows, by what, of which column, and which groups of it."""

    node: str
    where: tuple[tuple[str, str], ...]
    by: tuple[str, ...]
    measure: str
    column: str
    least: int | None


class Held:
    """The tables of a release as DuckDB reads them, and the values that conditions may ask for."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._values: dict[tuple[str, str], list[str]] = {}

    def parquet(self, node: str) -> str:
        return f"read_parquet('{self._release.path(MODEL[node].table)}')"

    def values(self, node: str, column: str) -> list[str]:
        key = node, column
        if key not in self._values:
            sql = f"SELECT DISTINCT {column}::VARCHAR AS v FROM {self.parquet(node)} WHERE v IS NOT NULL ORDER BY hash(v) LIMIT {MOST_VALUES}"  # noqa: S608  names of the model
            self._values[key] = [value for (value,) in duckdb.sql(sql).fetchall()]
        return self._values[key]

    def selected(self, asked: Asked) -> str:
        """Return the rows that are asked for, with what they are grouped by as g0, g1 and so on, and the figure as `figure`."""
        made = BY_NODE[asked.node]
        columns, joins = [], []
        named = [(f"g{place}", grouped(made)[name]) for place, name in enumerate(asked.by)]
        named += [(f"a{place}", by) for place, by in enumerate(_apart(made, asked))]
        for name, by in named:
            if by.through is None:
                columns.append(f"t.{by.column} AS {name}")
                continue
            edge = made.node.edges[by.through]
            target = MODEL[edge.target]
            joins.append(
                f"LEFT JOIN {self.parquet(target.name)} j{name} ON j{name}.{target.key} = t.{edge.foreign_key}"
            )
            columns.append(f"j{name}.{by.column} AS {name}")
        figure = f"t.{measured(made)[asked.column]} AS figure"
        conditions = [f"t.{_own(made)[name].column}::VARCHAR = '{value}'" for name, value in asked.where]
        where = " AND ".join(conditions) or "true"
        return (
            f"SELECT {', '.join([*columns, figure])} FROM {self.parquet(asked.node)} t {' '.join(joins)} WHERE {where}"  # noqa: S608  names of the model
        )

    def contradicted(self, asked: Asked) -> int:
        """Return how many of the rows that are asked for a finding contradicts."""
        if CONTRADICTED not in MODEL[asked.node].columns:
            return 0
        conditions = [f"{_own(BY_NODE[asked.node])[name].column}::VARCHAR = '{value}'" for name, value in asked.where]
        sql = f"SELECT count({CONTRADICTED}) FROM {self.parquet(asked.node)} WHERE {' AND '.join(conditions) or 'true'}"  # noqa: S608  names of the model
        ((count,),) = duckdb.sql(sql).fetchall()
        return int(count)


def _contradicted(response: Any) -> int:
    return sum(each["count"] for each in response.get("extensions", {}).get("contradicted", []))


def _own(made: Entity) -> dict[str, By]:
    return {name: by for name, by in grouped(made).items() if by.through is None}


def _apart(made: Entity, asked: Asked) -> list[By]:
    columns = grouped(made)
    by = {columns[name] for name in asked.by}
    figure = Measured(Measure(asked.measure), measured(made)[asked.column])
    return [columns[name] for name in apart_of(asked.node, figure) if columns[name] not in by]


@pytest.fixture(scope="session")
def summed(release: Release, executor: Executor) -> Iterator[tuple[Executor, Held]]:
    """Return who answers, and the tables that the truth is read from."""
    if not BUILT:
        yield executor, Held(release)
        return
    out = Path(BUILT)
    of_folder = current(out)
    store = open_store(out / "graph" / f"{of_folder.manifest.id}.sqlite", of_folder, 60.0)
    yield Executor(store), Held(of_folder)
    store.close()


@st.composite
def sums(draw: st.DrawFn, held: Held) -> Asked:
    node = draw(st.sampled_from(sorted(ROOTS)))
    made = BY_NODE[node]
    own = _own(made)
    names = draw(st.lists(st.sampled_from(sorted(own)), max_size=3, unique=True))
    where = tuple(
        (name, draw(st.sampled_from(values))) for name in names if (values := held.values(node, own[name].column))
    )
    by = draw(st.lists(st.sampled_from(sorted(grouped(made))), max_size=2, unique=True))
    measure = draw(st.sampled_from(sorted(MEASURES)))
    column = draw(st.sampled_from(sorted(measured(made))))
    return Asked(node, where, tuple(by), measure, column, draw(st.none() | st.integers(0, 5000)) if by else None)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_sum_is_the_plain_sum_of_one_kind_or_refused(data: st.DataObject, summed: tuple[Executor, Held]) -> None:
    executor, held = summed
    asked = data.draw(sums(held))
    made = BY_NODE[asked.node]
    response: Any = orjson.loads(executor.execute(Request(_query(made, asked))).body)
    rows = held.selected(asked)
    apart = ", ".join(f"a{place}" for place in range(len(_apart(made, asked))))
    of_figures = f"SELECT DISTINCT {apart} FROM ({rows}) WHERE figure IS NOT NULL"  # noqa: S608  names of the model
    kinds = len(duckdb.sql(of_figures).fetchall()) if apart else 1
    if kinds > 1:
        assert response["errors"][0]["extensions"]["code"] == "MIXED_FIGURES"
        return
    assert "errors" not in response, response
    assert _contradicted(response) == held.contradicted(asked)
    answer = response["data"][ROOTS[asked.node]]
    figure = MEASURES[asked.measure].format("figure")
    if not asked.by:
        ((expected,),) = duckdb.sql(f"SELECT {figure} FROM ({rows})").fetchall()  # noqa: S608  names of the model
        assert answer["aggregate"][asked.measure][asked.column] == expected
        return
    groups = ", ".join(f"g{place}" for place in range(len(asked.by)))
    having = "" if asked.least is None else f" HAVING {figure} >= {asked.least}"
    expected = duckdb.sql(f"SELECT count(*), {figure} FROM ({rows}) GROUP BY {groups}{having}").fetchall()  # noqa: S608  names of the model
    found = [(group["count"], group[asked.measure][asked.column]) for group in answer["groups"]]
    in_order = sorted((row for row in expected if row[1] is not None), key=lambda row: -row[1])
    assert [value for _, value in found if value is not None] == [value for _, value in in_order][: len(found)]
    if len(expected) <= 1000:
        assert sorted(found, key=str) == sorted(expected, key=str)


def _query(made: Entity, asked: Asked) -> str:
    enums = {name for name, by in _own(made).items() if made.node.columns[by.column].values}
    truths = {"true": "true", "false": "false"}
    conditions = ", ".join(
        f"{name}: {{eq: {value if name in enums else truths.get(value, orjson.dumps(value).decode())}}}" for name, value in asked.where
    )  # fmt: skip
    figures = f"{asked.measure} {{ {asked.column} }}"
    if not asked.by:
        wanted = f"aggregate {{ {figures} }}"
    else:
        order = f"orderBy: [{{{asked.measure}: {{{asked.column}: DESC}}}}]"
        having = (
            "" if asked.least is None else f", having: {{{asked.measure}: {{{asked.column}: {{gte: {asked.least}}}}}}}"
        )
        wanted = f"groups(by: [{', '.join(asked.by)}], first: 1000, {order}{having}) {{ count {figures} }}"
    return f"{{ {ROOTS[asked.node]}(where: {{{conditions}}}) {{ {wanted} }} }}"

"""Sums that cannot mislead: figures of several kinds, levels or series are refused, and every sum that is given is a plain one."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import open_store
from hub.release import write_release
from hub.schema.execute import Executor
from hub.schema.mixed_figures import _mixed
from hub.tables.vocabulary import OUTCOME_STATUSES
from tests.graph import invented
from tests.schema.conftest import Asked


@pytest.mark.parametrize(
    "query",
    [
        "{ results { aggregate { sum { votesCount } } } }",
        "{ results { groups(by: [party]) { max { votesCount } } } }",
        "{ contests { nodes { key results { aggregate { avg { votesCount } } } } } }",
        "{ voters { aggregate { sum { femaleCount } } } }",
        "{ turnout { aggregate { sum { registeredCount } } } }",
        "query($series: [String!]) { results(where: {series: {in: $series}}) { aggregate { sum { votesCount } } } }",
    ],
)
def test_figures_of_several_kinds_are_no_sum(query: str, ask: Asked) -> None:
    assert ask.code(query, **({"series": ["final", "quick"]} if "$series" in query else {})) == "MIXED_FIGURES"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The invented election with provisional votes, seats and people in several editions and offices."""
    frames = invented.tables()
    is_earlier, is_second = pl.col("edition_id") == "2037", pl.col("district_id") == "2042/dpr/2"
    status = pl.when(is_earlier).then(pl.lit("UNOFFICIAL_PARTIAL")).otherwise(pl.lit("CERTIFIED"))
    frames["candidacies"] = frames["candidacies"].with_columns(votes_status=status.cast(pl.Enum(OUTCOME_STATUSES)))
    frames["districts"] = frames["districts"].with_columns(
        population_count=pl.lit(1000),
        seats_count=pl.lit(3),
        office=pl.when(is_second).then(pl.lit("DPD")).otherwise("office").cast(frames["districts"]["office"].dtype),
    )
    frames["contests"] = frames["contests"].with_columns(seats_count=pl.lit(3))
    release = write_release(tmp_path_factory.mktemp("every"), frames, title="T", base_iri=invented.BASE, quality={})
    path = tmp_path_factory.mktemp("graph") / f"{release.id}.sqlite"
    build_store(release, path)
    store = open_store(path, release)
    yield Asked(Executor(store))
    store.close()


@pytest.mark.parametrize(
    ("query", "mixed", "advice"),
    [
        ("candidacies { aggregate { sum { votesCount } } }", {"edition", "votesStatus"}, 'where: {edition: {eq: "2042"}, votesStatus: {eq: CERTIFIED}}'),
        ("candidacies { groups(by: [edition, office]) { max { votesCount } } }", {"votesStatus"}, "add `votesStatus` to `by`"),
        ("districts { groups(by: [edition]) { sum { populationCount } } }", {"office"}, "where: {office: {eq: "),
        ("contests { groups(by: [office]) { sum { seatsCount } } }", {"edition"}, 'where: {edition: {eq: "'),
    ],
)  # fmt: skip
def test_votes_seats_and_people_of_several_elections_are_no_sum(
    query: str, mixed: set[str], advice: str, every: Asked
) -> None:
    """Provisional votes with final ones, and people counted once for each office that they vote for."""
    (error,) = every(f"{{ {query} }}")["errors"]
    assert set(error["extensions"]["mixed"]) == mixed
    assert advice in error["message"]


def test_the_advice_gives_a_sum(every: Asked) -> None:
    (error,) = every("{ candidacies { aggregate { sum { votesCount } } } }")["errors"]
    where = error["message"].partition("`where: ")[2].partition("`")[0]
    found = every.data(f"{{ candidacies(where: {where}) {{ aggregate {{ sum {{ votesCount }} }} }} }}")
    assert found["candidacies"]["aggregate"]["sum"] == {"votesCount": 1007}


def test_what_a_reference_leads_to_is_chosen_through_it() -> None:
    of = [{"contestOffice": office, "votesStatus": "CERTIFIED"} for office in ("PRESIDENT", "MAYOR")]
    told = str(_mixed([{"type": "Ticket", "of": each} for each in of]))
    assert "where: {contest: {is: {office: {eq: PRESIDENT}}}}" in told


@pytest.mark.parametrize(
    "query",
    [
        "candidacies { groups(by: [edition, office, votesStatus]) { sum { votesCount } } }",
        "candidacies { aggregate { avg { birthYear } min { ballotNumber } } }",
        "districts { aggregate { max { seatsCount populationCount } } }",
        'outcomes(where: {key: {eq: "2042/dpr/1"}}) { nodes { choices { aggregate { sum { votesCount } } } } }',
    ],
)
def test_what_is_of_one_kind_or_means_something_over_all_is_given(query: str, every: Asked) -> None:
    every.data(f"{{ {query} }}")


def test_rows_without_the_figure_make_no_mixture(ask: Asked) -> None:
    """A row of another list whose total nobody states adds nothing to the sum of the others."""
    assert ask.data("{ voters { aggregate { sum { totalCount } } } }")["voters"]["aggregate"]["sum"] == {
        "totalCount": 2000
    }


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

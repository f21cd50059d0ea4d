"""Votes rolled up from the polling stations, in a release and in its API."""

import orjson
import polars as pl

from tests.indonesia.conftest import Ask, Tables

CONTEST = "2019/president"


def test_bangka_belitung_rolls_up_from_its_stations_to_the_province(table: Tables, ask: Ask) -> None:
    province = ask('{ region(code: "19") { key } }')["region"]["key"]
    stations = table("results").filter(
        (pl.col("contest_id") == CONTEST) & (pl.col("series") == "situng-2019") & pl.col("station_id").is_not_null()
    )
    summed = dict(stations.group_by("ticket_id").agg(pl.col("votes_count").sum()).iter_rows())
    asked = """query($region: String!, $contest: ID!) { contest(id: $contest) {
        rollups(where: {region: {eq: $region}, series: {eq: "situng-2019"}}) { nodes { ticket { key } votesCount } }
        progress(where: {region: {eq: $region}, series: {eq: "situng-2019"}}) { nodes { unitLevel countedCount expectedCount } } } }"""
    contest = ask(asked, region=province, contest=CONTEST)["contest"]
    rolled = {row["ticket"]["key"]: row["votesCount"] for row in contest["rollups"]["nodes"]}
    assert rolled == summed == {f"{CONTEST}/1": 495_500, f"{CONTEST}/2": 288_097}
    assert contest["progress"]["nodes"] == [
        {"unitLevel": "POLLING_STATION", "countedCount": 3803, "expectedCount": 3803}
    ]


def test_a_stated_figure_that_is_not_the_sum_is_told_once_with_both_figures(table: Tables) -> None:
    """One regency states a vote less than its parts; the province above takes the regency's figure, and is not told again."""
    rollups = table("rollups").filter(pl.col("series") == "situng-2019-rekap")
    differing = rollups.filter((pl.col("stated_count") != pl.col("votes_count")) & (pl.col("level") == "REGENCY"))
    (told,) = table("findings").filter(pl.col("rule") == "parent-differs").iter_rows(named=True)
    (row,) = differing.iter_rows(named=True)
    assert (row["votes_count"], row["stated_count"]) == (138_320, 138_319)
    assert row["region_id"] in told["evidence"]
    assert "138,320" in told["message"]
    assert "138,319" in told["message"]


def test_sample_stations_of_2024_are_few_of_all_that_there_are(ask: Ask) -> None:
    asked = '{ contest(id: "2024/president") { progress(where: {level: {in: [NATION, PROVINCE]}, unitLevel: {eq: POLLING_STATION}}) { nodes { level countedCount expectedCount } } } }'
    found = ask(asked)["contest"]["progress"]["nodes"]
    assert found == [{"level": "NATION", "countedCount": 47, "expectedCount": 823_236}]


def test_figures_that_contradict_others_say_so_themselves(ask: Ask) -> None:
    """A city with the voters of its province, and one cell that is 30% of all amounts of 2014."""
    told = ask("""{ turnout(where: {key: {eq: "2014/president@kemendagri-11.75~apipemilu-forms-2014"}}) { nodes { findings { nodes { rule source { series } } } } }
        financeLines(orderBy: [{amountIdr: DESC}], first: 1) { nodes { findings { nodes { rule } } } } }""")
    rules = {
        finding["rule"]: finding["source"]["series"] for finding in told["turnout"]["nodes"][0]["findings"]["nodes"]
    }
    assert rules == dict.fromkeys(("ballots-differ", "part-over-whole"), "apipemilu-forms-2014")
    assert [each["rule"] for each in told["financeLines"]["nodes"][0]["findings"]["nodes"]] == ["amount-far-outside"]


def test_figures_differ_only_where_at_least_two_do(table: Tables) -> None:
    found = table("findings").filter(pl.col("rule") == "figures-differ")
    figures = [set(orjson.loads(evidence)["figures"].values()) for evidence in found["evidence"]]
    assert min(map(len, figures)) >= 2
    assert set(found["subject_kind"]) == {"result"}
    assert found["source_id"].null_count() == 0

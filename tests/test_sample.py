"""The bundled sample: whole, with the official totals, and as its README describes it."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from hub.release import Release
from hub.tables import BY_NAME
from hub.workspace import read_workspace

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample"

DISTRICTS = {
    "2014": ("1101-00-0000", "1102-00-0000", "5101-00-0000", "3401-00-0000"),
    "2019": ("1", "2", "57", "42"),
    "2024": ("1101", "1102", "5101", "3401"),
}
"""Aceh I, Aceh II, Bali and D.I. Yogyakarta, with the codes of each edition."""


def rows(release: Release, table: str) -> pl.DataFrame:
    return release.table(BY_NAME[table])


def test_nothing_is_set_aside(sample_release: Release) -> None:
    sources = rows(sample_release, "sources")
    assert rows(sample_release, "set_aside").is_empty()
    assert sources["rows_read_count"].sum() == sources["rows_kept_count"].sum() > 2000


def test_the_only_contradictions_are_that_situng_stopped_early_and_that_two_candidates_have_no_votes(
    sample_release: Release,
) -> None:
    findings = rows(sample_release, "findings").filter(pl.col("severity") != "INFO")
    about = {rule: held["message"] for (rule,), held in findings.group_by("rule")}
    assert set(about) == {"totals-differ", "votes-missing"}
    assert about["totals-differ"].str.contains("situng-results-2019").all()
    assert about["votes-missing"].str.extract(r"(\S+)$").sort().to_list() == [
        "2014/dpr/1102-00-0000/2/1",
        "2014/dpr/5101-00-0000/4/6",
    ]


def test_the_president_of_2014_was_elected_on_another_day(sample_release: Release) -> None:
    day = pl.col("voting_date")
    contests = rows(sample_release, "contests")
    president = (pl.col("edition_id") == "2014") & (pl.col("office") == "PRESIDENT")
    assert contests.filter(president)["voting_date"].to_list() == [date(2014, 7, 9)]
    others = contests.filter(~president).join(
        rows(sample_release, "editions").select("edition_id", day.alias("of_edition")), on="edition_id"
    )
    assert others.height > 10
    assert (others["voting_date"] == others["of_edition"]).all()


@pytest.mark.parametrize(
    ("edition", "parties", "districts", "seats"), [("2014", 15, 77, 560), ("2019", 20, 80, 575), ("2024", 24, 84, 580)]
)
def test_parties_districts_and_seats(
    sample_release: Release, edition: str, parties: int, districts: int, seats: int
) -> None:
    of_edition = pl.col("edition_id") == edition
    assert rows(sample_release, "nominations").filter(of_edition).height == parties
    held = rows(sample_release, "districts").filter(of_edition)
    assert (held.height, held["seats_count"].sum()) == (districts, seats)


@pytest.mark.parametrize(("edition", "candidates", "elected"), [("2014", 351, 30), ("2019", 421, 0), ("2024", 520, 30)])
def test_candidates_of_the_four_districts(sample_release: Release, edition: str, candidates: int, elected: int) -> None:
    held = rows(sample_release, "candidacies").filter(pl.col("edition_id") == edition, pl.col("office") == "DPR")
    assert set(held["district_id"]) == {f"{edition}/dpr/{code}" for code in DISTRICTS[edition]}
    assert (held.height, held["elected"].sum()) == (candidates, elected)


@pytest.mark.parametrize(
    ("ticket", "votes"),
    [
        ("2014/president/1", 62_576_444),
        ("2014/president/2", 70_997_833),
        ("2019/president/1", 85_607_362),
        ("2019/president/2", 68_650_239),
    ],
)
def test_the_provinces_add_up_to_the_national_totals_of_the_commission(
    sample_release: Release, ticket: str, votes: int
) -> None:
    counted = rows(sample_release, "results").filter(pl.col("ticket_id") == ticket, pl.col("status") == "CERTIFIED")
    by_level = dict(counted.group_by(pl.col("level") == "NATION").agg(pl.col("votes_count").sum()).iter_rows())
    assert by_level == {True: votes, False: votes}


def test_votes_of_candidates_add_up_with_those_for_the_party_alone(sample_release: Release) -> None:
    """Figures of KPU Decision 360/2024 for PKB in Aceh I: 320,033 votes, of which 20,067 for the party alone."""
    counted = rows(sample_release, "results").filter(
        pl.col("district_id") == "2024/dpr/1101", pl.col("nomination_id") == "2024/party/1"
    )
    assert counted["votes_count"].sum() == 320_033
    assert counted.filter(pl.col("kind") == "PARTY_ONLY")["votes_count"].to_list() == [20_067]


def test_renamed_parties_are_one(sample_release: Release) -> None:
    names = rows(sample_release, "nominations").group_by("party_id").agg(pl.col("name").sort_by("edition_id"))
    lines = names["name"].to_list()
    assert ["Partai Golongan Karya", "PARTAI GOLONGAN KARYA", "Partai GOLKAR"] in lines
    assert ["Partai Damai Aceh", "PARTAI DAERAH ACEH", "Partai Darul Aceh"] in lines


def test_every_row_names_its_document() -> None:
    for path in SAMPLE.rglob("*.csv"):
        sources = pl.read_csv(path, infer_schema=False)["source"]
        assert sources.str.starts_with("KPU").all(), path


def test_the_readme_counts_what_is_there() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    candidates = next(line for line in text.splitlines() if line.startswith("| DPR candidates"))
    counted = [
        pl.read_csv(SAMPLE / edition / "candidacies.csv", infer_schema=False).filter(pl.col("office") == "DPR").height
        for edition in DISTRICTS
    ]
    assert [int(number) for number in re.findall(r"\| (\d+)", candidates)] == counted


def test_every_file_is_read_once() -> None:
    workspace = read_workspace(SAMPLE)
    read = [path for entry in workspace.sources for path in workspace.files(entry, workspace.default_sources)]
    assert sorted(read) == sorted(SAMPLE.rglob("*.csv"))

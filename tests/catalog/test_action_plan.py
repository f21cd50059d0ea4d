"""The milestones of the action plans: on time, late or missing, by what the datasets and their dates prove."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from hub.catalog.action_plan import Milestone, milestones_of, promises
from hub.publication import ready_store
from hub.release import Release, make_current, write_release
from hub.tables import TABLES
from hub.tables.datasets import Datasets
from hub.tables.vocabulary import THEMES
from tests.command import hub
from tests.web.conftest import caller


def results(availability: str = "OPEN") -> list[dict[str, str]]:
    return [{"key": "votes", "edition": "2024", "theme": "ELECTION_RESULTS", "availability": availability}]


def of(made: list[Milestone], name: str) -> Milestone:
    return next(each for each in made if each.promise.id == name)


@pytest.mark.parametrize(
    ("date", "state"),
    [("2024-03-20", "ON_TIME"), ("2024-03-21", "LATE"), ("2024-02", "ON_TIME"), ("2024-03", "LATE"), ("2023", "ON_TIME"), ("2024", "LATE"), (None, "LATE")],
)  # fmt: skip
def test_a_date_counts_as_its_last_day_and_no_date_proves_nothing(date: str | None, state: str) -> None:
    found = of(milestones_of(results(), {} if date is None else {"votes": date}), "results")
    assert (found.state, found.evidence_keys) == (state, ("votes",))
    assert (found.reason is None) == (state == "ON_TIME")


def test_what_is_not_open_is_missing_and_names_what_is_owed() -> None:
    found = of(milestones_of(results("NOT_OPEN"), {"votes": "2024-02-15"}), "results")
    assert (found.state, found.reason) == ("MISSING", "not held as open data: ELECTION_RESULTS of 2024")
    assert found.evidence_keys == ("votes",)


def test_one_edition_of_several_is_not_their_integration() -> None:
    found = of(milestones_of(results(), {"votes": "2024"}), "integration-with-earlier-elections")
    assert found.state == "MISSING"
    assert "ELECTION_RESULTS of 2014" in (found.reason or "")
    assert "ELECTION_RESULTS of 2024" not in (found.reason or "")


def test_promises_are_of_categories_that_there_are_and_of_one_name_each() -> None:
    assert len({each.id for each in promises()}) == len(promises()) == 2 + 9
    assert {theme for each in promises() for theme in each.themes} <= set(THEMES)
    assert all(dt.date(2022, 1, 1) < each.deadline < dt.date(2025, 1, 1) for each in promises())


def test_nine_criteria_and_two_milestones_are_there_and_what_no_text_names_is_not_made_up() -> None:
    counts = Counter((each.plan, each.is_named) for each in promises())
    assert counts == {("2020-2022", True): 2, ("2022-2024", True): 6, ("2022-2024", False): 3}
    for made in milestones_of(results(), {"votes": "2022"}):
        if not made.promise.is_named:
            assert (made.state, made.evidence_keys) == ("UNKNOWN", ()), "a promise nobody can read is not broken"
            assert "no text at hand names" in (made.reason or "")


@pytest.mark.parametrize(("date", "state"), [("2024-03-19", "ON_TIME"), ("2024-03-21", "LATE")])
def test_the_date_of_a_dataset_decides_what_a_release_says(
    date: str, state: str, sample_release: Release, tmp_path: Path
) -> None:
    tables = {table.table_name(): sample_release.table(table) for table in TABLES}
    held = {"dataset_id": "results-2024", "title": "Results", "edition_id": "2024", "theme": "ELECTION_RESULTS", "system": "DAPIL",
            "steward": "KPU", "formats": ["CSV"], "availability": "OPEN", "reason": None, "rows_count": 1, "files_count": 1}  # fmt: skip
    tables["datasets"] = Datasets.validate(pl.DataFrame([held], schema=Datasets.polars_schema()), cast=True)
    is_result = pl.col("series") == "results-2024"
    assert tables["sources"].filter(is_result).height, "expected the sample to have this series"
    tables["sources"] = tables["sources"].with_columns(
        pl.when(is_result).then(pl.lit(date)).otherwise("retrieved").alias("retrieved")
    )
    release = write_release(tmp_path, tables, title="Sample", base_iri=sample_release.base_iri, quality={})
    ready_store(tmp_path, release, lambda *_: None)
    make_current(tmp_path, release)
    asked = "{ milestones { key state evidence { key } } }"
    found = {row["key"]: row for row in json.loads(hub("query", tmp_path, asked))["data"]["milestones"]}
    assert found["results"]["state"] == state
    assert found["results"]["evidence"] == [{"key": "results-2024"}]
    assert found["district-maps"]["state"] != "ON_TIME", "no other promise is kept by it"


def test_the_page_lists_every_criterion_and_says_nothing_of_those_without_a_name(sample_out: Path) -> None:
    get = caller(sample_out)
    page = get("/rencana-aksi?lang=en").text
    assert all(f'id="{each.id}"' in page for each in promises())
    assert page.count("not known</td>") == 3
    assert "The plan has 9 success criteria, and the texts that the hub has read name 6 of them." in page
    assert "https://ogi.bappenas.go.id/RANVII/Komitmen_VI" in page


def test_a_release_says_what_was_kept(sample_out: Path) -> None:
    asked = "{ milestones { key deadline state responsible measureEn reason } }"
    found = {row["key"]: row for row in json.loads(hub("query", sample_out, asked))["data"]["milestones"]}
    assert found["results"]["deadline"] == "2024-03-20"
    assert found["campaign-finance"]["state"] == "MISSING"

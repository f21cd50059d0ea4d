"""The books of the build: every file is read or left out by name, and every row is kept or set aside with a reason."""

from pathlib import Path

import polars as pl

from hub.coverage import coverage
from hub.release import Release
from hub.tables.sources import Sources
from hub.workspace import read_workspace
from tests.conftest import ROOT
from tests.indonesia.conftest import Tables


def test_no_file_is_passed_over(indonesia: Release, published_data: Path) -> None:
    workspace = read_workspace(ROOT / "examples" / "indonesia")
    text, passed_over = coverage(workspace, published_data, indonesia.table(Sources))
    assert passed_over == []
    for folder in published_data.iterdir():
        assert folder.name in text


def test_rows_read_are_rows_kept_and_rows_set_aside(table: Tables) -> None:
    sources = table("sources")
    counted = sources["rows_kept_count"] + sources["rows_set_aside_count"]
    assert (counted == sources["rows_read_count"]).all()
    told = table("set_aside").group_by("source_id").len()
    joined = sources.join(told, on="source_id", how="left").with_columns(pl.col("len").fill_null(0))
    assert (joined["len"] == joined["rows_set_aside_count"]).all()
    assert table("set_aside")["cause"].null_count() == 0


def test_statements_read_are_statements_shown_and_statements_listed(table: Tables) -> None:
    sources, listed = table("sources"), table("dropped_statements")
    counted = sources["statements_shown_count"] + sources["statements_dropped_count"]
    assert (counted == sources["statements_read_count"]).all()
    assert sources["statements_dropped_count"].sum() == listed.height
    assert "unexplained" not in listed["rule"].to_list()
    rows = table("set_aside").select("source_id", "source_row")
    assert rows.join(listed, on=["source_id", "source_row"], how="anti").is_empty()


def test_what_has_no_source_yet_has_its_table_and_its_entry(table: Tables) -> None:
    for name in ("legal_bases", "disputes"):
        assert table(name).is_empty()
    missing = table("datasets").filter(pl.col("availability") != "OPEN")
    assert {"EMB_PROCESSES", "LEGAL_FRAMEWORK", "COMPLAINTS_AND_DISPUTES"} <= set(missing["theme"].cast(pl.String))
    assert missing["reason"].null_count() == 0


def test_the_same_cell_from_two_sources_is_two_rows(table: Tables) -> None:
    nation = table("results").filter(
        (pl.col("contest_id") == "2019/president") & (pl.col("ticket_id") == "2019/president/1")
    )
    series = nation.filter(pl.col("level") == "PROVINCE").group_by("region_id").agg(pl.col("series").n_unique())
    assert series["series"].max() == 3

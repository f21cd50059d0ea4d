"""The synthetic night: what it says of itself, that it is drawn by seed, and that its counts are those of plain SQL."""

import shutil
from pathlib import Path

import duckdb
import numpy as np
import orjson
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from hub.errors import UsageError
from hub.recap import answers
from hub.recap.tally import Tally, roll_up
from hub.recap.tree import grow
from scripts.synthetic_night import Night, make_night, open_night
from scripts.synthetic_night.__main__ import rehearse
from scripts.synthetic_night.division import draw_division
from scripts.synthetic_night.night import FAULTS, METADATA, NOTE
from scripts.synthetic_night.shape import PROVINCES
from scripts.synthetic_night.votes import COLUMNS

STATIONS = 3_000
PLAIN_SUM = Path(__file__).parents[2] / "scripts" / "recap_plain_sum.sql"
CODE_DIGITS = {"NATION": 0, "PROVINCE": 2, "REGENCY": 4, "SUBDISTRICT": 6, "VILLAGE": 10}


def quiet(stage: str, done: int, total: int) -> None:
    """Take progress and say nothing."""


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return make_night(tmp_path_factory.mktemp("night") / "out", STATIONS, seed=7, batch_stations=250, progress=quiet)


@pytest.fixture(scope="module")
def tally(night: Night) -> Tally:
    return roll_up(night.parts(), night.tree, night.columns, night.held)


def test_the_division_has_the_published_shape():
    totals = [sum(counts) for counts in zip(*(province[1:] for province in PROVINCES), strict=True)]
    assert (len(PROVINCES), totals) == (38, [514, 7_277, 83_731, 820_161])


@pytest.mark.parametrize("stations", [1, 37, 4_000])
def test_a_smaller_division_has_every_level_and_every_station(stations: int):
    division = draw_division(stations, seed=3)
    counts = dict(division.group_by("level").len().iter_rows())
    assert counts["POLLING_STATION"] == stations
    assert counts["NATION"] == 1
    ordered = [counts[level] for level in ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE", "POLLING_STATION")]
    assert ordered == sorted(ordered)
    tree = grow(division)
    assert set(tree.units["level"]) == {"POLLING_STATION"}
    assert tree.units["region_id"].str.contains(r"^synthetic/\d{13}$").all()


def test_every_file_says_that_it_is_synthetic(night: Night):
    files = [path for path in night.folder.rglob("*") if path.is_file()]
    parquet = [path for path in files if path.suffix == ".parquet"]
    assert len(files) == len(parquet) + 1
    assert (night.folder / NOTE).read_text().startswith("SYNTHETIC")
    for path in parquet:
        assert "synthetic" in path.relative_to(night.folder).as_posix()
        assert METADATA.items() <= pl.read_parquet_metadata(path).items()
    columns = {name for path in parquet for name in pl.read_parquet_schema(path) if name.endswith("_count")}
    assert columns
    assert all(name.startswith("synthetic_") for name in columns)
    assert all(ballot.contest_id.startswith("synthetic/") for ballot in night.columns.ballots)
    assert all("synthetic" in option for ballot in night.columns.ballots for option in ballot.options)
    assert night.tree.nodes["region_id"].str.starts_with("synthetic/").all()


def test_the_same_seed_draws_the_same_night(night: Night, tmp_path: Path):
    again = make_night(tmp_path / "again", STATIONS, seed=7, batch_stations=250, progress=quiet)
    other = make_night(tmp_path / "other", STATIONS, seed=8, batch_stations=250, progress=quiet)
    for path in sorted(night.folder.rglob("*.parquet")):
        name = path.relative_to(night.folder)
        assert (again.folder / name).read_bytes() == path.read_bytes()
    cells = "synthetic-cells/000.parquet"
    assert (other.folder / cells).read_bytes() != (night.folder / cells).read_bytes()


@pytest.mark.parametrize(("level", "digits"), CODE_DIGITS.items())
def test_every_level_equals_a_plain_sum_in_sql(night: Night, tally: Tally, level: str, digits: int):
    """The sum knows nothing of trees and tallies: a region is the beginning of a station's code, a correction the last word."""
    answer = duckdb.execute(
        PLAIN_SUM.read_text(),
        {
            "regions": f"{night.folder}/synthetic-regions.parquet",
            "forms": f"{night.folder}/synthetic-forms/*.parquet",
            "cells": f"{night.folder}/synthetic-cells/*.parquet",
            "digits": digits,
        },
    )
    summed = pl.DataFrame(answer.fetchnumpy())
    ours = pl.concat(
        answers.votes(tally, level, ballot.contest_id)
        .drop_nulls("votes_count")
        .select(
            "region_id",
            pl.lit(contest, pl.UInt8).alias("contest"),
            (pl.col("option").replace_strict(list(ballot.options), list(range(1, len(ballot.options) + 1)))).alias(
                "option"
            ),
            "votes_count",
            "reporting_count",
        )
        for contest, ballot in enumerate(night.columns.ballots)
    )
    assert summed.height > 0
    assert ours.cast(dict(summed.schema)).sort(pl.all()).equals(summed.sort(pl.all()))


def test_the_night_counted_batch_by_batch_ends_at_the_same_figures(night: Night, tally: Tally):
    live = Tally(night.tree, night.columns, night.held)
    receipts = [live.update(batch) for batch in night.batches()]
    assert len(receipts) == night.batches_count == STATIONS // 250
    assert sum(receipt.replaced_count for receipt in receipts) > 0, "corrections come in late"
    for name in ("cells", "sums", "reporting", "counted"):
        assert np.array_equal(getattr(live, name), getattr(tally, name))


def test_every_station_reports_every_contest_held_there(night: Night, tally: Tally):
    nation = {
        ballot.contest_id: answers.progress(tally, "NATION", ballot.contest_id) for ballot in night.columns.ballots
    }
    assert all(frame["progress_ratio"].to_list() == [1.0] for frame in nation.values())
    jakarta = night.tree.units["region_id"].str.starts_with("synthetic/31").sum()
    assert jakarta > 0
    assert nation["synthetic/dpr"]["expected_count"].to_list() == [STATIONS]
    assert nation["synthetic/dprd-regency"]["expected_count"].to_list() == [STATIONS - jakarta]


def test_local_lists_stand_in_aceh_alone(tally: Tally):
    provinces = answers.votes(tally, "PROVINCE", "synthetic/dprd-province").filter(option="synthetic list 20")
    stating = provinces.drop_nulls("votes_count")["region_id"].to_list()
    assert stating == ["synthetic/11"]
    assert provinces.height > 1


def test_the_checks_find_the_faults_that_were_planted_and_no_others(night: Night, tally: Tally):
    findings = [finding for ballot in COLUMNS.ballots for finding in night.findings(ballot.contest_id, tally)]
    found = sorted((finding.rule, finding.contest_id, finding.region_id) for finding in findings)
    planted = night.frame(FAULTS)
    assert found == sorted(planted.iter_rows())
    assert set(planted["rule"]) == {
        "ballots-differ",
        "votes-differ",
        "voted-over-registered",
        "votes-over-limit",
        "parent-differs",
    }


def test_a_folder_with_files_is_not_overwritten(night: Night, tmp_path: Path):
    with pytest.raises(UsageError, match="expected an empty folder for a synthetic night"):
        make_night(night.folder, 10, seed=1, batch_stations=5, progress=quiet)
    with pytest.raises(UsageError, match="expected a synthetic night in"):
        open_night(tmp_path)


def test_a_night_is_read_back_from_its_files_alone(night: Night, tmp_path: Path):
    moved = tmp_path / "moved"
    shutil.copytree(night.folder, moved)
    opened = open_night(moved)
    assert opened.columns == COLUMNS
    assert np.array_equal(opened.held, night.held)


def test_a_night_is_made_and_counted_by_one_command(tmp_path: Path):
    app = typer.Typer()
    app.command()(rehearse)

    def run(*more: str) -> str:
        folder = tmp_path / f"night-{len(more)}"
        given = ["--stations", "600", "--batch", "100", "--out", str(folder), *more]
        outcome = CliRunner().invoke(app, given, catch_exceptions=False)
        assert outcome.exit_code == 0, outcome.output
        return outcome.stdout

    made = orjson.loads(run("--json"))
    assert made["synthetic"] is True
    assert made["batches_count"] == 6
    assert all(row["counted_count"] == row["expected_count"] > 0 for row in made["contests"])
    assert [row["findings_count"] for row in made["contests"]] == [row["planted_count"] for row in made["contests"]]
    text = run("--contest", "synthetic/president")
    assert "synthetic-night (SYNTHETIC)" in text
    assert "600 of 600" in text

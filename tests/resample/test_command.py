"""`hub resample`: one command, and a file that other tools read."""

from pathlib import Path

import orjson
import polars as pl
import pytest

from hub.errors import ReleaseError, UsageError
from hub.release import Release
from hub.release.kept import make_current
from hub.tables.candidacies import Candidacies
from tests.command import hub, outcome
from tests.release.other_versions import FROZEN, unpack


@pytest.fixture(scope="module")
def built(sample_release: Release) -> Path:
    """Return the folder of the sample, which is current."""
    out = sample_release.folder.parents[1]
    make_current(out, sample_release)
    return out


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_samples_are_written_with_the_release_as_sample_0(
    suffix: str, built: Path, sample_release: Release, tmp_path: Path
) -> None:
    out = tmp_path / f"samples{suffix}"
    hub("resample", built, "--samples", "3", "--out", out)
    rows = pl.read_parquet(out) if suffix == ".parquet" else pl.read_csv(out)
    assert rows.columns == ["sample", "candidacy", "person"]
    standing = sample_release.table(Candidacies)
    assert dict(rows["sample"].value_counts().iter_rows()) == dict.fromkeys(range(4), standing.height)
    published = rows.filter(pl.col("sample") == 0).join(standing, left_on="candidacy", right_on="candidacy_id")
    assert published.group_by("person").agg(pl.col("person_id").n_unique())["person_id"].max() == 1
    assert published["person"].n_unique() == standing["person_id"].n_unique()


def test_the_same_seed_gives_the_same_rates(built: Path, sample_release: Release) -> None:
    first, again, other = (
        orjson.loads(hub("resample", built, "--samples", "5", "--seed", seed, "--json")) for seed in ("1", "1", "2")
    )
    assert first == again
    assert first["release"] == sample_release.id
    assert [rate["share"] for rate in first["rates"]] == [rate["share"] for rate in other["rates"]]


def test_a_file_of_another_kind_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    code, told = outcome("resample", tmp_path, "--out", "samples.xlsx")
    assert code == UsageError.exit_code
    assert "expected --out to end in .parquet or .csv, found 'samples.xlsx'" in told


def test_a_release_that_kept_likely_pairs_alone_is_refused(tmp_path: Path) -> None:
    unpack(next(iter(FROZEN)), tmp_path / "out")
    code, told = outcome("resample", tmp_path / "out")
    assert code == ReleaseError.exit_code
    assert "expected the table unlikely_pairs, found none; build the release again" in told

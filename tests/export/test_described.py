"""What describes exported files, read by the validators of others: CSV on the Web, Frictionless, and Arrow's metadata of Parquet columns."""

import json
import re
import subprocess
import sys
from pathlib import Path

import orjson
import polars as pl
import pyarrow.parquet as pq
import pytest

from hub.export import export
from hub.export.csvw import csvw
from hub.release import Release
from hub.tables import BY_NAME, TABLES
from hub.tables.dictionary import entries
from tests.command import hub
from tests.mini import write_mini

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("described"))


@pytest.fixture(scope="module")
def package(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a data package."""
    folder = tmp_path_factory.mktemp("package")
    export(release, "datapackage", folder)
    return folder


def validated(*command: str) -> "subprocess.CompletedProcess[str]":
    """Run a validator of another project as a person would."""
    return subprocess.run([str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=False)


def test_frictionless_finds_nothing_wrong_with_the_package(package: Path) -> None:
    done = validated("frictionless", "validate", str(package / "datapackage.json"), "--json")
    report = json.loads(done.stdout)
    assert report["valid"], [error for task in report["tasks"] for error in task["errors"][:3]]
    assert report["stats"]["tasks"] == len(TABLES)


def test_frictionless_finds_a_reference_that_leads_nowhere(package: Path, tmp_path: Path) -> None:
    for path in package.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    candidacies = (tmp_path / "candidacies.csv").read_text(encoding="utf-8")
    (tmp_path / "candidacies.csv").write_text(
        candidacies.replace("2042/dpr/8101,", "2042/dpr/9999,", 1), encoding="utf-8"
    )
    report = json.loads(validated("frictionless", "validate", str(tmp_path / "datapackage.json"), "--json").stdout)
    assert not report["valid"]


@pytest.mark.parametrize("name", ["candidacies", "regions"])
def test_metadata_of_one_table_refer_to_no_other(release: Release, name: str) -> None:
    written = json.dumps(csvw(release, (BY_NAME[name],)))
    assert set(re.findall(r"[a-z_]+\.csv", written)) == {f"{name}.csv"}


def test_a_csvw_validator_finds_nothing_wrong(package: Path) -> None:
    done = validated("csvwvalidate", str(package / "csv-metadata.json"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "OK" in done.stdout


def test_a_csvw_validator_finds_a_number_that_is_none(package: Path, tmp_path: Path) -> None:
    for path in package.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    results = (tmp_path / "results.csv").read_text(encoding="utf-8")
    (tmp_path / "results.csv").write_text(results.replace(",500,", ",many,", 1), encoding="utf-8")
    assert validated("csvwvalidate", str(tmp_path / "csv-metadata.json")).returncode != 0


def test_every_column_is_described_in_both_languages(package: Path) -> None:
    described = orjson.loads((package / "csv-metadata.json").read_bytes())
    for table in described["tables"]:
        for column in table["tableSchema"]["columns"]:
            told = {text["@language"] for text in column["dc:description"]}
            assert told == {"en", "id"}, (table["url"], column["name"])


def test_the_descriptor_states_size_and_checksum(package: Path) -> None:
    described = orjson.loads((package / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        assert resource["bytes"] == (package / resource["path"]).stat().st_size
    finance = next(each for each in described["resources"] if each["name"] == "public_records")
    units = {each["name"]: each.get("unit") for each in finance["schema"]["fields"]}
    assert (units["amount_idr"], units["units_count"], units["title"]) == ("IDR", "1", None)


def test_parquet_says_what_its_columns_are(release: Release, tmp_path: Path) -> None:
    export(release, "parquet", tmp_path)
    for table in TABLES:
        name = table.table_name()
        if name == "district_maps":
            continue
        schema = pq.read_schema(tmp_path / f"{name}.parquet")
        for entry in entries(table):
            told = schema.field(entry.name).metadata
            assert told[b"description"].decode() == entry.english
            assert told[b"description_id"].decode() == entry.indonesian
            assert told.get(b"refers_to", b"").decode() == (".".join(entry.refers_to) if entry.refers_to else "")


def test_only_words_with_an_order_are_categories(release: Release, tmp_path: Path) -> None:
    export(release, "parquet", tmp_path)
    kinds = {table.table_name(): pl.read_parquet_schema(tmp_path / f"{table.table_name()}.parquet") for table in TABLES}
    ordered = {
        (name, column) for name, schema in kinds.items() for column, kind in schema.items() if isinstance(kind, pl.Enum)
    }
    assert ordered == {
        (entry.table, entry.name) for table in TABLES for entry in entries(table) if entry.is_ordered
    } - {("district_maps", "level")}
    assert {column for _, column in ordered} <= {"level", "unit", "unit_level", "severity", "band"}
    persons = pq.read_table(tmp_path / "persons.parquet").to_pandas()
    assert not hasattr(persons["gender"].dtype, "ordered"), "pandas takes it for text"
    held = release.table(BY_NAME["candidacies"])
    assert pl.read_parquet(tmp_path / "candidacies.parquet").equals(held.with_columns(pl.col(pl.Enum).cast(pl.String)))


def test_the_command_writes_a_package_of_one_edition(release: Release, tmp_path: Path) -> None:
    from hub.release import make_current

    make_current(release.folder.parents[1], release)
    hub("export", release.folder.parents[1], "--format", "datapackage", "--edition", "2042", "--out", tmp_path / "one")
    described = orjson.loads((tmp_path / "one" / "datapackage.json").read_bytes())
    assert described["name"] == f"pemilu-{release.id}-2042"
    assert described["id"] == f"https://example.org/pemilu/release/{release.id}"

"""`hub export --format iceberg`: the files of a release as they are, read by pyiceberg, DuckDB and Spark with the same answers."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from pyiceberg.catalog.sql import SqlCatalog

from hub.errors import UsageError
from hub.export import export, iceberg
from hub.release import Release
from hub.tables import TABLES
from hub.tables.candidacies import Candidacies
from hub.tables.dictionary import entries
from hub.tables.links import Links
from hub.tables.persons import Persons
from tests.components import CI, absent
from tests.mini import tables, write_mini

SCRIPT = Path(__file__).parents[2] / "scripts" / "iceberg_sql"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_mini(tmp_path_factory.mktemp("iceberg"))


@pytest.fixture
def two_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two tables for all of them: each takes a twentieth of a second."""
    monkeypatch.setattr(iceberg, "TABLES", (Candidacies, Persons))


def catalog(folder: Path) -> SqlCatalog:
    return SqlCatalog("pemilu", uri=f"sqlite:///{folder}/catalog.sqlite")


def test_every_table_is_registered_with_its_rows_and_the_meaning_of_its_columns(
    release: Release, tmp_path: Path
) -> None:
    folder = tmp_path / "a folder"
    assert export(release, "iceberg", folder) == [folder / "catalog.sqlite", folder / "duckdb.sql"]
    found = catalog(folder)
    held = [table for table in TABLES if release.holds(table)]
    assert {name for _, name in found.list_tables("hub")} == {table.table_name() for table in held}
    for table in held:
        registered = found.load_table(("hub", table.table_name()))
        rows = pl.from_arrow(registered.scan().to_arrow())
        assert isinstance(rows, pl.DataFrame)
        plain = {
            name: rows.schema[name] for name, kind in release.table(table).schema.items() if isinstance(kind, pl.Enum)
        }
        assert rows.sort(table.primary_key()).equals(release.table(table).cast(plain).sort(table.primary_key()))
        planned = [task.file.file_path for task in registered.scan().plan_files()]
        assert planned == [f"file://{release.path(table)}"] * bool(release.rows_count(table))
        meanings = {field.name: field.doc for field in registered.schema().fields}
        assert meanings == {entry.name: entry.english or None for entry in entries(table)}
    assert not list(folder.rglob("*.parquet")), "nothing is copied"


@pytest.mark.usefixtures("two_tables")
def test_a_folder_takes_one_release_after_the_other_and_keeps_each_by_its_tag(release: Release, tmp_path: Path) -> None:
    changed = tables()
    fewer = changed["candidacies"].head(3)
    later = write_mini(tmp_path / "later", changed | {"candidacies": fewer})
    export(release, "iceberg", tmp_path / "out")
    before = (tmp_path / "out" / "catalog.sqlite").read_bytes()
    export(release, "iceberg", tmp_path / "out")
    assert (tmp_path / "out" / "catalog.sqlite").read_bytes() == before, "nothing is new"
    for one in (later, release, later):
        export(one, "iceberg", tmp_path / "out")
        found = catalog(tmp_path / "out").load_table("hub.candidacies")
        assert found.scan().count() == one.rows_count(Candidacies)
    rows = {
        name: found.scan(snapshot_id=found.refs()[f"release_{name}"].snapshot_id).count()
        for name in (release.id, later.id)
    }
    assert rows == {release.id: release.rows_count(Candidacies), later.id: 3}


def test_a_table_that_a_release_lacks_leaves_the_catalog(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for held in ((Candidacies, Persons), (Persons,), (Persons, Candidacies)):
        monkeypatch.setattr(iceberg, "TABLES", held)
        export(release, "iceberg", tmp_path / "out")
        names = {table.table_name() for table in held}
        assert {name for _, name in catalog(tmp_path / "out").list_tables("hub")} == names
        assert set(re.findall(r"VIEW (\w+) AS", (tmp_path / "out" / "duckdb.sql").read_text())) == names
    assert catalog(tmp_path / "out").load_table("hub.candidacies").scan().count() == release.rows_count(Candidacies)


@pytest.mark.usefixtures("two_tables")
def test_a_column_may_come_and_go_but_not_change_its_type(release: Release, tmp_path: Path) -> None:
    def other(name: str, *columns: pl.Expr, without: str = "none") -> Release:
        """Return a copy of the release whose candidacies have other columns, as a release of another version has."""
        folder = tmp_path / name / release.id
        shutil.copytree(release.folder, folder)
        path = Release(folder).path(Candidacies)
        pl.read_parquet(path).with_columns(*columns).drop(without, strict=False).write_parquet(path)
        return Release(folder)

    export(release, "iceberg", tmp_path / "out")
    for one in (other("fewer", without="residence"), release):
        export(one, "iceberg", tmp_path / "out")
        found = catalog(tmp_path / "out").load_table("hub.candidacies")
        assert set(found.scan().to_arrow().column_names) == set(pl.read_parquet_schema(one.path(Candidacies)))
    before = (tmp_path / "out" / "catalog.sqlite").read_bytes(), (tmp_path / "out" / "duckdb.sql").read_bytes()
    with pytest.raises(UsageError, match="candidacies: expected columns of the types that earlier releases"):
        export(other("typed", pl.col("ballot_number").cast(pl.String)), "iceberg", tmp_path / "out")
    assert (
        (tmp_path / "out" / "catalog.sqlite").read_bytes(),
        (tmp_path / "out" / "duckdb.sql").read_bytes(),
    ) == before


def test_a_part_of_a_release_cannot_be_registered(release: Release, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected no --edition with --format iceberg.* WHERE edition_id = '2042'"):
        export(release, "iceberg", tmp_path / "out", "2042")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["lake#1", "lake?"])
def test_a_folder_that_pyiceberg_would_write_elsewhere_is_refused(release: Release, tmp_path: Path, name: str) -> None:
    """Its files would be written over each other: findings/pyiceberg-location-cut-at-hash.sh."""
    with pytest.raises(UsageError, match="expected a path without # and "):
        export(release, "iceberg", tmp_path / name)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_the_package_the_error_says_what_to_install(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyiceberg.catalog.sql", None)
    with pytest.raises(UsageError, match=r"install pemilu-hub\[iceberg\]"):
        export(release, "iceberg", tmp_path / "out")


@pytest.mark.slow
def test_spark_duckdb_and_pyiceberg_answer_the_same(sample_release: Release, tmp_path: Path) -> None:
    """Spark finds the tables in the catalog, DuckDB by the views. The last three questions have no answer in the metadata: rows are read."""
    installed = subprocess.run([SCRIPT, "installed"], check=False).returncode == 0
    if not installed and not CI:
        absent(f"expected Spark and DuckDB as `{SCRIPT} install` fetches them (0.5 GB), or CI=true")
    folder = tmp_path / "out"
    export(sample_release, "iceberg", folder)
    held = {table.table_name(): table for table in TABLES if sample_release.holds(table)}
    reason = sample_release.table(Links)["reasons"].explode().mode()[0]
    questions = [
        *(f"SELECT '{name}' AS what, count(*) AS n FROM {name}" for name in held),  # noqa: S608  names of our tables
        "SELECT 'votes', sum(votes_count) FROM results WHERE level = 'PROVINCE'",
        "SELECT 'people', count(DISTINCT person_id) FROM candidacies",
        f"SELECT 'reasons', count(*) FROM links WHERE array_contains(reasons, '{reason}')",  # noqa: S608
    ]
    query = " UNION ALL ".join(questions)
    asked = {engine: _answers(engine, folder, query) for engine in ("duckdb", "spark")}

    def rows(name: str) -> pl.DataFrame:
        read = pl.from_arrow(catalog(folder).load_table(("hub", name)).scan().to_arrow())
        assert isinstance(read, pl.DataFrame)
        return read

    counted = {name: catalog(folder).load_table(("hub", name)).scan().count() for name in held}
    counted |= {
        "votes": rows("results").filter(pl.col("level") == "PROVINCE")["votes_count"].sum(),
        "people": rows("candidacies")["person_id"].n_unique(),
        "reasons": int(rows("links")["reasons"].list.contains(reason).sum()),
    }
    assert asked == {"duckdb": counted, "spark": counted}
    assert all(counted[name] for name in ("candidacies", "results", "votes", "people", "reasons"))
    assert {name: counted[name] for name in held} == {name: sample_release.rows_count(held[name]) for name in held}


def _answers(engine: str, folder: Path, query: str) -> dict[str, int]:
    """Return the numbers of a query by what they are of."""
    done = subprocess.run([SCRIPT, engine, folder, query], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return {row["what"]: int(row["n"]) for row in csv.DictReader(done.stdout.splitlines())}

"""A deposit: everything that is needed to serve a release again, in one archive that gives equal bytes for equal releases."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from hub.publication import dump_path, publish, store_path
from hub.release import Release, current
from hub.tables import TABLES
from scripts.prove_deposit import prove
from tests.command import hub
from tests.mini import write_mini


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deposited")
    publish(folder, write_mini(folder), lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def archive(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "release.zip"
    hub("release", "archive", out, "--out", path)
    return path


def test_unpacked_it_is_served_from_without_sources(out: Path, archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    hub("rebuild", tmp_path)
    hub("verify", tmp_path)
    release = current(tmp_path)
    assert release.id == current(out).id
    query = "{ persons { totalCount nodes { key name } } }"
    assert json.loads(hub("query", tmp_path, query)) == json.loads(hub("query", out, query))
    for name in ("nq", "ttl"):
        assert dump_path(tmp_path, release, name).read_bytes() == dump_path(out, release, name).read_bytes()
    assert store_path(tmp_path, release).read_bytes() == store_path(out, release).read_bytes()


def test_every_file_has_its_checksum(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        told = dict(reversed(line.split("  ")) for line in packed.read("SHA256SUMS").decode().splitlines())
        assert told.keys() == set(packed.namelist()) - {"SHA256SUMS"}
        assert {name: hashlib.sha256(packed.read(name)).hexdigest() for name in told} == told


def test_it_says_how_to_cite_it_and_what_it_is(out: Path, archive: Path) -> None:
    release = current(out)
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        assert f'version: "{release.id}"' in packed.read("CITATION.cff").decode()
        described = json.loads(packed.read("croissant.json"))
    assert {"citation.txt", "citation.bib", "citation.json", f"releases/{release.id}/tables/register.parquet"} <= names
    assert {file["contentUrl"] for file in described["distribution"]} <= names


def test_the_script_proves_that_it_needs_no_sources(sample_out: Path, tmp_path: Path) -> None:
    assert prove(sample_out, tmp_path) == []


def test_the_codebook_says_what_every_column_means(out: Path, archive: Path) -> None:
    release: Release = current(out)
    with zipfile.ZipFile(archive) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("codebook.csv").decode())))
    expected = [(table.table_name(), name) for table in TABLES for name in table.public_columns()]
    assert [(row["table"], row["column"]) for row in rows] == expected
    assert [row for row in rows if not (row["meaning"] and row["makna"])] == []
    party = next(row for row in rows if (row["table"], row["column"]) == ("candidacies", "party_id"))
    assert (party["type"], party["refers_to"], party["may_be_empty"]) == ("String", "parties.party_id", "true")
    types = {name: part.columns for name, part in release.manifest.tables.items()}
    assert [row for row in rows if (types[row["table"]] or {})[row["column"]] != row["type"]] == []


def test_written_again_it_has_the_same_bytes(out: Path, archive: Path, tmp_path: Path) -> None:
    hub("release", "archive", out, "1", "--out", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()

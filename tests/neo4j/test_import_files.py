"""`hub graph import-files`: imported by the real `neo4j-admin` and finished by a load, the graph is the one that a load makes."""

import json
import os
from pathlib import Path

import polars as pl
import pytest
from neo4j import GraphDatabase

from hub.errors import UsageError
from hub.graph.neo4j.import_files import write_import_files
from hub.graph.neo4j.load import DEFAULT_LEVEL, expected_counts
from hub.graph.neo4j.rows import Snapshot
from hub.graph.neo4j.server import Neo4j
from hub.release import Release, make_current, write_release
from hub.tables import TABLES
from scripts.neo4j_fingerprint import Fingerprint, differences, fingerprint
from tests.command import run
from tests.neo4j.running import Running

ODD = 'Siti "Ratu"\nd\'Été \\ ; , \u2028 \t\r\n ńaïve'
"""Quotes, delimiters, ends of lines and accents in one text."""


@pytest.fixture
def hard(sample_release: Release, tmp_path: Path) -> Path:
    """Return the folder of a release of the sample with odd texts, and with lists that are empty, in the middle of a table."""
    tables = {table.table_name(): sample_release.table(table) for table in TABLES}
    row = pl.int_range(pl.len())
    odd = {
        "persons": {"name": pl.lit(ODD), "names": pl.lit([ODD, "", "B"], pl.List(pl.String))},
        "links": {"reasons": pl.lit([], pl.List(pl.String))},
        "findings": {"message": pl.lit(ODD)},
        "regions": {"name": pl.lit("")},
    }
    for name, columns in odd.items():
        frame = tables[name]
        assert frame.height > 7
        tables[name] = frame.with_columns(
            pl.when(row == 5).then(column).otherwise(pl.col(title)).alias(title) for title, column in columns.items()
        )
    quality = json.loads((sample_release.folder / "quality.json").read_text())
    release = write_release(
        tmp_path / "hard",
        tables,
        title="Hard",
        base_iri=sample_release.base_iri,
        quality={},
        documents={"quality.json": quality},
    )
    make_current(tmp_path / "hard", release)
    return tmp_path / "hard"


def read(uri: str) -> Fingerprint:
    with GraphDatabase.driver(uri, auth=("neo4j", os.environ.get("HUB_NEO4J_PASSWORD", ""))) as driver:
        return fingerprint(driver)


def test_an_import_and_the_load_that_finishes_it_make_the_graph_of_a_load(
    hard: Path, server: Neo4j, own_neo4j: Running, tmp_path: Path
) -> None:
    loaded = json.loads(run("graph", "load", str(hard), "--to", server.uri, "--json").stdout)
    over_bolt = read(server.uri)
    written = run("graph", "import-files", str(hard), "--out", str(tmp_path / "files"), "--json")
    assert written.returncode == 0, written.stderr
    told = json.loads(written.stdout)
    assert told["counts"] == loaded["counts"]
    own_neo4j.import_files(tmp_path / "files")
    uri = own_neo4j.start()
    finished = json.loads(run("graph", "load", str(hard), "--to", uri, "--json").stdout)
    assert finished["counts"] == loaded["counts"]
    assert 0 < finished["rows_sent"] < loaded["rows_sent"] / 4
    assert finished["rows_sent"] + finished["rows_sent_before"] == loaded["rows_sent"]
    imported = read(uri)
    assert differences(over_bolt, imported) == []
    assert imported.told() == over_bolt.told()


def test_files_of_a_level_hold_what_a_load_of_it_sends(mini: Release, tmp_path: Path) -> None:
    for level in ("NATION", DEFAULT_LEVEL):
        written = write_import_files(mini, tmp_path / level, lambda *_: None, level=level)
        assert written.counts == expected_counts(Snapshot(mini, level))
        assert written.files_count == len(list((tmp_path / level).iterdir())) == len(written.counts) + 2


def test_a_folder_that_is_there_stays_as_it_is(mini: Release, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(UsageError, match="expected a folder that is not there yet"):
        write_import_files(mini, tmp_path / "files", lambda *_: None, level=DEFAULT_LEVEL)
    assert list(tmp_path.iterdir()) == [tmp_path / "files"]

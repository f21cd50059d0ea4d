"""The SQLite file: complete, the same bytes every time, never half there, and refused where it does not fit."""

import sqlite3
from contextlib import closing
from pathlib import Path

import apsw
import polars as pl
import pytest

from hub.errors import ReleaseError, StoreUnavailable
from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.graph.sqlite import layout
from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import holds, open_store
from hub.release import Release, write_release
from tests.graph import invented


def test_the_same_release_gives_the_same_bytes(release: Release, store_file: Path, tmp_path: Path) -> None:
    build_store(release, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == store_file.read_bytes()


def test_every_row_of_every_table_is_there(release: Release, store_file: Path) -> None:
    with closing(sqlite3.connect(store_file)) as connection:
        for node in MODEL.values():
            frame = DERIVED[node.table](release) if node.table in DERIVED else release.table(node.table)
            (count,) = connection.execute(f'SELECT count(*) FROM "{layout.table(node)}"').fetchone()  # noqa: S608  names are the model's
            assert count == frame.height, node.name
        assert connection.execute("SELECT count(*) FROM results").fetchone()[0] == 12


def test_progress_is_told_from_start_to_end(release: Release, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_store(release, tmp_path / "told.sqlite", lambda *step: told.append(step))
    done = [step[1] for step in told]
    assert done == sorted(done)
    assert told[-1][1] == told[-1][2]


def test_nothing_is_left_where_a_required_reference_dangles(tmp_path: Path) -> None:
    tables = invented.tables()
    tables["candidacies"] = tables["candidacies"].with_columns(pl.lit("p-gone").alias("person_id"))
    broken = write_release(tmp_path, tables, title="Broken", base_iri=invented.BASE, quality={})
    with pytest.raises(ReleaseError, match=r"candidacies\.person_id to be a key of persons, found 'p-gone' and 7 more"):
        build_store(broken, tmp_path / "graph" / "broken.sqlite")
    assert list((tmp_path / "graph").iterdir()) == []


@pytest.mark.parametrize("odd", ['"', "\\", "\n"])
def test_a_key_that_json_would_escape_is_refused(tmp_path: Path, odd: str) -> None:
    tables = invented.tables()
    key = pl.concat_str(pl.col("result_id"), pl.lit(odd))
    tables["results"] = tables["results"].with_columns(key.alias("result_id"))
    broken = write_release(tmp_path, tables, title="Broken", base_iri=invented.BASE, quality={})
    with pytest.raises(ReleaseError, match=r"results\.result_id without quotation marks, .* and 11 more"):
        build_store(broken, tmp_path / "graph" / "broken.sqlite")


def test_a_store_that_does_not_fit_is_refused(release: Release, store_file: Path, tmp_path: Path) -> None:
    other = Release(tmp_path / "releases" / "0123")
    assert holds(store_file, release)
    assert not holds(store_file, other)
    with pytest.raises(StoreUnavailable, match=r"found layout .* of release"):
        open_store(store_file, other)
    with pytest.raises(StoreUnavailable, match="found none"):
        open_store(tmp_path / "none.sqlite", release)
    garbage = tmp_path / "garbage.sqlite"
    garbage.write_bytes(b"not a database, but long enough to be looked at as one" * 40)
    assert not holds(garbage, release)
    with pytest.raises(StoreUnavailable, match="file is not a database"):
        open_store(garbage, release)


def test_a_store_of_another_layout_is_refused(release: Release, store_file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    older.write_bytes(store_file.read_bytes())
    with closing(sqlite3.connect(older)) as connection:
        connection.execute(f"PRAGMA user_version = {layout.version() ^ 1}")
    with pytest.raises(StoreUnavailable, match=f"found layout {layout.version() ^ 1}"):
        open_store(older, release)


def test_a_store_cannot_be_written(release: Release, store_file: Path) -> None:
    store = open_store(store_file, release)
    with pytest.raises(apsw.ReadOnlyError):
        store._cursor().execute("DELETE FROM persons")
    store.close()

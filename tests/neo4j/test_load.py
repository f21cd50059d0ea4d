"""A release in Neo4j: whole, the same when loaded twice, and seen only when it is whole."""

import threading
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.errors import ReleaseError, StoreUnavailable, UsageError
from hub.graph.neo4j.cypher import Statement
from hub.graph.neo4j.folding import carried
from hub.graph.neo4j.layout import properties, property_name
from hub.graph.neo4j.load import counts, current_snapshot, expected_counts, load
from hub.graph.neo4j.rows import Load, Snapshot, loads
from hub.graph.neo4j.server import Neo4j
from hub.release import Release
from tests.mini import tables, write_mini
from tests.neo4j.contents import contents


def _silent(_stage: str, _done: int, _total: int) -> None:
    return None


def changed(folder: Path) -> Release:
    """Return a release that differs from the mini one in the name of an edition."""
    content = tables()
    content["editions"] = content["editions"].with_columns(pl.lit("Pemilu lain").alias("name"))
    return write_mini(folder, content)


def test_the_graph_holds_what_the_release_holds(server: Neo4j, mini: Release) -> None:
    loaded = load(server, mini, _silent, level="OVERSEAS")
    assert loaded.counts == expected_counts(Snapshot(mini, "OVERSEAS")) == counts(server, loaded.snapshot)
    assert current_snapshot(server) == loaded.snapshot == f"{mini.id}@overseas"
    tables_by_label = {file.pattern: file.table for file in loads() if file.is_of_nodes}
    rows = {pattern: mini.manifest.tables[table.table_name()].rows_count for pattern, table in tables_by_label.items()
            if table.table_name() in mini.manifest.tables}  # fmt: skip
    assert {pattern: count for pattern, count in rows.items() if count} == {
        pattern: loaded.counts[pattern] for pattern in rows if pattern in loaded.counts
    }


@pytest.mark.parametrize("file", [file for file in loads() if file.is_of_nodes], ids=lambda file: file.pattern)
def test_nodes_carry_every_public_column_of_their_row(neo4j_uri: str, mini: Release, file: Load) -> None:
    with Neo4j(neo4j_uri, "neo4j", "") as server:
        snapshot = load(server, mini, _silent, level="OVERSEAS").snapshot
        label = file.pattern.strip("(:)")
        nodes = server.read(
            f"MATCH (n:{label}) WHERE n.release = $release RETURN properties(n) AS held", {"release": snapshot}
        )
    table = file.table
    wanted = [*table.primary_key(), *properties(table)]
    frame = Snapshot(mini, "OVERSEAS").scan(table).select(list(dict.fromkeys(wanted))).collect()
    rows = [
        {property_name(table, name): value for name, value in row.items() if value is not None}
        for row in frame.iter_rows(named=True)
    ]
    expected = [row | carried(table, row) | {"release": snapshot} for row in rows]
    found = [
        {name: value.to_native() if hasattr(value, "to_native") else value for name, value in node["held"].items()}
        for node in nodes
    ]
    assert sorted(map(_told, found)) == sorted(map(_told, expected))


def _told(row: dict[str, Any]) -> str:
    return repr(sorted(row.items()))


def test_loading_again_changes_nothing(server: Neo4j, mini: Release) -> None:
    first = load(server, mini, _silent)
    before = contents(server, first.snapshot)
    second = load(server, mini, _silent)
    assert (second.was_whole, second.rows_sent, second.counts) == (True, 0, first.counts)
    third = load(server, mini, _silent, again=True)
    assert (third.was_whole, third.rows_sent, third.counts) == (False, first.rows_sent, first.counts)
    assert contents(server, first.snapshot) == before
    assert server.read("MATCH (b:LoadedBatch) RETURN count(b) AS count", {}) == [{"count": 0}]


class _Cut(Exception):
    pass


@pytest.mark.parametrize("stages", [1, 20, 40, 80, 110])
def test_a_load_that_was_cut_off_goes_on(server: Neo4j, mini: Release, stages: int) -> None:
    fresh = load(server, mini, _silent)
    expected = contents(server, fresh.snapshot)
    _emptied(server)
    seen: set[str] = set()

    def cut(stage: str, _done: int, _total: int) -> None:
        seen.add(stage)
        if len(seen) == stages:
            raise _Cut

    with pytest.raises(_Cut):
        load(server, mini, cut)
    assert current_snapshot(server) is None
    resumed = load(server, mini, _silent)
    assert resumed.rows_sent + resumed.rows_sent_before == fresh.rows_sent
    assert contents(server, fresh.snapshot) == expected


def test_a_load_that_was_cut_off_after_the_swap_leaves_nothing(server: Neo4j, mini: Release, tmp_path: Path) -> None:
    load(server, mini, _silent)
    fresh = contents(server)
    load(server, changed(tmp_path), _silent)

    def cut(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("letting readers see it", 1):
            raise _Cut

    with pytest.raises(_Cut):
        load(server, mini, cut)
    assert load(server, mini, _silent).was_whole
    assert contents(server) == fresh


def test_what_a_load_left_is_removed_when_another_release_is_loaded(
    server: Neo4j, mini: Release, tmp_path: Path
) -> None:
    def cut(stage: str, _done: int, _total: int) -> None:
        if "COUNTS" in stage:
            raise _Cut

    with pytest.raises(_Cut):
        load(server, changed(tmp_path), cut)
    loaded = load(server, mini, _silent)
    assert server.read("MATCH (n) WHERE n.release IS NOT NULL RETURN DISTINCT n.release AS name", {}) == [
        {"name": loaded.snapshot}
    ]


def test_readers_see_one_whole_release_at_every_moment(
    server: Neo4j, neo4j_uri: str, mini: Release, tmp_path: Path
) -> None:
    """A reader asks all the time while three releases follow each other; it never sees a part of one, or none."""
    loaded = load(server, mini, _silent)
    edition, done = (
        "MATCH (h:Hub) MATCH (e:Edition {release: h.current}) RETURN h.current AS release, count(e) AS editions",
        threading.Event(),
    )
    seen: list[tuple[str, int]] = []

    def read() -> None:
        with Neo4j(neo4j_uri, "neo4j", "") as reader:
            while not done.is_set():
                seen.extend(
                    (row["release"], row["editions"])
                    for row in reader.read(edition, {}) or [{"release": "", "editions": 0}]
                )

    reading = threading.Thread(target=read)
    reading.start()
    try:
        names = [
            loaded.snapshot,
            load(server, changed(tmp_path), _silent).snapshot,
            load(server, mini, _silent).snapshot,
        ]
    finally:
        done.set()
        reading.join()
    assert set(seen) <= {(name, 2) for name in names}
    assert list(dict.fromkeys(name for name, _ in seen))[:2] == names[:2]


def test_the_old_release_stays_while_it_is_read(
    server: Neo4j, mini: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.graph.neo4j.load.READERS_WAIT_S", 0)
    old = load(server, mini, _silent)
    with server._driver.session() as session, session.begin_transaction() as reading:
        reading.run("MATCH (e:Edition {release: $release}) RETURN count(e)", release=old.snapshot).consume()
        new = load(server, changed(tmp_path), _silent)
        assert (new.old_is_removed, counts(server, old.snapshot)) == (False, old.counts)
    assert load(server, changed(tmp_path), _silent).old_is_removed
    assert counts(server, old.snapshot) == {}


def test_the_previous_release_may_be_kept(server: Neo4j, mini: Release, tmp_path: Path) -> None:
    old = load(server, mini, _silent)
    load(server, changed(tmp_path), _silent, keep_previous=True)
    assert counts(server, old.snapshot) == old.counts


def test_figures_of_finer_areas_are_left_out(server: Neo4j, mini: Release) -> None:
    nation, province = load(server, mini, _silent, level="NATION"), load(server, mini, _silent, level="PROVINCE")
    assert "(:Turnout)" not in nation.counts
    assert province.counts["(:Turnout)"] == 1
    assert province.counts["(:Region)"] == nation.counts["(:Region)"]


def test_a_graph_that_lacks_something_is_not_shown(
    server: Neo4j, mini: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody deletes a node while a load is under way: the counts differ, readers see nothing, and the next load mends it."""

    def delete(stage: str, done: int, _total: int) -> None:
        if stage == "loading (:Voters)-[:STATED_IN]->(:Source)":
            server.write([(_DELETE_ONE, {})])

    persons = mini.manifest.tables["persons"].rows_count
    with pytest.raises(ReleaseError, match=rf"\(:Person\): expected {persons}, found {persons - 1}"):
        load(server, mini, delete)
    assert current_snapshot(server) is None
    loaded = load(server, mini, _silent)
    assert loaded.counts == expected_counts(Snapshot(mini, "SUBDISTRICT"))


_DELETE_ONE = Statement(
    "test/delete-one", "", {"Parameters": "none"}, "MATCH (p:Person) WITH p LIMIT 1 DETACH DELETE p"
)


def test_a_server_that_is_not_there_is_a_coded_error(mini: Release) -> None:
    with (
        Neo4j("bolt://127.0.0.1:1", "neo4j", "", retry_s=0) as nobody,
        pytest.raises(StoreUnavailable, match=r"bolt://127\.0\.0\.1:1"),
    ):
        load(nobody, mini, _silent)


def test_a_text_that_is_no_uri_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="expected the URI of a Neo4j server"):
        Neo4j("localhost", "neo4j", "")


def _emptied(server: Neo4j) -> None:
    with server._driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()

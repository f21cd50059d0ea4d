"""kill -9 of the loader and of the server in mid-load: the next load completes, and the whole graph equals a fresh one.

Another snapshot stands in the graph each time, as where people use it: they see it whole until the swap. The suite kills twice, in loads
of the mini election. `HUB_KILLS=20 pytest -n 0 tests/neo4j/test_kill.py` kills twenty times, in loads of the sample.
"""

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from neo4j.exceptions import DriverError

from hub import pipeline
from hub.graph.neo4j.load import current_snapshot
from hub.graph.neo4j.rows import Snapshot, loads
from hub.graph.neo4j.server import Neo4j
from hub.release import current, make_current
from hub.resources import folder
from hub.workspace import read_workspace
from tests.command import HUB
from tests.mini import write_mini
from tests.neo4j.contents import contents
from tests.neo4j.running import Running

KILLS = int(os.environ.get("HUB_KILLS", "2"))
SEED = 2042
VICTIMS = (("loader",), ("loader", "server"), ("server",))
LEVELS = ("SUBDISTRICT", "NATION")
"""Loaded in turn: two snapshots of one release, so that each load takes the place of another one."""

SWAPPED_EVERY = 4
"""In one of so many turns the kill comes after the swap, while a reader keeps the loader from removing the old snapshot."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release that is loaded in many batches."""
    folder_of_release = tmp_path_factory.mktemp("killed")
    if "HUB_KILLS" not in os.environ:
        write_mini(folder_of_release)
        return folder_of_release
    workspace = read_workspace(folder("sample"))
    release = pipeline.build(
        workspace,
        workspace.default_sources,
        folder_of_release,
        previous=None,
        strict=True,
        progress=lambda *_: None,
    )
    make_current(folder_of_release, release)
    return folder_of_release


def _batches_count(snapshot: Snapshot) -> int:
    return sum(1 for file in loads() for batch in file.batches(snapshot) if batch.rows_count)


def _loader(out: Path, uri: str, level: str) -> "subprocess.Popen[bytes]":
    command = [*HUB, "graph", "load", str(out), "--to", uri, "--level", level]
    with (out / "loader.log").open("wb") as told:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)


def _loaded(out: Path, uri: str, level: str) -> Counter[str]:
    """Load to the end and return the whole graph."""
    assert _loader(out, uri, level).wait() == 0
    with Neo4j(uri, "neo4j", "") as server:
        return contents(server)


def _empty(uri: str) -> None:
    with Neo4j(uri, "neo4j", "") as server, server._driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _fresh(out: Path, uri: str, level: str) -> Counter[str]:
    _empty(uri)
    return _loaded(out, uri, level)


def _has_done(server: Neo4j, batches: int, loader: "subprocess.Popen[bytes]") -> bool:
    """Wait until a load has made so many batches; False where it ended before."""
    while loader.poll() is None:
        if server.read("MATCH (b:LoadedBatch) RETURN count(b) AS count", {})[0]["count"] >= batches:
            return True
    return False


def _has_swapped(server: Neo4j, snapshot: str, loader: "subprocess.Popen[bytes]") -> bool:
    """Wait until readers see a snapshot; False where the load ended before."""
    while loader.poll() is None:
        if current_snapshot(server) == snapshot:
            return True
    return False


@contextmanager
def _reader(uri: str) -> Iterator[None]:
    """Read in a transaction that lasts: an old snapshot is not removed before it ends."""
    with Neo4j(uri, "neo4j", "") as server, server._driver.session() as session:
        reading = session.begin_transaction()
        reading.run("MATCH (n) RETURN count(n)").consume()
        yield
        with suppress(DriverError):  # of a server that was killed
            reading.close()


def test_the_next_load_completes_whatever_was_killed(own_neo4j: Running, out: Path) -> None:
    """In turn the loader is killed, the loader and the server, and the server alone, for which the loader waits."""
    uri, points = own_neo4j.start(), random.Random(SEED)  # noqa: S311 (points of a test, not secrets)
    snapshots = {level: Snapshot(current(out), level) for level in LEVELS}
    batches = {level: _batches_count(snapshot) for level, snapshot in snapshots.items()}
    fresh = {level: _fresh(out, uri, level) for level in LEVELS}
    for turn in range(KILLS):
        level, before, victims = LEVELS[turn % 2], LEVELS[(turn + 1) % 2], VICTIMS[turn % len(VICTIMS)]
        is_swapped = turn % SWAPPED_EVERY == 1
        told = f"turn {turn}: {' and '.join(victims)} killed {'after' if is_swapped else 'before'} the swap"
        with Neo4j(uri, "neo4j", "") as server, _reader(uri):
            loader = _loader(out, uri, level)
            if is_swapped:
                assert _has_swapped(server, snapshots[level].name, loader), f"{told}: the load ended before"
            else:
                point = points.randrange(1, batches[level] * 3 // 4)
                assert _has_done(server, point, loader), f"{told}: the load ended before"
            if "server" in victims:
                own_neo4j.kill()
            if "loader" in victims:
                loader.kill()
                assert loader.wait() == -signal.SIGKILL, told
            assert loader.poll() is None or "loader" in victims, f"{told}: the load ended before"
        if "server" in victims:
            assert own_neo4j.start() == uri
        if "loader" in victims:
            seen = snapshots[level if is_swapped else before]
            assert _seen(uri) == (seen.name, _of(seen, fresh[seen.level])), told
        else:
            assert loader.wait() == 0, f"{told}: {(out / 'loader.log').read_text()}"
        assert _loaded(out, uri, level) == fresh[level], told


def _seen(uri: str) -> tuple[str | None, Counter[str]]:
    """Return what readers see: the name of a snapshot, and all that is in it."""
    with Neo4j(uri, "neo4j", "") as server:
        snapshot = current_snapshot(server)
        return snapshot, contents(server, snapshot)


def _of(snapshot: Snapshot, whole: Counter[str]) -> Counter[str]:
    """Return what is in a snapshot, of a whole graph that holds nothing besides but the (:Hub)."""
    return whole - Counter({f"['Hub'] [('current', '{snapshot.name}'), ('name', 'hub')]": 1})

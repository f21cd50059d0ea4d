"""kill -9 of the loader and of the server in mid-load: the next load completes, and the graph equals a fresh one.

The suite does it three times, with the mini election. `HUB_KILLS=20 pytest tests/neo4j/test_kill.py` does it twenty times, with the sample.
"""

import os
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from hub import pipeline
from hub.graph.neo4j.load import DEFAULT_LEVEL, current_snapshot
from hub.graph.neo4j.rows import Snapshot, load_files
from hub.graph.neo4j.server import Neo4j
from hub.release import current, make_current
from hub.resources import folder
from hub.workspace import read_workspace
from tests.command import HUB
from tests.mini import write_mini
from tests.neo4j.contents import contents
from tests.neo4j.running import Running

KILLS = int(os.environ.get("HUB_KILLS", "3"))
SEED = 2042
VICTIMS = (("loader",), ("loader", "server"), ("server",))


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


def _batches_count(out: Path) -> int:
    snapshot = Snapshot(current(out), DEFAULT_LEVEL)
    return sum(1 for file in load_files() for batch in file.batches(snapshot) if batch.rows)


def _loader(out: Path, uri: str) -> "subprocess.Popen[bytes]":
    command = [*HUB, "graph", "load", str(out), "--to", uri]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _load(out: Path, uri: str) -> Counter[str]:
    assert _loader(out, uri).wait() == 0
    with Neo4j(uri, "neo4j", "") as server:
        snapshot = current_snapshot(server)
        assert snapshot is not None
        assert server.read("MATCH (b:LoadedBatch) RETURN count(b) AS count", {}) == [{"count": 0}]
        return contents(server, snapshot)


def _empty(server: Neo4j) -> None:
    with server._driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _reached(server: Neo4j, batches: int, loader: "subprocess.Popen[bytes]") -> bool:
    """Wait until a load has made so many batches; False where it ended before."""
    while loader.poll() is None:
        if server.read("MATCH (b:LoadedBatch) RETURN count(b) AS count", {})[0]["count"] >= batches:
            return True
    return False


def test_the_next_load_completes_whatever_was_killed(own_neo4j: Running, out: Path) -> None:
    """In turn the loader is killed, the loader and the server, and the server alone, for which the loader waits."""
    uri = own_neo4j.start()
    expected = _load(out, uri)
    points, latest = random.Random(SEED), _batches_count(out) * 3 // 4  # noqa: S311 (points of a test, not secrets)
    for turn in range(KILLS):
        victims = VICTIMS[turn % len(VICTIMS)]
        with Neo4j(uri, "neo4j", "") as server:
            _empty(server)
            loader = _loader(out, uri)
            assert _reached(server, points.randrange(1, latest), loader), f"turn {turn}: expected a load to kill"
        if "server" in victims:
            own_neo4j.kill()
        if "loader" in victims:
            loader.kill()
        if "server" in victims:
            assert own_neo4j.start() == uri
        assert (loader.wait() == 0) == ("loader" not in victims)
        assert _load(out, uri) == expected, f"turn {turn}: killed {' and '.join(victims)}"

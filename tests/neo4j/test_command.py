"""`hub graph load`: what it prints, how far it loads, and what it says while it works."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from hub.graph.neo4j.load import current_snapshot
from hub.graph.neo4j.server import Neo4j
from hub.release import Release, current
from tests.command import HUB, run
from tests.mini import write_mini


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_mini(tmp_path)
    return tmp_path


@pytest.fixture
def release(out: Path) -> Release:
    return current(out)


def test_a_load_says_what_readers_see_and_another_that_nothing_changed(
    server: Neo4j, out: Path, release: Release
) -> None:
    first, second = (run("graph", "load", str(out), "--to", server.uri) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert f"{release.id}@subdistrict is what readers see now" in first.stderr
    assert f"{release.id}@subdistrict was there already; nothing was changed" in second.stderr
    assert first.stdout == second.stdout
    assert "(:Person)-[:STANDS_AS]->(:Candidacy)" in first.stdout


def test_every_row_is_sent_again_and_a_level_is_another_snapshot(server: Neo4j, out: Path, release: Release) -> None:
    options = ([], ["--again"], ["--level", "nation"])
    loads = [json.loads(run("graph", "load", str(out), "--to", server.uri, "--json", *more).stdout) for more in options]
    sent = loads[0]["rows_sent"]
    assert [load["rows_sent"] for load in loads[:2]] == [sent, sent]
    assert loads[0]["counts"] == loads[1]["counts"]
    assert loads[2]["rows_sent"] < sent
    assert current_snapshot(server) == loads[2]["snapshot"] == f"{release.id}@nation"


def test_a_terminal_shows_how_far_it_is(server: Neo4j, out: Path) -> None:
    ours, theirs = pty.openpty()
    loading = subprocess.Popen(
        [*HUB, "graph", "load", str(out), "--to", server.uri], stderr=theirs, stdout=subprocess.DEVNULL
    )
    os.close(theirs)
    shown = bytearray()
    try:
        while some := os.read(ours, 1 << 16):
            shown += some
    except OSError:  # Linux says so at the end of a terminal
        pass
    os.close(ours)
    assert loading.wait() == 0
    assert b"loading (:" in shown
    assert re.search(rb"[1-9]\d*/[1-9]", shown)


def test_a_server_that_is_not_there_is_told_at_once(out: Path) -> None:
    done = run("graph", "load", str(out), "--to", "bolt://127.0.0.1:1")
    assert done.returncode == 1
    assert "expected Neo4j at bolt://127.0.0.1:1 to answer" in done.stderr
    assert "Traceback" not in done.stderr

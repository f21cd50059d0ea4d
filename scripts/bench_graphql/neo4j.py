"""A Neo4j server of the benchmark's own, filled by `hub graph load`, with the indexes that a server without releases looks keys up by."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from neo4j import GraphDatabase

from hub.graph.neo4j.load import load
from hub.graph.neo4j.server import Neo4j
from hub.release import Release

_SCRIPT = Path(__file__).parents[1] / "neo4j"

_MEMORY = ("--heap", "2048", "--pagecache", "512")

_SOUGHT_BY_KEY = ("Candidacy", "District", "Party", "Person")
"""Labels whose nodes the peer seeks by key. The hub's own indexes hold the release before the key; the peer is asked of the one
release that is there, which spares it the comparison."""


class Graph(NamedTuple):
    """A server that holds the release: its address, its version, and its process."""

    uri: str
    version: str
    pid: int


@contextmanager
def running(home: Path, release: Release) -> Iterator[Graph]:
    """Start a server on the data in a folder, load the release unless it is there, and stop the server in the end.

    One that runs there already is taken as it is, and left running.
    """
    home.mkdir(parents=True, exist_ok=True)
    was_running = bool(_script("status", home))
    uri = _script("start", home, *_MEMORY)
    try:
        with Neo4j(uri, "neo4j", "") as server:
            load(server, release, lambda *_: None)
        known = dict(line.split("=", 1) for line in (home / "running").read_text(encoding="utf-8").splitlines())
        yield Graph(uri, _prepare(uri), int(known["pid"]))
    finally:
        if not was_running:
            _script("stop", home)


def _script(command: str, home: Path, *options: str) -> str:
    """Return what the script prints: the address of a server, or nothing. Its own words say what went wrong."""
    asked = [str(_SCRIPT), command, "--home", str(home), *options]
    return subprocess.run(asked, stdout=subprocess.PIPE, check=False, text=True).stdout.strip()  # noqa: S603  our own script


def _prepare(uri: str) -> str:
    """Create the peer's indexes and return the server's name and version."""
    with GraphDatabase.driver(uri) as driver:
        for label in _SOUGHT_BY_KEY:
            driver.execute_query(f"CREATE INDEX bench{label} IF NOT EXISTS FOR (n:{label}) ON (n.key)")
        driver.execute_query("CALL db.awaitIndexes()")
        told = "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition AS told"
        version: str = driver.execute_query(told).records[0]["told"]
    return version

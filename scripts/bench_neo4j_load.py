"""Measures a load into a Neo4j of its own, and shows that loading again changes nothing: `python -m scripts.bench_neo4j_load DIR`.

The release is loaded three times: into an empty graph, again, when the loader finds it whole, and with `--again`, when every row is sent once more.
After each the whole graph is read, and every node and relationship compared with all its properties. Then it is imported into a second server by
`neo4j-admin` and finished by a load, which must make the same graph. The last line says how many times as fast that was as the first load.
Processor seconds are those of the hub, of `neo4j-admin` and of the server together. Exit 1 where anything differs.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from neo4j import GraphDatabase

from scripts.neo4j_fingerprint import Fingerprint, differences, fingerprint

SCRIPT = Path(__file__).resolve().parent / "neo4j"
FIRST = "into an empty graph"
LOADS = {FIRST: (), "again": (), "again, every row (`--again`)": ("--again",)}


class Load(NamedTuple):
    """What one load took: rows sent, seconds, and seconds of processor of loader and server."""

    rows_sent: int
    seconds: float
    processor_s: float


def main() -> None:
    """Load three times and print a Markdown table."""
    arguments = _arguments()
    prints: list[Fingerprint] = []
    loads = {name: options for name, options in LOADS.items() if name == FIRST or not arguments.once}
    taken: list[Load] = []
    print("| load | rows sent | s | processor, s |\n|---|---:|---:|---:|", flush=True)
    with _server(arguments) as (uri, home), GraphDatabase.driver(uri) as driver:
        for name, options in loads.items():
            taken.append(_load(arguments.out, uri, home, ["--level", arguments.level, *options]))
            _row(name, taken[-1])
            prints.append(fingerprint(driver))
    imported, graph = _imported(arguments)
    first, *others = [*prints, graph]
    for name, other in zip([*list(loads)[1:], "by `neo4j-admin`"], others, strict=True):
        if changed := differences(first, other):
            sys.exit(f"expected the graph to stay as it was when loaded {name}, found other:\n" + "\n".join(changed))
    print(f"\nThe same after each load: {first.told()}")
    bolt = taken[0]
    faster = f"{bolt.seconds / imported.seconds:.1f}x by the clock, {bolt.processor_s / imported.processor_s:.1f}x by processor time"
    print(f"The import is as fast as a load into an empty graph: {faster}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="DIR", type=Path, help="folder of a built release")
    parser.add_argument(
        "--level", default="subdistrict", help="finest areas whose votes are loaded (default: subdistrict)"
    )
    parser.add_argument("--once", action="store_true", help="load once, then import")
    parser.add_argument("--heap", type=int, default=2048, metavar="MB", help="heap of the server (default: 2048)")
    parser.add_argument("--pagecache", type=int, default=512, metavar="MB", help="its page cache (default: 512)")
    return parser.parse_args()


def _imported(arguments: argparse.Namespace) -> tuple[Load, Fingerprint]:
    """Import into a server of its own, print a row for each step and one for all; return what all took, and the fingerprint."""
    with tempfile.TemporaryDirectory() as folder:
        files, level = f"{folder}/files", ["--level", arguments.level]
        began, used = time.perf_counter(), _processor_s()
        told = _hub("import-files", str(arguments.out), "--out", files, *level)
        rows = sum(told["counts"].values())
        written = Load(rows, time.perf_counter() - began, _processor_s() - used)
        _row("files for `neo4j-admin`", written)
        began, used = time.perf_counter(), _processor_s()
        command = [SCRIPT, "import", files, "--home", f"{folder}/home", "--heap", str(arguments.heap)]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=True)  # noqa: S603  a script of this folder
        imported = Load(rows, time.perf_counter() - began, _processor_s() - used)
        _row("`neo4j-admin database import`", imported)
        with _server(arguments, Path(folder) / "home") as (uri, home), GraphDatabase.driver(uri) as driver:
            load = _load(arguments.out, uri, home, level)
            _row("load that finishes it", load)
            steps = (written, imported, load)
            whole = Load(rows, sum(step.seconds for step in steps), sum(step.processor_s for step in steps))
            _row("import, all steps", whole)
            return whole, fingerprint(driver)


def _row(name: str, load: Load) -> None:
    print(f"| {name} | {load.rows_sent:,} | {load.seconds:.1f} | {load.processor_s:.1f} |", flush=True)


@contextmanager
def _server(arguments: argparse.Namespace, home: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Start a server on a home, or with an empty graph; yield its URI and its home, and stop it in the end."""
    with tempfile.TemporaryDirectory() as empty:
        home = home or Path(empty)
        sizes = ["--heap", str(arguments.heap), "--pagecache", str(arguments.pagecache), "--wait", "600"]
        keeper = subprocess.Popen(  # noqa: S603  a script of this folder
            [SCRIPT, "run", "--home", home, *sizes], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            uri = keeper.stdout.readline().strip() if keeper.stdout else ""
            if not uri:
                sys.exit("expected a Neo4j to measure with, found that it does not start; its words are above")
            yield uri, home
        finally:
            keeper.communicate()


def _load(out: Path, uri: str, home: Path, options: list[str]) -> Load:
    began, used = time.perf_counter(), _processor_s() + _of_server_s(home)
    told = _hub("load", str(out), "--to", uri, *options)
    return Load(told["rows_sent"], time.perf_counter() - began, _processor_s() + _of_server_s(home) - used)


def _of_server_s(home: Path) -> float:
    """Return the seconds of processor that the server of a home has used, as Linux counts them."""
    known = dict(line.split("=", 1) for line in (home / "running").read_text(encoding="utf-8").splitlines())
    user, system = Path(f"/proc/{known['pid']}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _hub(*arguments: str) -> dict[str, Any]:
    """Run a command of `hub graph` and return what it prints."""
    command = [sys.executable, "-c", "from hub.cli import main; main()", "graph", *arguments, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603  the hub's own command
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

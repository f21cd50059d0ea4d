"""Measures a load into a Neo4j of its own, and shows that loading again changes nothing: `python -m scripts.bench_neo4j_load DIR`.

The release is loaded three times: into an empty graph, again, when the loader finds it whole, and with `--again`, when every row is sent once more.
After each the whole graph is read, and every node and relationship compared with all its properties. Then it is imported into a second server by
`neo4j-admin` and finished by a load, which must make the same graph. Exit 1 where anything differs.
"""

import argparse
import json
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
LOADS = {"into an empty graph": (), "again": (), "again, every row (`--again`)": ("--again",)}


class Load(NamedTuple):
    """What one load took: rows sent, seconds, and seconds of processor in the loader alone."""

    rows_sent: int
    seconds: float
    processor_s: float


def main() -> None:
    """Load three times and print a Markdown table."""
    arguments = _arguments()
    prints: list[Fingerprint] = []
    print("| load | rows sent | s | processor of the loader, s |\n|---|---:|---:|---:|", flush=True)
    with _server(arguments.heap, arguments.pagecache) as uri, GraphDatabase.driver(uri) as driver:
        for name, options in LOADS.items():
            load = _load(arguments.out, uri, ["--level", arguments.level, *options])
            print(f"| {name} | {load.rows_sent:,} | {load.seconds:.1f} | {load.processor_s:.1f} |", flush=True)
            prints.append(fingerprint(driver))
    prints.append(_imported(arguments))
    first, *others = prints
    for name, other in zip([*list(LOADS)[1:], "by `neo4j-admin`"], others, strict=True):
        if changed := differences(first, other):
            sys.exit(f"expected the graph to stay as it was when loaded {name}, found other:\n" + "\n".join(changed))
    print(f"\nThe same after each load: {first.told()}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="DIR", type=Path, help="folder of a built release")
    parser.add_argument(
        "--level", default="subdistrict", help="finest areas whose votes are loaded (default: subdistrict)"
    )
    parser.add_argument("--heap", type=int, default=2048, metavar="MB", help="heap of the server (default: 2048)")
    parser.add_argument("--pagecache", type=int, default=512, metavar="MB", help="its page cache (default: 512)")
    return parser.parse_args()


def _imported(arguments: argparse.Namespace) -> Fingerprint:
    """Import into a server of its own, print a row for each step and one for all, and return the fingerprint."""
    with tempfile.TemporaryDirectory() as folder:
        home, files, level = f"{folder}/home", f"{folder}/files", ["--level", arguments.level]
        began, used = time.perf_counter(), _processor_s()
        told = _hub("import-files", str(arguments.out), "--out", files, *level)
        written_s, written_processor_s = time.perf_counter() - began, _processor_s() - used
        rows = sum(told["counts"].values())
        print(f"| files for `neo4j-admin` | {rows:,} | {written_s:.1f} | {written_processor_s:.1f} |", flush=True)
        command = [SCRIPT, "import", files, "--home", home, "--heap", str(arguments.heap)]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=True)  # noqa: S603  a script of this folder
        import_s = time.perf_counter() - began - written_s
        print(f"| `neo4j-admin database import` | {rows:,} | {import_s:.1f} | |", flush=True)
        with _server(arguments.heap, arguments.pagecache, home) as uri, GraphDatabase.driver(uri) as driver:
            load = _load(arguments.out, uri, level)
            print(f"| load that finishes it | {load.rows_sent:,} | {load.seconds:.1f} | {load.processor_s:.1f} |")
            print(f"| import, all steps | {rows:,} | {written_s + import_s + load.seconds:.1f} | |", flush=True)
            return fingerprint(driver)


@contextmanager
def _server(heap_mb: int, pagecache_mb: int, home: str | None = None) -> Iterator[str]:
    """Start a server on a home, or with an empty graph, and yield its URI; stop it in the end."""
    with tempfile.TemporaryDirectory() as empty:
        sizes = ["--heap", str(heap_mb), "--pagecache", str(pagecache_mb)]
        keeper = subprocess.Popen(  # noqa: S603  a script of this folder
            [SCRIPT, "run", "--home", home or empty, *sizes], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            uri = keeper.stdout.readline().strip() if keeper.stdout else ""
            if not uri:
                sys.exit("expected a Neo4j to measure with, found that it does not start; its words are above")
            yield uri
        finally:
            keeper.communicate()


def _load(out: Path, uri: str, options: list[str]) -> Load:
    began, used = time.perf_counter(), _processor_s()
    told = _hub("load", str(out), "--to", uri, *options)
    return Load(told["rows_sent"], time.perf_counter() - began, _processor_s() - used)


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

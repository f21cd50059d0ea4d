"""Asks the hub and Jena TDB2 the queries of `ontology/queries/` by turns: `python -m scripts.bench_sparql BUILT [--rounds N] [--tdb FOLDER]`.

Both answer from a process of their own, from memory that is warm, with the bytes of the answer; the hub's time has the way to that process and back in it. Answers must be equal.
"""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox

from hub.publication import dump_path
from hub.rdf.ontology import ontology_text
from hub.rdf.sparql.pool import DEFAULT_LIMITS, Process
from hub.rdf.sparql.question import Question, answers_with_graph
from hub.rdf.sparql.store import open_store
from hub.release import Release, current
from hub.web.sparql_examples import EXAMPLES
from scripts.bench_sparql.tdb2 import Tdb2

WARMED = 3
"""Rounds that are not counted: Java compiles what is called often."""


def main(built: Path, rounds: int, folder: Path) -> None:
    """Print a table of the medians, and how many queries the hub answers faster."""
    release = current(built)
    process = Process(open_store(built, release), DEFAULT_LIMITS)
    queries = {example.name: example.text(release.base_iri) for example in EXAMPLES}
    took: dict[str, list[tuple[float, ...]]] = {name: [] for name in queries}
    with Tdb2(folder, *_files(built, release, folder.with_suffix(".ontology.ttl"))) as tdb2:
        for _ in range(WARMED + rounds):
            for name, query in queries.items():
                *ours, answer = _asked(process, query)
                *theirs, other = tdb2.ask(query)
                if _content(answer) != _content(other):
                    raise SystemExit(f"expected equal answers to {name}, found {answer[:500]!r} and {other[:500]!r}")
                took[name].append((*ours, *theirs))
    process.close()
    print(
        "| query | hub, ms | of processor | TDB2, ms | of processor | TDB2 takes | by processor |\n|---|---:|---:|---:|---:|---:|---:|"
    )
    ratios = []
    for name, times in took.items():
        ours, used, theirs, theirs_used = (statistics.median(column) for column in zip(*times[WARMED:], strict=True))
        ratios.append((theirs / ours, theirs_used / used))
        told = f"{ours:,.1f} | {used:,.1f} | {theirs:,.1f} | {theirs_used:,.1f} | {theirs / ours:.2f}x | {theirs_used / used:.2f}x"
        print(f"| `{name}` | {told} |")
    print()
    for by, found in zip(("elapsed", "of the processor"), zip(*ratios, strict=True), strict=True):
        faster = sum(ratio > 1 for ratio in found)
        print(
            f"By time {by} the hub is faster in {faster} of {len(found)}; where it is slowest it takes {1 / min(found):.2f}x."
        )


def _files(built: Path, release: Release, ontology: Path) -> tuple[Path, ...]:
    """Return what the hub's store is made of: every statement in the default graph, and what a source states in the graph of its file as well."""
    ontology.write_text(
        f"@base <{release.base_iri}def/> .\n" + ontology_text("hub.ttl", release.base_iri), encoding="utf-8"
    )
    return dump_path(built, release, "nq"), dump_path(built, release, "ttl"), ontology


def _asked(process: Process, query: str) -> tuple[float, float, bytes]:
    """Return the milliseconds that an answer took, elapsed and of the processor, and the answer."""
    question = Question(query, "nt" if answers_with_graph(query) else "json")
    before, began = _used(process.pid), time.perf_counter()
    answer = process.ask(question)
    elapsed = (time.perf_counter() - began) * 1e3
    return elapsed, _used(process.pid) - before, answer


def _used(pid: int) -> float:
    """Return the milliseconds of the processor that a process has used: Linux counts them for each thread."""
    return sum(int(each.read_text().split()[0]) for each in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def _content(answer: bytes) -> Counter[Any]:
    """Return the rows or triples of an answer, however they are ordered."""
    if not answer.startswith(b"{"):
        return Counter(str(quad.triple) for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES))
    rows = orjson.loads(answer)["results"]["bindings"]
    return Counter(tuple(sorted((name, _value(term)) for name, term in row.items())) for row in rows)


def _value(term: dict[str, str]) -> str:
    """Return a term as text; a number as the number that it is, since stores write one in several ways."""
    kind = term.get("datatype", "").rpartition("#")[2]
    return repr(float(term["value"])) if kind in {"integer", "decimal", "double"} else term["value"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("built", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--tdb", type=Path, help="Folder of the store of TDB2, kept for the next time.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        main(given.built, given.rounds, given.tdb or Path(place) / "tdb2")

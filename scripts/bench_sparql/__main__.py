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
from hub.rdf.sparql.pool import Pool
from hub.rdf.sparql.question import Question, answers_with_graph
from hub.rdf.sparql.store import open_store
from hub.release import current
from hub.web.sparql_examples import EXAMPLES
from scripts.bench_sparql.tdb2 import Tdb2

WARMED = 3
"""Rounds that are not counted: Java compiles what is called often."""


def main(built: Path, rounds: int, folder: Path) -> None:
    """Print a table of the medians, and how many queries the hub answers faster."""
    release = current(built)
    nquads = dump_path(built, release, "nq")
    pool = Pool(open_store(built, release, nquads))
    queries = {example.name: example.text(release.base_iri) for example in EXAMPLES}
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in queries}
    with Tdb2(folder, nquads, release.base_iri) as tdb2:
        for _ in range(WARMED + rounds):
            for name, query in queries.items():
                ours, answer = _asked(pool, query)
                theirs, other = tdb2.ask(query)
                if _content(answer) != _content(other):
                    raise SystemExit(f"expected equal answers to {name}, found {answer[:500]!r} and {other[:500]!r}")
                took[name].append((ours, theirs))
    pool.close()
    print("| query | hub, ms | TDB2, ms | TDB2 takes |\n|---|---:|---:|---:|")
    ratios = []
    for name, times in took.items():
        ours, theirs = (statistics.median(column) for column in zip(*times[WARMED:], strict=True))
        ratios.append(theirs / ours)
        print(f"| `{name}` | {ours:,.1f} | {theirs:,.1f} | {theirs / ours:.2f}x |")
    faster = sum(ratio > 1 for ratio in ratios)
    print(f"\nThe hub is faster in {faster} of {len(ratios)}; where it is slowest it takes {1 / min(ratios):.2f}x.")


def _asked(pool: Pool, query: str) -> tuple[float, bytes]:
    question = Question(query, "nt" if answers_with_graph(query) else "json")
    began = time.perf_counter()
    answer = pool.ask(question)
    return (time.perf_counter() - began) * 1e3, answer


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

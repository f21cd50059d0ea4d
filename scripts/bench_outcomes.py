"""Measures a page of 100 outcomes beside a page of 100 candidacies, by turns: `python scripts/bench_outcomes.py FOLDER`."""

import sys
from pathlib import Path
from statistics import median
from time import process_time

from hub.graph.sqlite.store import open_store
from hub.release import current
from hub.schema.execute import Executor
from hub.schema.request import Request

ROUNDS = 200

PAGES = {
    "100 candidacies": "{ candidacies(where: {edition: {eq: \"2024\"}, office: {eq: DPR}}, first: 100) { nodes { key nameOnBallot ballotNumber gender elected votesCount votesStatus votesShare rank person { key } party { abbreviation } contest { key } district { name } edition { key } } } }",
    "100 outcomes": "{ outcomes(where: {edition: {eq: \"2024\"}}, first: 100) { nodes { key status basis isComplete reportedCount expectedCount unit validVotesCount seatsCount marginVotesCount marginShare turnoutRatio contest { key } edition { key } office district { name } } } }",
    "100 outcomes with winners": "{ outcomes(where: {edition: {eq: \"2024\"}, office: {eq: DPR}}, first: 100) { nodes { key status validVotesCount seatsCount marginVotesCount contest { key } winners { key } } } }",
}  # fmt: skip


def main(folder: Path) -> None:
    """Print the median processor time of each page in milliseconds, and its speed as a part of the first one's."""
    release = current(folder)
    executor = Executor(open_store(folder / "graph" / f"{release.manifest.id}.sqlite", release, 30.0))
    taken: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(ROUNDS):
        for name, query in PAGES.items():
            began = process_time()
            response = executor.execute(Request(query))
            taken[name].append(process_time() - began)
            if response.has_errors:
                raise SystemExit(f"{name}: {response.body[:300]!r}")
    first = median(next(iter(taken.values())))
    for name, times in taken.items():
        print(f"{name}: {median(times) * 1000:.2f} ms, {first / median(times):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

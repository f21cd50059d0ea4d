"""`python -m scripts.bench_graphql OUT [compare] [warm] [growth] [--store neo4j]`: the hub against other servers, and against itself.

Prints Markdown and writes nothing but a folder of its own, which is gone in the end, and the Node packages in the user's cache.
"""

import argparse
import os
import tempfile
from pathlib import Path

from scripts.bench_graphql import machine
from scripts.bench_graphql.compare import Line, compare
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.growth import growth
from scripts.bench_graphql.questions import QUESTIONS
from scripts.bench_graphql.servers import SERVERS
from scripts.bench_graphql.warm import warm

MEASURES = ("compare", "warm", "growth")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench_graphql", description=__doc__)
    parser.add_argument("out", type=Path, help="folder that `hub build` wrote")
    parser.add_argument("measures", nargs="*", help=f"of {', '.join(MEASURES)}; default: all, of neo4j compare")
    parser.add_argument("--store", choices=SERVERS, default="sqlite", help="what the hub answers from")
    parser.add_argument(
        "--neo4j-home", type=Path, help="keep the data of Neo4j here; default: a folder that is gone in the end"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of one run of wrk")
    parser.add_argument("--servers", nargs="+", help="names of servers to compare; default: all")
    parser.add_argument("--questions", nargs="+", help="names of questions to compare with; default: all")
    given = parser.parse_args()
    measures = given.measures or (MEASURES if given.store == "sqlite" else ("compare",))
    servers = [server for server in SERVERS[given.store] if not given.servers or server.name in given.servers]
    questions = [question for question in QUESTIONS if not given.questions or question.name in given.questions]
    print(machine.told(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-graphql-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user where this one is root
        with Ground(given.out, Path(folder), given.neo4j_home) as ground:
            if "compare" in measures:
                lines = compare(ground, servers, questions, given.rounds, given.seconds)
                for server in servers:
                    print(f"- {server.name}: {server.versions(ground)}")
                print_lines(lines)
            if "warm" in measures:
                print_lines(warm(ground, given.rounds, given.seconds))
            if "growth" in measures:
                print_lines(growth(ground, given.rounds, given.seconds))
    print(f"\nLoad {os.getloadavg()[0]:.1f} after.")


def print_lines(lines: list[Line]) -> None:
    """Print a table: a row per question and server, and how the first server compares by answers and by processor time."""
    print(
        "\n| question | server | answers/s | half within, ms | 99% within, ms | processor, us | of the store, us | first is | by processor |\n"
        "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    first = {}
    for line in lines:
        one = first.setdefault(line.question.name, line)
        times = "" if line is one else f"{one.per_second / line.per_second:.2f}x"
        less = (
            "" if line is one else f"{(line.processor_us + line.beside_us) / (one.processor_us + one.beside_us):.2f}x"
        )
        beside = f"{line.beside_us:,.0f}" if line.beside_us else ""
        told = line.question.told if line is one else ""
        print(
            f"| {told} | {line.server.name} | {line.per_second:,.0f} | {line.half_ms:.2f} | {line.most_ms:.2f} "
            f"| {line.processor_us:,.0f} | {beside} | {times} | {less} |",
            flush=True,
        )


if __name__ == "__main__":
    main()

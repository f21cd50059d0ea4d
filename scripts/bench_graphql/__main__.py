"""`python -m scripts.bench_graphql OUT`: compares the hub with other servers; `warm` and `growth` measure it against itself.

Prints Markdown and writes nothing but a folder of its own, which is gone in the end, and the Node packages in the user's cache.
"""

import argparse
import tempfile
from pathlib import Path

from scripts.bench_graphql import machine
from scripts.bench_graphql.compare import Line, compare
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.questions import QUESTIONS
from scripts.bench_graphql.servers import SERVERS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench_graphql", description=__doc__)
    parser.add_argument("out", type=Path, help="folder that `hub build` wrote")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of one run of wrk")
    parser.add_argument("--servers", nargs="+", help="names; default: all")
    parser.add_argument("--questions", nargs="+", help="names; default: all")
    given = parser.parse_args()
    servers = [server for server in SERVERS if not given.servers or server.name in given.servers]
    questions = [question for question in QUESTIONS if not given.questions or question.name in given.questions]
    print(machine.told(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-graphql-") as folder:
        Path(folder).chmod(0o755)
        with Ground(given.out, Path(folder)) as ground:
            lines = compare(ground, servers, questions, given.rounds, given.seconds)
            for server in servers:
                print(f"- {server.name}: {server.versions(ground)}")
    print_lines(lines)


def print_lines(lines: list[Line]) -> None:
    """Print a table: a row per question and server, and how many times as many answers the first server gives."""
    print(
        "\n| question | server | answers/s | half within, ms | 99% within, ms | processor, us | hub is | by processor |\n|---|---|---:|---:|---:|---:|---:|---:|"
    )
    first = {}
    for line in lines:
        hub = first.setdefault(line.question.name, line)
        times = "" if line is hub else f"{hub.per_second / line.per_second:.2f}x"
        less = "" if line is hub else f"{line.processor_us / hub.processor_us:.2f}x"
        told = line.question.told if line is hub else ""
        print(
            f"| {told} | {line.server.name} | {line.per_second:,.0f} | {line.half_ms:.2f} | {line.most_ms:.2f} "
            f"| {line.processor_us:,.0f} | {times} | {less} |"
        )


if __name__ == "__main__":
    main()

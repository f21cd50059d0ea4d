"""Prints how long each of `questions.graphql` takes over a build of all published files: `python scripts/bench_questions.py OUT [NAME ...]`.

The least and the median of processor time in milliseconds, statement and plan already written, as it is from the second time a query is asked.
"""

import sys
import time
from pathlib import Path
from statistics import median

import orjson
from graphql import OperationDefinitionNode, parse, print_ast

from hub.graph.sqlite.store import open_store
from hub.publication import store_path
from hub.release import current
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.schema.response import Response

QUESTIONS = Path(__file__).parent / "questions.graphql"
ROUNDS = 5
PAGES = 30


def main(out: Path, wanted: set[str]) -> None:
    """Ask all questions, or those that are named."""
    release = current(out)
    store = open_store(store_path(out, release), release, timeout_s=60)
    executor = Executor(store, tells_cost=True)
    print("| question | at least, ms | median, ms | cost | bytes |\n|---|---:|---:|---:|---:|")
    for question in parse(QUESTIONS.read_text(encoding="utf-8")).definitions:
        if isinstance(question, OperationDefinitionNode) and question.name is not None:
            name, paged = question.name.value, bool(question.variable_definitions)
            if not wanted or name in wanted:
                print(f"| {name} | {_measured(executor, print_ast(question), paged=paged)} |", flush=True)
    store.close()


def _measured(executor: Executor, text: str, *, paged: bool) -> str:
    after: str | None = None
    last = None
    for _ in range(PAGES if paged else 1):
        body, _ = _asked(executor, Request(text, {"after": after}))
        if paged:
            (connection,) = orjson.loads(body)["data"].values()
            last, after = after, connection["pageInfo"]["endCursor"]
    times, cost, body = [], 0, b""
    for _ in range(ROUNDS):
        began = time.process_time()
        body, cost = _asked(executor, Request(text, {"after": last}))
        times.append(1000 * (time.process_time() - began))
    return f"{min(times):.1f} | {median(times):.1f} | {cost:,} | {len(body):,}"


def _asked(executor: Executor, request: Request) -> tuple[bytes, int]:
    prepared = executor.prepare(request)
    response = prepared if isinstance(prepared, Response) else prepared.run()
    if isinstance(prepared, Response) or response.has_errors:
        raise SystemExit(response.body.decode())
    return response.body, prepared.cost


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))

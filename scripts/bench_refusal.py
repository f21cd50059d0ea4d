"""Prints how long queries that are made to explode take to be refused: `python scripts/bench_refusal.py OUT` (a folder of `hub build`).

Each is refused by an executor that has never seen it, so that nothing is known from an earlier time.
"""

import sys
import time
from pathlib import Path
from statistics import median

import orjson

from hub.graph.sqlite.store import open_store
from hub.publication import store_path
from hub.release import current
from hub.schema.execute import Executor
from hub.schema.request import Request

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.schema.test_limits import EXPLOSIVE

ROUNDS = 9


def main(out: Path) -> None:
    release = current(out)
    store = open_store(store_path(out, release), release)
    Executor(store).execute(Request("{ __typename }"))  # builds the schema
    for name, (text, _) in EXPLOSIVE.items():
        times = []
        for _ in range(ROUNDS):
            executor = Executor(store)
            started = time.perf_counter()
            response = executor.execute(Request(text))
            times.append((time.perf_counter() - started) * 1000)
        code = orjson.loads(response.body)["errors"][0]["extensions"]["code"]
        print(f"{median(times):7.2f} ms  {max(times):7.2f} ms at worst  {code:26} {name} ({len(text):,} characters)")


main(Path(sys.argv[1]))

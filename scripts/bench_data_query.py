"""Measures streams of all rows: `python scripts/bench_data_query.py OUT`, OUT as `hub build` wrote it; the queries that come with the hub."""

import resource
import sys
import time
from pathlib import Path

from hub.graph.sqlite.store import open_store
from hub.publication import store_path
from hub.release import current
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.schema.response import Response
from hub.schema.rows import columns
from hub.web.data_query import FORMATS, as_csv, in_parts, stored_queries


def main(out: str) -> None:
    """Print size, time to the first part, time of all, and the peak memory of the process so far, as a Markdown table."""
    release = current(Path(out))
    store = open_store(store_path(Path(out), release), release)
    executor = Executor(store)
    print("| query | form | MB | first part | all | peak memory |\n|---|---|---:|---:|---:|---:|")
    for name, text in stored_queries().items():
        for form in FORMATS:
            made = executor.rows(Request(text))
            if isinstance(made, Response):
                raise SystemExit(made.body.decode())
            rows, variables = made
            began = time.perf_counter()
            source = store.stream(rows, variables)
            parts = in_parts(source if form == "ndjson" else as_csv(source, columns(rows.shape)), form)
            size = len(next(parts))
            first_ms = 1000 * (time.perf_counter() - began)
            size += sum(map(len, parts))
            seconds = time.perf_counter() - began
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            print(f"| {name} | {form} | {size / 1e6:.1f} | {first_ms:.0f} ms | {seconds:.2f} s | {peak_mb:.0f} MB |")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Loads a release into Neo4j in batches; a load that was interrupted resumes, and readers see a release only when it is complete.

Every node carries the name of its snapshot as `release`; the one `(:Hub)` says which snapshot is current. A load fills a second
snapshot, counts it, then sets `current`, and removes the old snapshot when nobody reads it any more. One load at a time.
"""

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from hub.errors import ReleaseError
from hub.graph.neo4j.cypher import statement
from hub.graph.neo4j.rows import Batch, Load, Snapshot, loads
from hub.graph.neo4j.schema import schema
from hub.graph.neo4j.server import Neo4j
from hub.progress import Progress
from hub.release import Release

DEFAULT_LEVEL = "SUBDISTRICT"
NODE_WRITERS = 4
"""Transactions at work at once while nodes are made: enough to keep a small server busy while rows are read and packed."""

RELATIONSHIP_WRITERS = 1
"""A relationship locks both its nodes, so two batches at once wait for each other, or deadlock; one, while the next is packed, is faster."""

READERS_WAIT_S = 60


@dataclass
class Loaded:
    """What a load did: the snapshot, rows sent now and by a load before it, and what the graph holds by kind."""

    snapshot: str
    was_whole: bool = False
    rows_sent: int = 0
    rows_sent_before: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    old_is_removed: bool = True


def load(
    server: Neo4j,
    release: Release,
    progress: Progress,
    *,
    level: str = DEFAULT_LEVEL,
    again: bool = False,
    keep_previous: bool = False,
) -> Loaded:
    """Make a release, with figures down to a level, what readers of a Neo4j server see; return what was done.

    A snapshot that is there whole is left as it is, unless `again` has every row sent once more, which changes nothing in a sound
    graph. With `keep_previous` the old snapshot stays until the next load, for a cluster whose members lag behind.
    Raises ReleaseError where the graph does not hold what the release does, and StoreUnavailable where the server does not answer;
    after either, readers see the old snapshot still, and the next load goes on.
    """
    snapshot = Snapshot(release, level)
    server.check()
    _prepare(server)
    before = current_snapshot(server)
    loaded = Loaded(snapshot.name, was_whole=before == snapshot.name and not again)
    if not loaded.was_whole:
        _remove(server, progress, [name for name in _snapshots(server) if name not in (before, snapshot.name)])
        if again:
            server.run(statement("release/forget-batches"), {})
        _fill(server, snapshot, progress, loaded)
        try:
            loaded.counts = _counted(server, snapshot.name, loaded.counts)
        except ReleaseError:
            server.run(statement("release/forget-batches"), {})
            if before != snapshot.name:  # an invalid or superfluous snapshot must not block the next load
                _remove(server, progress, [snapshot.name])
            raise
        progress("letting readers see it", 0, 1)
        server.write([(statement("release/swap"), {"release": snapshot.name})])
        progress("letting readers see it", 1, 1)
    else:
        loaded.counts = counts(server, snapshot.name)
    server.run(statement("release/forget-batches"), {})  # also what a load noted that was killed after the swap
    if not keep_previous:
        loaded.old_is_removed = _retire(server, progress, snapshot.name)
    return loaded


def current_snapshot(server: Neo4j) -> str | None:
    """Return the name of the snapshot that readers see, None where nothing was ever loaded."""
    rows = server.read(statement("release/current"), {})
    return rows[0]["release"] if rows else None


def counts(server: Neo4j, snapshot: str) -> dict[str, int]:
    """Return how many nodes and relationships of each kind a snapshot holds, by pattern: `(:Person)`, `(:Person)-[:STANDS_AS]->(:Candidacy)`."""
    values = {"release": snapshot}
    nodes = {f"(:{row['label']})": row["count"] for row in server.read(statement("release/count-nodes"), values)}
    relationships = {
        f"(:{row['start']})-[:{row['type']}]->(:{row['end']})": row["count"]
        for row in server.read(statement("release/count-relationships"), values)
    }
    return {**{name: count for name, count in nodes.items() if name != "(:LoadedBatch)"}, **relationships}


def _prepare(server: Neo4j) -> None:
    for item in schema():
        server.run(item, {})
    server.run(statement("release/await-indexes"), {})


def _snapshots(server: Neo4j) -> list[str]:
    return [row["release"] for row in server.read(statement("release/snapshots"), {})]


def _fill(server: Neo4j, snapshot: Snapshot, progress: Progress, loaded: Loaded) -> None:
    rows = server.read(statement("release/batches-done"), {"release": snapshot.name})
    done = {(row["step"], row["number"]) for row in rows}
    with ThreadPoolExecutor(NODE_WRITERS, thread_name_prefix="neo4j-load") as workers:
        for file in loads():
            _fill_from(server, file, _Work(snapshot, progress, loaded, done, workers))


@dataclass(frozen=True)
class _Work:
    snapshot: Snapshot
    progress: Progress
    loaded: Loaded
    done: set[tuple[str, int]]
    workers: ThreadPoolExecutor


def _fill_from(server: Neo4j, file: Load, work: _Work) -> None:
    """Send the rows of one file. What follows may lead to its nodes, so all of them are there when this returns."""
    step = file.step
    writers = NODE_WRITERS if file.is_of_nodes else RELATIONSHIP_WRITERS
    total, looked_at = work.snapshot.rows_count(file.table), 0
    at_work: set[Future[None]] = set()
    try:
        for batch in file.batches(work.snapshot):
            work.loaded.counts[file.pattern] = work.loaded.counts.get(file.pattern, 0) + batch.rows_count
            if (step, batch.number) in work.done:
                work.loaded.rows_sent_before += batch.rows_count
            elif batch.rows_count:
                if len(at_work) >= writers:
                    finished, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                    _raise_first(finished)
                at_work.add(work.workers.submit(_send, server, file, work.snapshot.name, step, batch))
                work.loaded.rows_sent += batch.rows_count
            looked_at += batch.looked_at
            work.progress(f"loading {file.pattern}", looked_at, total)
        _raise_first(wait(at_work).done)
    except BaseException:
        for unfinished in at_work:
            unfinished.cancel()
        raise


def _send(server: Neo4j, file: Load, snapshot: str, step: str, batch: Batch) -> None:
    server.write(
        [
            (file.statement, {"release": snapshot, "rows": batch.rows()}),
            (statement("release/batch-done"), {"release": snapshot, "step": step, "number": batch.number}),
        ]
    )


def _raise_first(finished: set[Future[None]]) -> None:
    for future in finished:
        future.result()


def _counted(server: Neo4j, snapshot: str, expected: dict[str, int]) -> dict[str, int]:
    """Return what the graph holds. Raises ReleaseError where that is not what was expected."""
    found = counts(server, snapshot)
    problems = [
        f"{pattern}: expected {expected.get(pattern, 0):,}, found {found.get(pattern, 0):,}"
        for pattern in sorted(expected.keys() | found.keys())
        if expected.get(pattern, 0) != found.get(pattern, 0)
    ]
    if problems:
        raise ReleaseError(
            f"the graph does not hold what the release does, and readers keep the old one; load once more: {'; '.join(problems)}"
        )
    return found


def _retire(server: Neo4j, progress: Progress, kept: str) -> bool:
    """Remove every snapshot but one, when what readers began before is finished; False where they take too long."""
    old = [name for name in _snapshots(server) if name != kept]
    if not old:
        return True
    if not _readers_are_done(server):
        return False
    _remove(server, progress, old)
    return True


def _readers_are_done(server: Neo4j) -> bool:
    begun = _running(server)
    deadline = time.monotonic() + READERS_WAIT_S
    while begun & _running(server):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _running(server: Neo4j) -> set[str]:
    """Return the transactions at work, but for the one that asks."""
    return {row["transaction"] for row in server.run(statement("release/running"), {})}


def _remove(server: Neo4j, progress: Progress, names: list[str]) -> None:
    for place, name in enumerate(names):
        progress("removing old releases", place, len(names))
        for step in ("release/drop-relationships", "release/drop-nodes"):
            server.run(statement(step), {"release": name})


def expected_counts(snapshot: Snapshot) -> dict[str, int]:
    """Return the counts of a complete snapshot by kind, from the release alone."""
    return {pattern: count for pattern, count in _expected(snapshot) if count}


def _expected(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    for file in loads():
        yield file.pattern, sum(batch.rows_count for batch in file.batches(snapshot))

"""Publishes a release: makes everything that is served from it, then points `current` at it.

Nothing here can be edited by hand to any effect: it is made again from the release.
"""

from pathlib import Path

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import holds
from hub.rdf.dump import dump
from hub.reading import Progress
from hub.release import Release, make_current

DUMP_FORMATS = ("nq", "ttl")


def store_path(out: Path, release: Release) -> Path:
    """Return where the graph store of a release stands."""
    return out / "graph" / f"{release.id}.sqlite"


def dump_path(out: Path, release: Release, dump_format: str) -> Path:
    """Return where the dump of a release in a format stands, compressed."""
    return out / "dumps" / release.id / f"pemilu.{dump_format}.gz"


def data_path(out: Path, release: Release, table: str, file_format: str, edition: str | None) -> Path:
    """Return where the rows of a table stand in a format, of one edition where one is named; written when first asked for."""
    stem = table if edition is None else f"{table}-{edition}"
    return out / "data" / release.id / f"{stem}.{file_format}"


def publish(out: Path, release: Release, progress: Progress) -> None:
    """Make the graph store and the dumps of a release, where they are not there yet, and make the release current."""
    total = 1 + len(DUMP_FORMATS)
    progress("building the graph store", 0, total)
    store = store_path(out, release)
    if not holds(store, release):
        build_store(release, store)
    for done, dump_format in enumerate(DUMP_FORMATS, start=1):
        progress(f"dumping {dump_format}", done, total)
        path = dump_path(out, release, dump_format)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            dump(release, dump_format, path)
    progress("publishing", total, total)
    make_current(out, release)

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


def ready_store(out: Path, release: Release, progress: Progress) -> Path:
    """Return the graph store of a release; one that is missing or of another layout is built first, from the tables."""
    path = store_path(out, release)
    if not holds(path, release):
        progress("building the graph store", 0, 1)
        build_store(release, path)
        progress("building the graph store", 1, 1)
    return path


def publish(out: Path, release: Release, progress: Progress) -> None:
    """Make the graph store and the dumps of a release, where they are not there yet, and make the release current."""
    make(out, release, progress)
    progress("publishing", 1, 1)
    make_current(out, release)


def make(out: Path, release: Release, progress: Progress, *, again: bool = False) -> list[Path]:
    """Make the graph store and the dumps of a release from its tables and return the files that were written.

    A store or dump that is there already stays, unless it is of another layout than this software reads, or `again` is true.
    """
    total, written = 1 + len(DUMP_FORMATS), []
    progress("building the graph store", 0, total)
    store = store_path(out, release)
    if again or not holds(store, release):
        build_store(release, store)
        written.append(store)
    for done, dump_format in enumerate(DUMP_FORMATS, start=1):
        progress(f"dumping {dump_format}", done, total)
        path = dump_path(out, release, dump_format)
        if again or not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            dump(release, dump_format, path)
            written.append(path)
    progress("dumping", total, total)
    return written

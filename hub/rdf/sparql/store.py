"""The SPARQL store of a release: made from its N-Quads dump once, with the ontology as a graph of its own, and opened read-only from then on.

Run as a program (`python -m hub.rdf.sparql.store OUT RELEASE`) it makes one in a process of its own: loading takes more memory than a server has.
"""

import fcntl
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from hub.rdf.compressed import expanding
from hub.rdf.dump import dump
from hub.rdf.ontology import ontology_text
from hub.release import Release
from hub.release.kept import RELEASES

_COMPLETE = "complete-2"
"""Marker file of a completely loaded store, with the number of its quads."""


def store_folder(out: Path, release: Release) -> Path:
    """Return the path of the SPARQL store of a release."""
    return out / "sparql" / release.id


def is_made(out: Path, release: Release) -> bool:
    """True if the store of a release is complete."""
    return (store_folder(out, release) / _COMPLETE).is_file()


def make_apart(out: Path, release: Release) -> subprocess.Popen[bytes]:
    """Start making the store of a release in a process of its own, with the lowest priority; it ends at once where the store is there."""
    command = [sys.executable, "-m", __name__, str(out.resolve()), release.id]
    return subprocess.Popen(["nice", "-n", "10", *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603, S607  our own program


def open_store(out: Path, release: Release, nquads: Path | None = None) -> Path:
    """Return the folder of the SPARQL store of a release, made from its N-Quads dump if it is not there yet.

    `nquads` is a dump that is already there, plain or compressed. A store appears when it is whole; two that make one wait for each other.
    """
    folder = store_folder(out, release)
    if is_made(out, release):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent / f".{release.id}.lock"):
        if is_made(out, release):  # somebody else has made it meanwhile
            return folder
        temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        try:
            if nquads is None or not nquads.is_file():
                nquads = temporary / "dump.nq.zst"
                dump(release, "nq", nquads)
            _load(temporary / "store", nquads, release.base_iri)
            (temporary / "store" / _COMPLETE).touch()
            shutil.rmtree(folder, ignore_errors=True)
            (temporary / "store").rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return folder


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, whatever ends it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _load(folder: Path, nquads: Path, base: str) -> None:
    store = ox.Store(folder)
    with expanding(nquads) as file:
        store.bulk_load(file, ox.RdfFormat.N_QUADS, lenient=True)
    ontology = ontology_text("hub.ttl", base)
    store.bulk_load(
        ontology.encode(), ox.RdfFormat.TURTLE, base_iri=f"{base}def/", to_graph=ox.NamedNode(f"{base}def/")
    )
    store.optimize()
    store.flush()


def _main(out: Path, release_id: str) -> None:
    open_store(out, Release(out / RELEASES / release_id), out / "dumps" / release_id / "pemilu.nq.gz")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])

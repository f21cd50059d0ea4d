"""The SPARQL store of a release: made from its dumps once, and opened read-only from then on.

Every statement is in the default graph; what a source file states is in the graph named by the file too, and the ontology in one of its own. A union of the
named graphs would say the same, but each look-up in it opens an iterator for the named graphs and one for the default graph, which takes twice the time.

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

_COMPLETE = "complete-3"
"""Marker file of a completely loaded store, with the number of what is loaded: a store of another kind is made again."""


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


def open_store(out: Path, release: Release) -> Path:
    """Return the folder of the SPARQL store of a release, made from its dumps if it is not there yet; dumps that are missing are written and removed.

    A store appears when it is whole; two that make one wait for each other.
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
            quads, triples = (_dumped(out, release, form, temporary) for form in ("nq", "ttl"))
            _load(temporary / "store", quads, triples, release.base_iri)
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


def _dumped(out: Path, release: Release, form: str, temporary: Path) -> Path:
    """Return the dump of a release in a form: the one that was published with it, or one written to the temporary folder."""
    published = out / "dumps" / release.id / f"pemilu.{form}.gz"
    if published.is_file():
        return published
    written = temporary / f"dump.{form}.zst"
    dump(release, form, written)
    return written


def _load(folder: Path, quads: Path, triples: Path, base: str) -> None:
    store = ox.Store(folder)
    for dumped, form in ((quads, ox.RdfFormat.N_QUADS), (triples, ox.RdfFormat.TURTLE)):
        with expanding(dumped) as file:
            store.bulk_load(file, form, lenient=True)
    graph = ox.NamedNode(f"{base}def/")
    ontology = list(ox.parse(ontology_text("hub.ttl", base), format=ox.RdfFormat.TURTLE, base_iri=graph.value))
    store.extend(ontology)
    store.extend(ox.Quad(each.subject, each.predicate, each.object, graph) for each in ontology)
    store.optimize()
    store.flush()


def _main(out: Path, release_id: str) -> None:
    open_store(out, Release(out / RELEASES / release_id))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])

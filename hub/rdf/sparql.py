"""SPARQL over a release: an Oxigraph store made from the dump once, and queries in processes that can be stopped.

A store is opened read-only. A query runs in a process of its own with limits on time, memory and output, since nothing else can
stop a query that explodes; what it may not do (updates, calls to other servers) is refused before it runs.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from hub.errors import HubError, UsageError
from hub.rdf import sparql_worker
from hub.rdf.dump import dump
from hub.release import Release

FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""Names of formats and their media types: of tables of results, then of graphs."""

_COMPLETE = "complete"
"""File beside a store that was loaded to the end."""

_SILENT = re.compile(
    r"<[^<>\"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", re.DOTALL
)
"""IRIs, strings and comments: what stands in them is no keyword."""

_SERVICE = re.compile(r"(?<![\w:?$-])SERVICE(?![\w:-])", re.IGNORECASE)

_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)


class SparqlError(HubError):
    """A query that could not be answered; the message is fit for the one who asked."""

    code = "SPARQL"


class SparqlTimeout(SparqlError):
    """A query was stopped because it ran for too long, held too much, or answered too much."""

    code = "SPARQL_LIMIT"


@dataclass(frozen=True)
class Limits:
    """What one query may use."""

    timeout_s: float = 20.0
    memory_bytes: int = 2 << 30
    output_bytes: int = 50 << 20


def store_folder(out: Path, release: Release) -> Path:
    """Return where the SPARQL store of a release stands."""
    return out / "sparql" / release.id


def open_store(out: Path, release: Release, nquads: Path | None = None) -> Path:
    """Return the folder of the SPARQL store of a release, made from its N-Quads dump if it is not there yet.

    `nquads` is a dump that is already there, plain or compressed. A store appears when it is whole.
    """
    folder = store_folder(out, release)
    if (folder / _COMPLETE).is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        if nquads is None or not nquads.is_file():
            nquads = temporary / "dump.nq.gz"
            dump(release, "nq", nquads)
        _load(temporary / "store", nquads)
        (temporary / "store" / _COMPLETE).touch()
        shutil.rmtree(folder, ignore_errors=True)
        (temporary / "store").rename(folder)
    except OSError:
        if not (folder / _COMPLETE).is_file():
            raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _load(folder: Path, nquads: Path) -> None:
    store = ox.Store(folder)
    if nquads.suffix == ".gz":
        with gzip.open(nquads, "rb") as file:
            store.bulk_load(cast("IO[bytes]", file), ox.RdfFormat.N_QUADS, lenient=True)
    else:
        store.bulk_load(path=nquads, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()


def query(folder: Path, text: str, form: str, limits: Limits = Limits(), graphs: Sequence[str] = ()) -> bytes:
    """Return the answer to a SPARQL 1.1 query, in a form of FORMATS; the default graph is the union of all graphs, or `graphs`.

    Raises UsageError for a query that is wrong or not allowed and for a form that its kind of answer does not have, SparqlTimeout
    where it hit a limit, and SparqlError for anything else.
    """
    refuse_service(text)
    if form not in FORMATS:
        raise UsageError(f"expected one of the forms {', '.join(FORMATS)}, found {form!r}")
    command = [sys.executable, "-I", str(Path(sparql_worker.__file__)), str(folder), form, str(limits.memory_bytes)]
    command += [str(limits.output_bytes), str(max(1, round(limits.timeout_s))), *graphs]
    try:
        done = subprocess.run(  # noqa: S603  the program is our own, and the query reaches it through stdin
            command, input=text.encode(), capture_output=True, timeout=limits.timeout_s, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        raise SparqlTimeout(_too_much(limits)) from None
    told = done.stderr.decode(errors="replace").strip()
    if done.returncode == sparql_worker.REFUSED:
        raise UsageError(told)
    if done.returncode in sparql_worker.OVER_LIMIT:
        raise SparqlTimeout(_too_much(limits))
    if done.returncode != 0:
        raise SparqlError("expected an answer from the SPARQL store, found that the query ended without one")
    return done.stdout


def refuse_service(text: str) -> None:
    """Raise UsageError for a query that calls another server: this one makes no requests on behalf of who asks."""
    if _SERVICE.search(_SILENT.sub(" ", text)):
        raise UsageError("expected a query over this store alone, found SERVICE; ask the other server yourself")


def answers_with_graph(text: str) -> bool:
    """Tell whether a query is a CONSTRUCT or a DESCRIBE, as far as its first keyword says."""
    first = _FORM.search(_SILENT.sub(" ", text))
    return first is not None and first[1].upper() in {"CONSTRUCT", "DESCRIBE"}


def _too_much(limits: Limits) -> str:
    return (
        f"expected a query that ends within {limits.timeout_s:g} s, {limits.memory_bytes >> 20} MB of memory and "
        f"{limits.output_bytes >> 20} MB of answer, found that it needs more; add a LIMIT or narrow the pattern"
    )


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}

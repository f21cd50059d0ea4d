"""Runs one SPARQL query and ends: the process that `hub.rdf.sparql` starts. It imports nothing of the hub, to start fast.

Arguments: folder of the store, form, bytes of memory, bytes of answer, seconds of processor, then IRIs of default graphs. The query
comes on stdin; the answer goes to stdout.
"""

import io
import resource
import signal
import sys

import pyoxigraph as ox

REFUSED = 3
"""Exit code where the query is wrong; stderr says how."""

TOO_LARGE = 4
"""Exit code where the answer grows past its limit."""

OVER_LIMIT = (TOO_LARGE, -signal.SIGXCPU, -signal.SIGABRT, -signal.SIGKILL)

TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class Bounded(io.RawIOBase):
    """Standard output up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._left = most

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        written = bytes(memoryview(content))  # type: ignore[arg-type]  # any buffer, as RawIOBase has it
        self._left -= len(written)
        if self._left < 0:
            raise SystemExit(TOO_LARGE)
        return sys.stdout.buffer.write(written)


def main(folder: str, form: str, memory: str, output: str, seconds: str, *graphs: str) -> None:
    """Answer the query on stdin."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    text = sys.stdin.buffer.read().decode()
    store = ox.Store.read_only(folder)
    try:
        answer = store.query(
            text,
            use_default_graph_as_union=not graphs,
            default_graph=[ox.NamedNode(graph) for graph in graphs] or None,
        )
        write(answer, form, Bounded(int(output)))
    except (SyntaxError, ValueError) as error:
        refuse(str(error))


def write(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str, sink: Bounded) -> None:
    """Write an answer in a form that its kind has; a table has no graph form, a graph no table form."""
    if isinstance(answer, ox.QueryTriples):
        if form not in GRAPHS:
            refuse(f"expected one of the forms {', '.join(GRAPHS)} for an answer that is a graph, found {form!r}")
        answer.serialize(sink, format=GRAPHS[form])  # type: ignore[arg-type]  # a raw stream is enough
        return
    if form not in TABLES:
        refuse(f"expected one of the forms {', '.join(TABLES)} for an answer that is a table, found {form!r}")
    answer.serialize(sink, format=TABLES[form])  # type: ignore[arg-type]  # a raw stream is enough


def refuse(message: str) -> None:
    """End with what is wrong with the query."""
    sys.stderr.write(message)
    raise SystemExit(REFUSED)


if __name__ == "__main__":
    main(*sys.argv[1:])

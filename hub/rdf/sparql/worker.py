"""The program of a process that answers SPARQL queries, one after the other. It imports nothing of the hub, to start fast.

Arguments: folder of the store, descriptor of the connection, bytes of memory. A question is a message of JSON; its answer is a message
of JSON that says how it went, and the content as a second one where it went well.
"""

import io
import json
import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

ANSWERED, REFUSED, TOO_LARGE = "answered", "refused", "too large"

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
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


class TooLargeError(Exception):
    """The answer grows past its limit."""


class RefusedError(Exception):
    """The query is wrong; the message says how."""


class Bounded(io.BytesIO):
    """Bytes up to a number."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, content: Any) -> int:
        self._left -= len(content)
        if self._left < 0:
            raise TooLargeError
        return super().write(content)


def main(folder: str, descriptor: str, memory: str) -> None:
    """Answer questions until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    store = ox.Store.read_only(folder)
    with Connection(int(descriptor)) as asker:
        while True:
            try:
                question = json.loads(asker.recv_bytes())
            except EOFError:
                return
            told, content = _answer(store, question)
            told["held_bytes"] = _held_bytes()
            asker.send_bytes(json.dumps(told).encode())
            if told["outcome"] == ANSWERED:
                asker.send_bytes(content)


def _held_bytes() -> int:
    """Return the resident memory, or 0 where the system has no `/proc`; `ru_maxrss` would be that of the process that started this one."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  pathlib takes longer to import than a query
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def _answer(store: ox.Store, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    sink = Bounded(question["output_bytes"])
    try:
        _write(
            store.query(question["text"], base_iri=question["base_iri"], **_dataset(question)), question["form"], sink
        )
    except (SyntaxError, ValueError, RefusedError) as error:
        return {"outcome": REFUSED, "why": str(error)}, b""
    except TooLargeError:
        return {"outcome": TOO_LARGE}, b""
    return {"outcome": ANSWERED}, sink.getvalue()


def _dataset(question: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments that say which graphs are asked: those of the protocol, or those of the query, which has the default graph without FROM."""
    default, named = question["default_graphs"], question["named_graphs"]
    if not (default or named):
        return {}
    return {
        "default_graph": [ox.NamedNode(graph) for graph in default],
        "named_graphs": [ox.NamedNode(graph) for graph in named],
    }


def _write(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str, sink: Bounded) -> None:
    """Write an answer in a form that its kind has; a table has no graph form, a graph no table form."""
    if isinstance(answer, ox.QueryTriples):
        if form not in GRAPHS:
            raise RefusedError(
                f"expected one of the forms {', '.join(GRAPHS)} for an answer that is a graph, found {form!r}"
            )
        answer.serialize(sink, format=GRAPHS[form])
        return
    if form not in TABLES:
        raise RefusedError(
            f"expected one of the forms {', '.join(TABLES)} for an answer that is a table, found {form!r}"
        )
    answer.serialize(sink, format=TABLES[form])


if __name__ == "__main__":
    main(*sys.argv[1:])

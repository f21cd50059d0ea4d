"""A SPARQL request: query text, result format, dataset graphs; its limits of time, memory and output; and the errors of queries.

An unknown format and SERVICE (a call to another server) are refused before the query runs.
"""

import re
from dataclasses import dataclass

from hub.errors import HubError, UsageError

TABLE_FORMS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_FORMS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
FORMS = TABLE_FORMS | GRAPH_FORMS
"""Names of forms and their media types: of tables of results, then of graphs."""

_SILENT = re.compile(
    r"<[^<>\"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", re.DOTALL
)
"""IRIs, strings and comments: the form of a query is not looked for in them."""

_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)

_GAP = r"(?:\s|#[^\r\n]*[\r\n])*+"
_SERVER = r"(?:<[^<>]*+>|[?$][^\s{}<>\"'#]++|[^\s{}<>\"'#?$:]*+:(?:\\.|[^\s{}<>\"'\\#])*+)"
_CALL = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?{_SERVER}{_GAP}\{{", re.IGNORECASE)
"""A call to another server: the keyword; an IRI, a variable or a name with a prefix; a group.

It is looked for in the text as it is, strings and comments included, and needs no space around the keyword: where a string, a comment or
a word ends is for the engine to say, and what it may take for a call must not pass.
"""
MOST_SERVICES = 20
"""How often the word may occur: each place is looked at."""


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

    @property
    def exceeded(self) -> SparqlTimeout:
        """The error for a query that needs more."""
        return SparqlTimeout(
            f"expected a query that ends within {self.timeout_s:g} s, {self.memory_bytes >> 20} MB of memory and "
            f"{self.output_bytes >> 20} MB of answer, found that it needs more; add a LIMIT or narrow the pattern"
        )


@dataclass(frozen=True)
class Question:
    """A query and the dataset that the protocol gives it, which goes before that of the query's own FROM clauses.

    Without either the default graph has every statement of the release. With FROM, or with graphs given by the
    protocol, it is what SPARQL 1.1 says: the merge of the default graphs named, empty where only named graphs are.
    """

    text: str
    form: str = "json"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base_iri: str | None = None
    """What relative IRIs of a query without BASE are relative to; None refuses them."""

    def __post_init__(self) -> None:
        """Raise UsageError for a form that is not known, and for a query that calls another server."""
        if self.form not in FORMS:
            raise UsageError(f"expected one of the forms {', '.join(FORMS)}, found {self.form!r}")
        if len(re.findall("service", self.text, re.IGNORECASE)) > MOST_SERVICES or _CALL.search(self.text):
            raise UsageError("expected a query over this store alone, found SERVICE; ask the other server yourself")


def answers_with_graph(text: str) -> bool:
    """True for a CONSTRUCT or a DESCRIBE, as far as the first keyword says."""
    first = _FORM.search(_SILENT.sub(" ", text))
    return first is not None and first[1].upper() in {"CONSTRUCT", "DESCRIBE"}

"""The W3C's tests of SPARQL: datasets and result formats against the processes that answer, the protocol against the endpoint over HTTP."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from hub.publication import publish
from hub.rdf.sparql import store
from hub.rdf.sparql.pool import Pool
from hub.rdf.sparql.question import GRAPH_FORMS, TABLE_FORMS, Question
from hub.release import current
from hub.web.app import app
from tests.components import absent
from tests.conftest import PUBLISHED
from tests.mini import write_mini
from tests.web.listening import listening

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
BASE = "http://w3c.example/"

FOLDER = PUBLISHED.parent / "standards" / "w3c-sparql-tests" / "sparql"
FORMATS = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}


def manifest(part: str) -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / part / "manifest.ttl", publicID=f"{BASE}{part}/")


def entries(part: str) -> list[Any]:
    """Return the tests of a manifest; none where the standards are not at hand, which a test says."""
    if not FOLDER.is_dir():
        return []
    graph = manifest(part)
    listed = graph.value(None, RDF.type, MF.Manifest)
    return list(Collection(graph, graph.value(listed, MF.entries)))


def local(test: Any) -> str:
    return str(test).rpartition("#")[2]


def file_of(part: str, name: Any) -> Path:
    return FOLDER / part / str(name).rpartition("/")[2]


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Any]:
    """Return what makes a pool over a store of some graphs, by name."""
    made: list[Pool] = []

    def over(graphs: dict[str, Path]) -> Pool:
        held = ox.Store(str(tmp_path / "store"))
        for name, path in graphs.items():
            held.load(path=str(path), to_graph=ox.NamedNode(name), base_iri=name)
            held.load(path=str(path), base_iri=name)  # a store of the hub has every statement in the default graph too
        held.flush()
        del held
        made.append(Pool(tmp_path / "store"))
        return made[-1]

    yield over
    for each in made:
        each.close()


def test_the_standards_are_at_hand() -> None:
    if not FOLDER.is_dir():
        absent(f"expected the W3C's tests of SPARQL in {FOLDER}, found no such folder")
    assert len(entries("sparql10/dataset")) == 12
    assert len(entries("sparql11/protocol")) == 34


DATASET = "sparql10/dataset"


@pytest.mark.parametrize("test", entries(DATASET), ids=local)
def test_the_dataset_of_a_query(test: Any, pool: Any) -> None:
    graph = manifest(DATASET)
    query = file_of(DATASET, graph.value(graph.value(test, MF.action), QT.query)).read_text(encoding="utf-8")
    graphs = {f"{BASE}{DATASET}/{path.name}": path for path in sorted((FOLDER / DATASET).glob("data-g*.ttl"))}
    answer = pool(graphs).ask(Question(f"BASE <{BASE}{DATASET}/>\n{query}", "json"))
    expected = rdflib.Graph().parse(file_of(DATASET, graph.value(test, MF.result)), publicID=f"{BASE}{DATASET}/")
    assert isomorphic(unordered(expected), result_set(json.loads(answer)))


def unordered(expected: rdflib.Graph) -> rdflib.Graph:
    """Return a result set without what says nothing of its solutions."""
    expected.remove((None, RS.index, None))
    return expected


def result_set(answer: dict[str, Any]) -> rdflib.Graph:
    """Return SPARQL results in JSON as the graph in which the tests write what they expect."""
    graph, held = rdflib.Graph(), rdflib.BNode()
    graph.add((held, RDF.type, RS.ResultSet))
    for name in answer["head"]["vars"]:
        graph.add((held, RS.resultVariable, rdflib.Literal(name)))
    nodes: dict[str, rdflib.BNode] = {}
    for row in answer["results"]["bindings"]:
        solution = rdflib.BNode()
        graph.add((held, RS.solution, solution))
        for name, term in row.items():
            binding = rdflib.BNode()
            graph.add((solution, RS.binding, binding))
            graph.add((binding, RS.variable, rdflib.Literal(name)))
            graph.add((binding, RS.value, term_of(term, nodes)))
    return graph


def term_of(term: dict[str, str], nodes: dict[str, rdflib.BNode]) -> Any:
    match term["type"]:
        case "uri":
            return rdflib.URIRef(term["value"])
        case "bnode":
            return nodes.setdefault(term["value"], rdflib.BNode())
        case _:
            kind = term.get("datatype")
            return rdflib.Literal(term["value"], lang=term.get("xml:lang"), datatype=kind and rdflib.URIRef(kind))


@pytest.mark.parametrize(
    ("part", "test"),
    [(part, test) for part in ("sparql11/csv-tsv-res", "sparql11/json-res") for test in entries(part)],
    ids=lambda value: local(value) if "#" in str(value) else "",
)
def test_the_format_of_results(part: str, test: Any, pool: Any) -> None:
    graph = manifest(part)
    action, result = graph.value(test, MF.action), file_of(part, graph.value(test, MF.result))
    query = file_of(part, graph.value(action, QT.query)).read_text(encoding="utf-8")
    form = FORMATS[result.suffix]
    answer = pool({f"{BASE}data": file_of(part, graph.value(action, QT.data))}).ask(Question(query, form)).decode()
    expected = result.read_text(encoding="utf-8")
    if form == "json":
        told = [json.loads(text) for text in (answer, expected)]
        if "boolean" in told[1]:
            assert told[0]["boolean"] == told[1]["boolean"]
        else:
            assert isomorphic(*map(result_set, told))
    else:
        assert table(answer, form) == table(expected, form)


def table(text: str, form: str) -> list[dict[str, str]]:
    """Return the rows by column, in an order of their own, as `SELECT *` leaves both open: numbers by value, blank nodes without labels."""
    delimiter, quoting = (",", csv.QUOTE_MINIMAL) if form == "csv" else ("\t", csv.QUOTE_NONE)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    return sorted(
        ({name: plain(cell) for name, cell in row.items()} for row in rows), key=lambda row: sorted(row.items())
    )


NUMBERS = {"integer", "decimal", "double", "negativeInteger"}


def plain(cell: str) -> str:
    """Return a cell such that two ways of writing one value are the same: a number in short, a blank node by no name.

    The store keeps values and not their spelling, so that a negativeInteger comes back as an integer.
    """
    if cell.startswith("_:"):
        return "_:"
    value, mark, kind = cell.rpartition("^^")
    text = value.strip('"') if mark and kind.rpartition("#")[2].rstrip(">") in NUMBERS else cell
    try:
        return str(float(text))
    except ValueError:
        return cell


PROTOCOL = "sparql11/protocol"
QUERIES = [
    test for test in entries(PROTOCOL) if local(test).startswith(("query_", "bad_query_", "bad_multiple_queries"))
]
UPDATES = [test for test in entries(PROTOCOL) if "update" in local(test)]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a hub whose SPARQL store holds what the tests of the protocol ask for."""
    out = tmp_path_factory.mktemp("protocol")
    publish(out, write_mini(out), lambda *_: None)
    folder = store.store_folder(out, current(out))
    folder.parent.mkdir(parents=True)
    held = ox.Store(str(folder))
    for number in (1, 2, 3):
        name = f"http://kasei.us/2009/09/sparql/data/data{number}.rdf"
        for graph in (ox.NamedNode(name), ox.DefaultGraph()):
            held.load(path=str(FOLDER / PROTOCOL / f"data{number}.nt"), to_graph=graph)
    held.flush()
    del held
    (folder / store._COMPLETE).touch()
    with listening(app(out)) as address:
        yield address


def sent(graph: rdflib.Graph, request: Any, address: str) -> httpx.Response:
    """Send a request of the manifest."""
    path = str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    headers = {}
    if (listed := graph.value(request, HT.headers)) is not None:
        for header in Collection(graph, listed):
            headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    body = graph.value(request, HT.body)
    content = b""
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8")
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    return httpx.request(
        str(graph.value(request, HT.methodName)), address + path, content=content, headers=headers, timeout=120
    )


def requests_of(graph: rdflib.Graph, test: Any) -> list[Any]:
    return list(Collection(graph, graph.value(graph.value(test, MF.action), HT.requests)))


@pytest.mark.parametrize("test", QUERIES, ids=local)
def test_the_protocol(test: Any, endpoint: str) -> None:
    graph = manifest(PROTOCOL)
    for request in requests_of(graph, test):
        answer, expected = sent(graph, request, endpoint), graph.value(request, HT.resp)
        classes = {str(status).rpartition("StatusCode")[2][0] for status in graph.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in classes, answer.text
        form = str(graph.value(expected, MF.expectedFormat) or "")
        kind = answer.headers["content-type"].partition(";")[0]
        if form == "RDF":
            assert kind in GRAPH_FORMS.values()
        elif form:
            assert kind in TABLE_FORMS.values()
        if (truth := graph.value(expected, MF.expectedBoolean)) is not None:
            assert answer.json()["boolean"] == truth.toPython()


@pytest.mark.parametrize("test", UPDATES, ids=local)
def test_an_update_of_the_protocol_is_refused(test: Any, endpoint: str) -> None:
    """A release is never changed: the tests of updates do not apply, and each is answered with an error of the client."""
    graph = manifest(PROTOCOL)
    first = requests_of(graph, test)[0]
    assert sent(graph, first, endpoint).status_code in {400, 403, 405, 415}

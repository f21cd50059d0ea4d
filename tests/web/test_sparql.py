"""The query half of the SPARQL 1.1 protocol."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from hub.release import current
from hub.tables import BY_NAME
from tests.web.conftest import BROWSER, Get

COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <http://parliament.uk/ontologies/election/Candidacy> }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <http://parliament.uk/ontologies/election/GeneralElection> ; ?p ?o }"
CLASSES = {
    "candidacies": "http://parliament.uk/ontologies/election/Candidacy",
    "persons": "http://xmlns.com/foaf/0.1/Person",
    "parties": "http://www.w3.org/ns/org#Organization",
    "districts": "http://parliament.uk/ontologies/election/ConstituencyArea",
    "results": "https://example.org/pemilu/def/Result",
}


@pytest.mark.parametrize("table", CLASSES)
def test_graphql_tables_and_sparql_count_the_same(table: str, get: Get, out: Path) -> None:
    query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{CLASSES[table]}> }}"
    counted = get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"]
    asked = get("/graphql", "POST", json={"query": f"{{ {table} {{ totalCount }} }}"}).json()["data"][table][
        "totalCount"
    ]
    assert int(counted) == asked == current(out).table(BY_NAME[table]).height


def test_a_query_comes_by_get_by_form_or_as_the_body(get: Get) -> None:
    by_get = get("/sparql", params={"query": COUNT})
    by_form = get("/sparql", "POST", data={"query": COUNT})
    as_body = get("/sparql", "POST", content=COUNT, headers={"content-type": "application/sparql-query"})
    assert by_get.status_code == by_form.status_code == as_body.status_code == 200
    assert by_get.content == by_form.content == as_body.content
    assert by_get.headers["content-type"].startswith("application/sparql-results+json")


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (COUNT, "text/csv", "text/csv"),
        (COUNT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (COUNT, "application/json", "application/sparql-results+json"),
        (COUNT, BROWSER["accept"], "application/sparql-results+json"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        ("ASK { ?s ?p ?o }", "*/*", "application/sparql-results+json"),
    ],
)
def test_the_form_of_an_answer(query: str, accept: str, expected: str, get: Get) -> None:
    answer = get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(expected)


def test_the_default_graph_may_be_one_source(get: Get) -> None:
    source = f"https://example.org/pemilu/id/source/sha256-{3:064x}"
    query = "SELECT ?s { ?s a <https://example.org/pemilu/def/Result> }"
    answer = get("/sparql", params={"query": query, "default-graph-uri": source, "format": "csv"})
    assert answer.text.split() == ["s", "https://example.org/pemilu/id/result/2042/dpr/8101/1/1@all~quick-2042"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({}, 400, "BAD_REQUEST"),
        ({"params": {"query": "SELECT * {"}}, 400, "BAD_QUERY"),
        ({"params": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}, 400, "BAD_QUERY"),
        ({"params": {"update": "CLEAR ALL"}}, 403, "READ_ONLY"),
        ({"params": {"query": COUNT}, "headers": {"accept": "application/pdf"}}, 406, "NOT_ACCEPTABLE"),
        ({"params": {"query": CONSTRUCT}, "headers": {"accept": "text/csv"}}, 406, "NOT_ACCEPTABLE"),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}, 400, "BAD_QUERY"),
        ({"params": [("query", COUNT), ("query", COUNT)]}, 400, "BAD_REQUEST"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "READ_ONLY"),
        (
            {"method": "POST", "content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}},
            403,
            "READ_ONLY",
        ),
        ({"method": "POST", "content": COUNT, "headers": {"content-type": "text/plain"}}, 415, "MEDIA_TYPE"),
        (
            {"method": "POST", "content": b"\xff", "headers": {"content-type": "application/sparql-query"}},
            400,
            "BAD_REQUEST",
        ),
        (
            {"method": "POST", "content": b" " * 100_001, "headers": {"content-type": "application/sparql-query"}},
            413,
            "TOO_LARGE",
        ),
    ],
)
def test_what_is_no_query_is_refused(more: dict[str, object], status: int, code: str, get: Get) -> None:
    answer = get("/sparql", **more)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (CONSTRUCT, "turtle", "text/turtle"),
        (CONSTRUCT, "n3", "text/turtle"),
        (CONSTRUCT, "json-ld", "application/ld+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "pdf", "text/turtle"),
        (COUNT, "xml", "application/sparql-results+xml"),
        (COUNT, "pdf", "application/sparql-results+json"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_clients_name_forms_in_their_own_ways(query: str, name: str, expected: str, method: str, get: Get) -> None:
    given = {"query": query, "format": name}
    answer = get("/sparql", method, **({"params": given} if method == "GET" else {"data": given}))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(expected)


def test_a_query_that_can_never_be_answered_is_refused_with_the_reason(get: Get) -> None:
    answer = get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "SPARQL_LIMIT"
    assert "LIMIT" in answer.json()["error"]["message"]


def test_the_service_describes_itself(get: Get) -> None:
    answer = get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    described = rdflib.Graph().parse(data=answer.text, format="turtle")
    named = "http://www.w3.org/ns/sparql-service-description#name"
    graphs = {str(each) for each in described.objects(None, rdflib.URIRef(named))}
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    held = set(get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:])
    assert held <= graphs


def test_many_queries_at_once_are_all_answered(address: str) -> None:
    def ask(number: int) -> int:
        query = f"ASK {{ ?s <https://example.org/{number}> ?o }}"
        return httpx.get(f"{address}/sparql", params={"query": query}, timeout=60).status_code

    with ThreadPoolExecutor(64) as asking:
        assert Counter(asking.map(ask, range(64))) == {200: 64}


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph:DeprecationWarning"
)  # the client reads graphs with an old class of rdflib
@pytest.mark.parametrize("form", [None, SPARQLWrapper.TURTLE, SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD])
def test_sparqlwrapper_constructs(address: str, form: str | None) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql")
    client.setQuery(CONSTRUCT)
    if form:
        client.setReturnFormat(form)
    assert client.query().convert()


@pytest.mark.parametrize("form", [SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV])
def test_sparqlwrapper_selects(address: str, form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    client.setQuery(COUNT)
    assert client.query().convert()


def test_the_store_of_rdflib_asks(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 3"))) == 3


def test_a_relative_iri_is_one_of_the_release(get: Get) -> None:
    asked = get("/sparql", params={"query": "ASK { <id/edition/2042> ?p ?o }"})
    assert asked.json()["boolean"] is True
    based = get("/sparql", params={"query": "BASE <http://elsewhere.example/> ASK { <id/edition/2042> ?p ?o }"})
    assert based.json()["boolean"] is False

"""Portal, ontology, dumps, health, errors, and the change from one release to the next."""

import gc
import gzip
from pathlib import Path

import orjson
import polars as pl
import pyoxigraph as ox
import pytest
from pyld import jsonld

from hub.publication import publish
from hub.release import current
from hub.tables.findings import Findings
from hub.web.app import serving
from tests.mini import BASE, tables, write_mini
from tests.web.conftest import BROWSER, Get, caller

CANDIDACY = """{ candidacy(id: "2042/dpr/8101/1/1") {
    __typename iri key ballotNumber votesCount office officeDetail { iri } person { iri } party { iri } sources { iri } } }"""
DISTRICT = """{ district(id: "2042/dpr/8101") {
    __typename iri name lineId seatsCount province { iri } candidacies { totalCount nodes { iri __typename contest { iri } } } } }"""
FINDINGS = """{ findings(where: {rule: {eq: "totals-differ"}}) {
    nodes { __typename iri rule severity message evidence subject { iri } } } }"""


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", ["/", "/def/", "/dumps/", "/sparql", "/nowhere"])
def test_a_page_is_whole_in_either_language(path: str, lang: str, get: Get) -> None:
    text = get(f"{path}?lang={lang}", headers=BROWSER).text
    assert f'<html lang="{lang}">' in text
    assert text.rstrip().endswith("</html>")
    assert "<h1>" in text
    if path != "/sparql":  # its editor: tests/web/pages/test_sparql_editor.py
        assert "<script" not in text.replace('<script type="application/ld+json">', "")


def test_the_portal_counts_what_the_release_holds(get: Get) -> None:
    text = get("/", headers=BROWSER).text
    assert "Pemilu 2042" in text
    assert 'href="/doc/edition/2042"' in text
    assert '<td class="n" data-label="Pemilihan">1</td>\n<td class="n" data-label="Pencalonan">5</td>' in text


@pytest.mark.parametrize(
    ("query", "paths", "triples_count"),
    [
        (CANDIDACY, ["candidacy/2042/dpr/8101/1/1"], 9),
        (DISTRICT, ["district/2042/dpr/8101", *(f"candidacy/2042/dpr/8101/1/{number}" for number in range(1, 6))], 15),
        (FINDINGS, ["finding/{finding}"], 6),
    ],
)  # fmt: skip
def test_a_graphql_answer_with_the_served_context_is_rdf(
    query: str, paths: list[str], triples_count: int, get: Get, out: Path
) -> None:
    answer = get("/graphql", "POST", json={"query": query}).json()
    assert "errors" not in answer
    context = orjson.loads(get("/def/context.jsonld").content)["@context"]
    lines = jsonld.to_rdf({"@context": context, **answer}, {"format": "application/n-quads"})
    found = {quad.triple for quad in ox.parse(input=lines, format=ox.RdfFormat.N_QUADS)}
    rules = current(out).table(Findings).filter(pl.col("rule") == "totals-differ")
    finding = rules["finding_id"].first()
    documents = [get(f"/doc/{path.format(finding=finding)}.nt").content for path in paths]
    told = {quad.triple for text in documents for quad in ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES)}
    assert len(found) == triples_count
    assert found <= told


@pytest.mark.parametrize("name", ["hub.ttl", "shapes.ttl"])
def test_the_ontology_is_served_under_the_base_of_the_release(name: str, get: Get) -> None:
    answer = get(f"/def/{name}")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert f"{BASE}def/" in answer.text
    assert "w3id.org" not in answer.text


def test_every_form_of_the_ontology_tells_as_much(get: Get) -> None:
    kinds = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    counts = {
        name: len(list(ox.parse(input=get(f"/def/?format={name}").content, format=kind)))
        for name, kind in kinds.items()
    }
    assert len(set(counts.values())) == 1, counts
    assert counts["ttl"] > 500


def test_a_term_leads_to_its_place_in_the_ontology(get: Get) -> None:
    page = get("/def/status/CERTIFIED", headers=BROWSER)
    assert (page.status_code, page.headers["location"]) == (303, "/def/#status/CERTIFIED")
    assert get("/def/ballotNumber", headers={"accept": "text/turtle"}).headers["location"] == "/def/?format=ttl"
    assert 'id="status/CERTIFIED"' in get("/def/", headers=BROWSER).text
    assert get("/def/nothing").status_code == 404


def test_the_dumps_are_described_and_given(get: Get) -> None:
    void = get("/dumps/void.ttl").content
    store = ox.Store()
    store.load(void, format=ox.RdfFormat.TURTLE)
    dumped = [
        quad.object for quad in store.quads_for_pattern(None, ox.NamedNode("http://rdfs.org/ns/void#dataDump"), None)
    ]
    names = [node.value.removeprefix(f"{BASE}dumps/") for node in dumped if isinstance(node, ox.NamedNode)]
    assert sorted(names) == ["pemilu.nq.gz", "pemilu.ttl.gz"]
    for name in names:
        answer = get(f"/dumps/{name}")
        assert answer.headers["content-type"] == "application/gzip"
        assert "content-encoding" not in answer.headers
        assert b"2042/dpr/8101" in gzip.decompress(answer.content)
    assert get("/dumps/other.nq").status_code == 404


def test_the_description_counts_the_entities_of_a_class(get: Get) -> None:
    store = ox.Store()
    store.load(get("/dumps/", headers={"accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)
    query = """PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n {
        [] void:class <http://parliament.uk/ontologies/election/Candidacy> ; void:entities ?n }"""
    assert [row["n"].value for row in store.query(query)] == ["8"]


def test_health_tells_alive_and_ready(get: Get, out: Path) -> None:
    assert get("/healthz").text == "ok\n"
    assert get("/readyz").text == f"ready {current(out).id}\n"


def test_a_server_process_opens_the_release_first_and_keeps_what_it_holds_from_the_collector(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_OUT", str(out))
    gc.unfreeze()
    made = serving()
    assert made.state.sites.at_hand() is not None
    assert gc.get_freeze_count() > 100_000
    gc.unfreeze()


def test_a_server_process_starts_without_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_OUT", str(tmp_path))
    assert serving().state.sites.at_hand() is None
    gc.unfreeze()


def test_metrics_count_what_was_answered(out: Path) -> None:
    get = caller(out)
    get("/id/edition/2042")
    get("/id/edition/1")
    text = get("/metrics").text
    assert 'hub_requests_total{method="GET",room="id",status="303"} 1.0' in text
    assert 'hub_requests_total{method="GET",room="id",status="404"} 1.0' in text
    assert 'hub_request_seconds_count{room="id"} 2.0' in text
    assert f'hub_release_info{{id="{current(out).id}",number="1"}} 1.0' in text


def test_without_a_release_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    get = caller(tmp_path)
    assert get("/healthz").status_code == 200
    answer = get("/readyz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert get("/").json()["error"]["status"] == 503
    assert str(tmp_path) not in get("/").text


def test_a_new_release_is_taken_up_and_a_broken_one_is_not(tmp_path: Path) -> None:
    first = write_mini(tmp_path)
    publish(tmp_path, first, lambda *_: None)
    get = caller(tmp_path)
    assert get("/doc/candidacy/2042/dpr/8101/1/1.nt").status_code == 200
    content = tables()
    content["candidacies"] = content["candidacies"].with_columns(
        pl.when(pl.col("candidacy_id") == "2042/dpr/8101/1/1").then(pl.lit("OTHER")).otherwise("name_on_ballot").alias("name_on_ballot")
    )  # fmt: skip
    second = write_mini(tmp_path, content)
    assert get("/readyz").text.startswith(f"ready {first.id}\nnot opened "), "its store is not there yet"
    publish(tmp_path, second, lambda *_: None)
    assert get("/readyz").text == f"ready {second.id}\n"
    assert '"OTHER"' in get("/doc/candidacy/2042/dpr/8101/1/1.nt").text


@pytest.mark.parametrize(("path", "method", "status", "code"), [
    ("/nowhere", "GET", 404, "NOT_FOUND"), ("/", "POST", 405, "METHOD_NOT_ALLOWED"), ("/sparql", "DELETE", 405, "METHOD_NOT_ALLOWED"),
])  # fmt: skip
def test_errors_have_one_form(path: str, method: str, status: int, code: str, get: Get) -> None:
    answer = get(path, method)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert set(error) == {"status", "code", "message", "reference"}
    assert (error["status"], error["code"]) == (status, code)


def test_what_fails_unexpectedly_is_told_without_details(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hub.web.pages import home

    monkeypatch.setattr(home, "EDITIONS", None)
    answer = caller(out)("/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "INTERNAL")
    assert "EDITIONS" not in answer.text


@pytest.mark.parametrize(
    "path", ["/id/edition/2042", "/doc/edition/2042.ttl", "/def/context.jsonld", "/dumps/pemilu.nq.gz", "/nowhere"]
)
def test_any_site_may_read_the_data(path: str, get: Get) -> None:
    assert get(path).headers["access-control-allow-origin"] == "*"


def test_a_page_may_run_no_script(get: Get) -> None:
    policy = get("/doc/edition/2042", headers=BROWSER).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy

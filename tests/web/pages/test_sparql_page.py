"""The page of `/sparql`: every example has an answer, answers are tables with links, and what is wrong is said beside the query."""

import html
from pathlib import Path

import pytest

from hub.rdf.sparql.question import answers_with_graph
from hub.rdf.sparql.store import open_store
from hub.release import current
from hub.resources import folder
from hub.web.sparql_examples import EXAMPLES, Example, prefixed, spaces
from hub.web.sparql_page import prefixes
from tests.web.conftest import BROWSER, Get

BASE = "https://w3id.org/pemilu/"


@pytest.fixture(scope="module", autouse=True)
def made(sample_out: Path) -> None:
    """Make the SPARQL store first: a request waits for it for a minute and no longer."""
    open_store(sample_out, current(sample_out))


def test_the_query_on_the_page_is_answered(sample: Get) -> None:
    query = EXAMPLES[0].text(BASE)
    told = sample("/sparql", params={"query": query, "format": "csv"})
    assert told.text.splitlines()[0] == "election,pair,votes,share,won,margin,status"
    page = sample("/sparql", headers=BROWSER).text
    assert query in html.unescape(page)


def test_an_iri_has_its_longest_prefix() -> None:
    prefixes = spaces(BASE)
    assert prefixed(f"{BASE}def/level/PROVINCE", prefixes) == "level:PROVINCE"
    assert prefixed(f"{BASE}def/Person", prefixes) == "el:Person"
    assert prefixed(f"{BASE}id/person/p-1", prefixes) is None


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.title for each in EXAMPLES])
def test_every_example_has_an_answer_on_the_page(example: Example, sample: Get) -> None:
    answer = sample("/sparql", params={"query": example.text(BASE), "view": "page", "lang": "id"}, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert 'id="jawaban"' in answer.text
    main = answer.text[answer.text.index('id="jawaban"') :]
    assert ("<tbody><tr><td" in main) != answers_with_graph(example.text(BASE))
    assert "format=csv" in main or "format=ttl" in main


def test_every_query_is_an_example_and_needs_no_prefix_but_those_of_the_page() -> None:
    files = {path.stem for path in (folder("ontology") / "queries").glob("*.rq")}
    assert len(EXAMPLES) == 20
    assert {each.name for each in EXAMPLES} == files
    declared = {line for each in EXAMPLES for line in each.text(BASE).splitlines() if line.startswith("PREFIX")}
    assert declared <= set(prefixes(BASE))


def test_an_example_asks_for_the_iris_of_the_release() -> None:
    text = EXAMPLES[0].text("https://example.org/other/")
    assert "PREFIX el: <https://example.org/other/def/>" in text
    assert BASE not in text


def test_a_page_shows_rows_as_a_table_with_links(sample: Get) -> None:
    query = "SELECT * { VALUES (?a ?b ?c) { (<https://w3id.org/pemilu/id/office/dpr> 12 <javascript:alert(1)>) (UNDEF '<b>' <https://kpu.go.id/>) } }"
    page = sample("/sparql", params={"query": query, "view": "page"}, headers=BROWSER).text
    assert '<a href="/doc/office/dpr">office/dpr</a>' in page
    assert '<td class="n">12</td>' in page
    assert "&lt;b&gt;" in page
    assert 'href="https://kpu.go.id/"' in page
    assert 'href="javascript' not in page
    many = "SELECT ?s ?p ?o { ?s ?p ?o }"
    page = sample("/sparql", params={"query": many, "view": "page", "lang": "id"}, headers=BROWSER).text
    assert page.count("<tr>") == 501
    assert "500 baris pertama" in page
    asked = sample("/sparql", params={"query": "ASK { ?s ?p ?o }", "view": "page"}, headers=BROWSER).text
    assert "<td>true</td>" in asked


def test_a_query_that_is_wrong_is_shown_again_with_the_reason(sample: Get) -> None:
    answer = sample("/sparql", params={"query": "SELECT * {", "view": "page"}, headers=BROWSER)
    assert answer.status_code == 400
    assert "SELECT * {</textarea>" in answer.text
    assert 'role="alert"' in answer.text

"""Queries are answered from the dump, and stopped where they would explode."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from hub.errors import UsageError
from hub.rdf.dump import dump
from hub.rdf.ontology import ontology_text
from hub.rdf.sparql.pool import DEFAULT_LIMITS, Pool, ask_once
from hub.rdf.sparql.question import Limits, Question, SparqlTimeout, answers_with_graph
from hub.rdf.sparql.store import open_store
from hub.release import Release


def query(folder: Path, text: str, form: str, limits: Limits = DEFAULT_LIMITS, **graphs: tuple[str, ...]) -> bytes:
    return ask_once(folder, Question(text, form, **graphs), limits)


CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_store(tmp_path_factory.mktemp("sparql"), release)


def test_a_store_is_made_once_and_leaves_nothing_beside_it(release: Release, tmp_path: Path) -> None:
    made = open_store(tmp_path, release)
    assert open_store(tmp_path, release) == made
    assert list((tmp_path / "sparql").iterdir()) == [made]


def test_a_store_that_was_not_finished_is_made_again(release: Release, tmp_path: Path) -> None:
    made = open_store(tmp_path, release)
    next(made.glob("complete*")).unlink()
    (made / "CURRENT").unlink()
    open_store(tmp_path, release)
    assert query(made, "ASK { ?s ?p ?o }", "csv") == b"true"


COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"


def counted(folder: Path, clauses: str = "", **graphs: tuple[str, ...]) -> int:
    return int(query(folder, COUNT.format(clauses), "csv", **graphs).split()[1])


@pytest.fixture(scope="module")
def quads(release: Release, tmp_path_factory: pytest.TempPathFactory) -> list[ox.Quad]:
    path = tmp_path_factory.mktemp("dump") / "dump.nq"
    dump(release, "nq", path)
    return list(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))


def test_every_statement_of_the_dump_and_of_the_ontology_is_there(
    folder: Path, release: Release, quads: list[ox.Quad]
) -> None:
    ontology = ox.parse(ontology_text("hub.ttl", release.base_iri).encode(), format=ox.RdfFormat.TURTLE)
    assert counted(folder) == len(quads) + len(list(ontology))


def test_what_a_graph_states_is_in_the_default_graph_too(folder: Path, release: Release) -> None:
    apart = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
    assert int(query(folder, apart, "csv").split()[1]) == 0
    of_ontology = f"ASK {{ GRAPH <{release.base_iri}def/> {{ ?cube a ?kind }} ?cube a ?kind FILTER(isBlank(?cube)) }}"
    assert query(folder, of_ontology, "csv") == b"true"  # blank nodes are the same ones


def test_no_statement_is_in_two_graphs(quads: list[ox.Quad]) -> None:
    """It would count twice where graphs are merged: Oxigraph does not remove duplicates."""
    assert len({quad.triple for quad in quads}) == len(quads)


def test_the_dataset_is_the_one_that_the_query_names(folder: Path, quads: list[ox.Quad]) -> None:
    graphs = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
    (first, held), (second, more) = graphs.most_common(2)
    assert counted(folder, f"FROM <{first}>") == held
    assert counted(folder, f"FROM <{first}> FROM <{second}>") == held + more
    assert counted(folder, "FROM <http://example.org/none>") == 0
    assert counted(folder, f"FROM NAMED <{first}>") == 0
    assert counted(folder, f"FROM <{first}>", default_graphs=(second,)) == more  # the protocol goes before the query


def test_the_protocol_may_name_graphs(folder: Path, quads: list[ox.Quad]) -> None:
    graphs = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
    (first, held), (second, _) = graphs.most_common(2)
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert int(query(folder, named, "csv", named_graphs=(first,)).split()[1]) == held
    assert int(query(folder, named, "csv", default_graphs=(second,)).split()[1]) == 0
    assert counted(folder, named_graphs=(first,)) == 0


def test_processes_are_kept_and_end_with_the_pool(folder: Path) -> None:
    pool = Pool(folder)
    assert [pool.ask(Question("ASK { ?s ?p ?o }", "csv")) for _ in range(3)] == [b"true"] * 3
    (process,) = pool._idle
    pool.close()
    assert process._process.poll() is not None


def test_a_pool_goes_on_after_a_query_that_was_stopped(folder: Path) -> None:
    pool = Pool(folder, Limits(timeout_s=1.0))
    with pytest.raises(SparqlTimeout):
        pool.ask(Question(CROSS, "csv"))
    assert pool.ask(Question("ASK { ?s ?p ?o }", "csv")) == b"true"
    pool.close()


def test_a_query_that_takes_too_long_is_stopped(folder: Path) -> None:
    with pytest.raises(SparqlTimeout, match="LIMIT"):
        query(folder, CROSS, "csv", Limits(timeout_s=1.0))


def test_an_answer_that_grows_too_large_is_stopped(folder: Path) -> None:
    with pytest.raises(SparqlTimeout):
        query(folder, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "json", Limits(output_bytes=100_000))


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SELECT * { service SILENT ?x { ?s ?p ?o } }",
    'SELECT * { ?s ?p "x" .SERVICE<http://x/>{} }', "SELECT * { ?s ?p '''a'b''' SERVICE <http://x/> {} }",
    r"SELECT * { ex:a\# ?p ?o } SERVICE <http://x/> {}", "SELECT * { # '\r SERVICE <http://x/> {} }",
    r'SELECT * { ?s ?p """\""" } SERVICE <http://x/> {}', "SELECT * { ?s ?p trueSERVICE<http://x/>{} }",
    "SELECT * { ?s ?p 1SERVICE?x{} }", "SELECT * { ?s ?p 1.SERVICE:x{} }", "SELECT * { serviceSILENTex:x.y # {\n { } }",
    "SELECT * { FILTER(?a<?b#>'''\n) SERVICE # <\n <http://x/#y> # x\r { } # '''\n }", r"SELECT * { SERVICE ex:a\#\'b {} }",
    "SELECT * { SERVICE $é·x\t{ } }", "ASK { " + "?service " * 21 + "}",
])  # fmt: skip
def test_a_call_to_another_server_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        Question(text)


@pytest.mark.parametrize("text", [
    "SELECT ?service { ?s ?p ?service }", "PREFIX service: <http://service/> SELECT * { ?s service:x ?o ; x:SERVICE 1 }",
    'SELECT * { ?s ?p "SERVICE <http://x/>" } # SERVICE', "SELECT * { ?s <http://x/SERVICE> '''SERVICE''' }",
    "SELECT * { GRAPH ?service { ?s ?p ?o } GRAPH <http://x/service> { } GRAPH x:services { } }",
])  # fmt: skip
def test_the_word_in_a_name_a_text_or_a_comment_is_no_call(text: str) -> None:
    Question(text)


def test_the_kind_of_answer_is_known_from_the_query() -> None:
    assert answers_with_graph("PREFIX a: <http://select/> # select\nCONSTRUCT { ?s ?p ?o } { { SELECT * {} } }")
    assert answers_with_graph("describe <http://x/>")
    assert not answers_with_graph("PREFIX construct: <http://x/> SELECT * { ?s construct:x 'DESCRIBE' }")


def test_a_form_that_the_answer_does_not_have_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="graph"):
        query(folder, "CONSTRUCT WHERE { ?s ?p ?o }", "csv")
    with pytest.raises(UsageError, match="table"):
        query(folder, "ASK { ?s ?p ?o }", "ttl")
    with pytest.raises(UsageError, match="'pdf'"):
        query(folder, "ASK { ?s ?p ?o }", "pdf")

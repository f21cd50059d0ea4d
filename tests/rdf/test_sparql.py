"""Queries are answered from the dump, and stopped where they would explode."""

from pathlib import Path

import pytest

from hub.errors import UsageError
from hub.rdf.sparql import Limits, SparqlTimeout, answers_with_graph, open_store, query, refuse_service
from hub.release import Release

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
    (made / "complete").unlink()
    (made / "CURRENT").unlink()
    open_store(tmp_path, release)
    assert query(made, "ASK { ?s ?p ?o }", "csv") == b"true"


def test_every_quad_of_the_dump_is_there(folder: Path, release: Release, tmp_path: Path) -> None:
    from hub.rdf.dump import dump

    dump(release, "nt", tmp_path / "dump.nt")
    counted = query(folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "csv").split()
    assert int(counted[1]) == len((tmp_path / "dump.nt").read_text(encoding="utf-8").splitlines())


def test_a_query_that_takes_too_long_is_stopped(folder: Path) -> None:
    with pytest.raises(SparqlTimeout, match="LIMIT"):
        query(folder, CROSS, "csv", Limits(timeout_s=1.0))


def test_an_answer_that_grows_too_large_is_stopped(folder: Path) -> None:
    with pytest.raises(SparqlTimeout):
        query(folder, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "json", Limits(output_bytes=100_000))


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SELECT * { service SILENT ?x { ?s ?p ?o } }",
    'SELECT * { ?s ?p "x" .SERVICE<http://x/>{} }', "SELECT * { ?s ?p '''a'b''' SERVICE <http://x/> {} }",
])  # fmt: skip
def test_a_call_to_another_server_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        refuse_service(text)


@pytest.mark.parametrize("text", [
    "SELECT ?service { ?s ?p ?service }", "PREFIX service: <http://service/> SELECT * { ?s service:x ?o ; x:SERVICE 1 }",
    'SELECT * { ?s ?p "SERVICE <http://x/>" } # SERVICE', "SELECT * { ?s <http://x/SERVICE> '''SERVICE''' }",
])  # fmt: skip
def test_the_word_in_a_name_a_text_or_a_comment_is_no_call(text: str) -> None:
    refuse_service(text)


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

"""The event stream of changes: every release that is kept, page by page, by the relations of the tree."""

from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pytest

from hub.publication import publish
from hub.rdf.changes import LDES, TREE, changes
from hub.release import releases
from tests.mini import BASE, tables, write_mini
from tests.web.conftest import BROWSER, Get, caller

HOST = "http://elsewhere.example"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two releases: in the second all persons have another name."""
    out = tmp_path_factory.mktemp("twice")
    publish(out, write_mini(out), lambda *_: None)
    content = tables()
    content["persons"] = content["persons"].with_columns(name=pl.lit("ANOTHER NAME"))
    publish(out, write_mini(out, content), lambda *_: None)
    return out


def walked(get: Get) -> tuple[ox.Store, list[str]]:
    """Return everything that a client reads that follows the tree from its root, and the addresses that it asked."""
    store, asked, waiting = ox.Store(), [], [f"{HOST}/ldes"]
    while waiting:
        address = waiting.pop()
        answer = get(address.removeprefix(HOST), headers={"accept": "text/turtle"})
        assert answer.status_code == 200, address
        store.load(answer.content, ox.RdfFormat.TURTLE)
        asked.append(address)
        page = {str(quad.subject)[1:-1] for quad in store.quads_for_pattern(None, None, ox.NamedNode(f"{TREE}Node"))}
        assert address in page, "a client looks for the address that it asked"
        found = {str(quad.object)[1:-1] for quad in store.quads_for_pattern(None, ox.NamedNode(f"{TREE}node"), None)}
        waiting += sorted(found - {*asked, *waiting})
    return store, asked


def test_a_client_that_follows_the_tree_has_every_change_once(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.web.ldes.MEMBERS", 40)
    first, second = releases(twice)
    store, asked = walked(caller(twice))
    members = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(f"{TREE}member"), None)]
    expected = [changes(None, first).collect(), changes(first, second).collect()]
    assert len(set(members)) == len(members) == sum(each.height for each in expected)
    assert len(asked) == 1 + sum(-(-each.height // 40) for each in expected)
    updates = store.query(
        f"""PREFIX as: <https://www.w3.org/ns/activitystreams#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?thing {{ <{BASE}ldes> <{TREE}member> ?member . ?member a as:Update ; dct:isVersionOf ?thing ;
        dct:isPartOf <{BASE}release/{second.id}> }}"""
    )
    persons = set(expected[1].filter(pl.col("kind") == "person")["key"])
    assert {row["thing"].value for row in updates} >= {f"{BASE}id/person/{key}" for key in persons}
    streams = {quad.subject for quad in store.quads_for_pattern(None, None, ox.NamedNode(f"{LDES}EventStream"))}
    assert streams == {ox.NamedNode(f"{BASE}ldes")}


def test_what_a_client_holds_is_not_sent_again(get: Get) -> None:
    answer = get("/ldes")
    assert get("/ldes", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert get("/ldes", headers=BROWSER).status_code == 200
    assert get("/ldes?format=nt").headers["content-type"].startswith("application/n-triples")


@pytest.mark.parametrize(
    ("path", "status"), [("/ldes/0123456789abcdef", 404), ("/ldes/{id}?page=99", 404), ("/ldes/{id}?page=-1", 400)]
)
def test_what_is_not_there_is_said(path: str, status: int, get: Get, out: Path) -> None:
    asked = path.format(id=releases(out)[0].id)
    answer = get(asked, headers={"accept": "application/json"})
    assert (answer.status_code, "expected" in answer.json()["error"]["message"]) == (status, True)
    assert get("/ldes", headers={"accept": "image/png"}).status_code == 406

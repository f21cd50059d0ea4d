"""Queries that are known by their hash, and a hub that answers only those that it trusts."""

import hashlib
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.errors import UsageError
from hub.publication import publish
from hub.settings import Settings
from hub.web.graphql_documents import PersistedDocuments, read_trusted
from hub.web.graphql_request import Asked
from tests.mini import write_mini
from tests.web.conftest import Get, caller

OWN = {"accept": "application/graphql-response+json"}
QUERY = "query Editions { editions { totalCount } }"
ANSWER = {"data": {"editions": {"totalCount": 2}}, "extensions": {"cost": 10}}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(text)}}


def hashed(text: str) -> str:
    return orjson.dumps(persisted(text)).decode()


@pytest.fixture
def get(out: Path) -> Get:
    return caller(out)


def test_an_event_stream_says_that_a_hash_is_not_known(get: Get) -> None:
    answer = get("/graphql", params={"extensions": hashed(QUERY)}, headers={"accept": "text/event-stream"})
    events = answer.text.split("\n\n")
    assert (
        orjson.loads(events[0].removeprefix("event: next\ndata: "))["errors"][0]["message"] == "PersistedQueryNotFound"
    )
    assert events[1] == "event: complete\ndata:"


@pytest.mark.parametrize(
    "content", ['{"operations": [{"name": "a"}]}', '{"operations": ["a"]}', '{"operations": [{"body": "b"}]}']
)
def test_a_manifest_of_another_form_is_refused_in_words(content: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="expected a manifest such as"):
        read_trusted(path)


@pytest.mark.parametrize("headers", [{}, OWN])
def test_a_hash_is_learned_with_its_text_and_stands_for_it(get: Get, headers: dict[str, str]) -> None:
    unknown = get("/graphql", params={"extensions": hashed(QUERY)}, headers=headers)
    assert unknown.status_code == (400 if headers else 200)
    assert unknown.headers["cache-control"] == "no-store"
    (error,) = unknown.json()["errors"]
    assert (error["message"], error["extensions"]["code"]) == ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    taught = get("/graphql", "POST", json={"query": QUERY, "extensions": persisted(QUERY)}, headers=headers)
    assert taught.json() == ANSWER
    by_hash = get("/graphql", params={"extensions": hashed(QUERY)}, headers=headers)
    assert by_hash.json() == ANSWER
    assert "public" in by_hash.headers["cache-control"]
    by_text = get("/graphql", params={"query": QUERY}, headers=headers)
    assert by_hash.headers["etag"] == by_text.headers["etag"]
    by_id = get("/graphql", "POST", json={"documentId": f"sha256:{sha256(QUERY)}"}, headers=headers)
    assert by_id.json() == ANSWER


def test_a_hash_is_learned_also_when_the_answer_was_there_already(get: Get) -> None:
    assert get("/graphql", params={"query": QUERY}).json() == ANSWER
    get("/graphql", params={"query": QUERY, "extensions": hashed(QUERY)})
    assert get("/graphql", params={"extensions": hashed(QUERY)}).json() == ANSWER


def test_a_text_that_was_not_answered_is_not_kept(get: Get) -> None:
    wrong = "{ nope }"
    get("/graphql", "POST", json={"query": wrong, "extensions": persisted(wrong)})
    answered = get("/graphql", params={"extensions": hashed(wrong)}).json()
    assert answered["errors"][0]["message"] == "PersistedQueryNotFound"


@pytest.mark.parametrize(
    ("extensions", "message"),
    [
        (persisted("{ other }"), "provided sha does not match query"),
        ({"persistedQuery": {"version": 2, "sha256Hash": "ab"}}, "expected `persistedQuery` to be"),
        ({"persistedQuery": "ab"}, "expected `persistedQuery` to be"),
    ],
)
def test_what_is_no_hash_of_the_query_is_refused(get: Get, extensions: dict[str, Any], message: str) -> None:
    answer = get("/graphql", "POST", json={"query": QUERY, "extensions": extensions})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"].startswith(message)


def test_the_room_for_texts_is_bounded() -> None:
    documents = PersistedDocuments(most_bytes=1000)
    for number in range(100):
        documents.learn(f"{number}", f"{{ a{number} }}".ljust(100))
    assert sum(_knows(documents, f"{number}") for number in range(100)) == 9  # names take room too
    assert _knows(documents, "99")


def _knows(documents: PersistedDocuments, name: str) -> bool:
    return documents._texts.get(name) is not None


MANIFESTS = {
    "apollo.json": {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "e1", "body": QUERY}]},
    "relay.json": {"e1": QUERY},
}  # fmt: skip


@pytest.mark.parametrize("name", ["folder", *MANIFESTS])
def test_a_hub_that_trusts_some_documents_answers_no_others(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trusted = tmp_path / name
    if name == "folder":
        trusted.mkdir()
        (trusted / "e1.graphql").write_text(QUERY, encoding="utf-8")
    else:
        trusted.write_bytes(orjson.dumps(MANIFESTS[name]))
    folder = tmp_path_factory.mktemp("trusting")
    publish(folder, write_mini(folder), lambda *_: None)
    get = caller(folder, Settings(out=folder, trusted_documents=str(trusted)))
    known: list[dict[str, Any]] = [
        {"documentId": "e1"},
        {"documentId": f"sha256:{sha256(QUERY)}"},
        {"query": QUERY},
        {"query": QUERY, "extensions": persisted(QUERY)},
        {"extensions": persisted(QUERY)},
    ]
    for asked in known:
        assert get("/graphql", "POST", json=asked).json() == ANSWER, asked
    others: list[dict[str, Any]] = [
        {"query": "{ editions { totalCount } }"},
        {"query": "{ editions { totalCount } }", "documentId": "e1"},
        {"query": "{ editions { totalCount } }", "extensions": persisted(QUERY)},
        {"documentId": "e2"},
        {"extensions": persisted("{ editions { totalCount } }")},
        {"query": "{ __schema { types { name } } }"},
    ]
    for asked in others:
        refused = get("/graphql", "POST", json=asked, headers=OWN)
        assert refused.status_code == 400, asked
        assert refused.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "{}", '{"operations": []}'])
def test_what_is_no_manifest_stops_the_start(content: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"^.*manifest\.json: expected "):
        read_trusted(path)
    with pytest.raises(UsageError, match="expected a folder of"):
        read_trusted(tmp_path / "nowhere")


def test_two_names_for_two_documents_are_not_answered_with_either(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.graphql").write_text(f"query {name} {{ __typename }}", encoding="utf-8")
    documents = read_trusted(tmp_path)
    assert len(documents) == 2
    assert documents.text(Asked(None, "a", None, None, None)) == "query a { __typename }"
    with pytest.raises(Exception, match="expected one of the documents"):
        documents.text(Asked("query b { __typename }", "a", None, None, None))

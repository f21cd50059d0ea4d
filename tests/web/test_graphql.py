"""GraphQL over HTTP: what is asked how, what comes back in which form, and what caches may keep."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from hub.graph.sqlite.store import SqliteStore, open_store
from hub.release import Release
from hub.schema.execute import Executor
from hub.schema.schema import sdl
from hub.web.bytes_cache import BytesCache
from hub.web.graphql import GraphQLEndpoint, schema_document
from tests.graph.conftest import release, store_file

__all__ = ["release", "store_file"]

QUERY = '{ contest(id: "2042/dpr/1") { seatsCount } }'
ANSWER = {"data": {"contest": {"seatsCount": 2}}}
OWN, PLAIN = "application/graphql-response+json", "application/json"


class Client:
    """Asks an application in this process, one request at a time."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://hub.example") as client:
                return await client.request(method, path, **more)

        return anyio.run(ask)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.request("POST", path, **more)


@pytest.fixture
def opened(release: Release, store_file: Path) -> Iterator[SqliteStore]:
    store = open_store(store_file, release)
    yield store
    store.close()


@pytest.fixture
def client(opened: SqliteStore) -> Client:
    endpoint = GraphQLEndpoint(Executor(opened), BytesCache())
    routes = [
        Route("/graphql", endpoint.__call__, methods=["GET", "POST", "PUT", "DELETE", "HEAD"]),
        Route("/graphql/schema.graphql", schema_document),
    ]
    return Client(Starlette(routes=routes))


def code(response: Any) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


@pytest.mark.parametrize(
    ("accept", "given"), [(None, PLAIN), ("*/*", PLAIN), (PLAIN, PLAIN), (OWN, OWN), (f"{OWN}, {PLAIN};q=0.9", OWN)]
)
def test_both_media_types(client: Client, accept: str | None, given: str) -> None:
    headers = {"accept": accept} if accept else {}
    posted = client.post("/graphql", json={"query": QUERY}, headers=headers)
    got = client.get("/graphql", params={"query": QUERY}, headers=headers)
    for response in (posted, got):
        assert response.status_code == 200
        assert response.headers["content-type"] == f"{given}; charset=utf-8"
        assert response.json() == ANSWER


def test_variables_and_operation_name(client: Client) -> None:
    query = "query A($id: ID!) { contest(id: $id) { seatsCount } } query B { release { number } }"
    asked = {"query": query, "operationName": "A", "variables": {"id": "2042/dpr/1"}}
    assert client.post("/graphql", json=asked).json() == ANSWER
    parameters = {**asked, "variables": orjson.dumps(asked["variables"]).decode()}
    assert client.get("/graphql", params=parameters).json() == ANSWER


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", PLAIN, 400),
        (b"[]", PLAIN, 400),
        (b'[{"query": "{ __typename }"}]', PLAIN, 400),
        (b"{}", PLAIN, 400),
        (b'{"query": 1}', PLAIN, 400),
        (b'{"query": "{ __typename }", "variables": []}', PLAIN, 400),
        (b'{"query": "{ __typename }", "operationName": 1}', PLAIN, 400),
        (b'{"query": "{ __typename }", "extensions": "x"}', PLAIN, 400),
        (b'{"query": "{ __typename }"}', "text/plain", 415),
        (b"query=%7B__typename%7D", "application/x-www-form-urlencoded", 415),
        (b'{"query": "' + b" " * 300_000 + b'"}', PLAIN, 413),
    ],
)
def test_what_is_no_request_is_refused(client: Client, body: bytes, kind: str, status: int) -> None:
    response = client.post("/graphql", content=body, headers={"content-type": kind})
    assert response.status_code == status
    assert code(response) == "BAD_REQUEST"


def test_other_methods_and_media_types_are_refused(client: Client) -> None:
    put = client.request("PUT", "/graphql", json={"query": QUERY})
    assert (put.status_code, put.headers["allow"]) == (405, "GET, POST")
    assert client.post("/graphql", json={"query": QUERY}, headers={"accept": "image/png"}).status_code == 406
    assert client.get("/graphql", params={"query": QUERY, "variables": "{"}).status_code == 400


@pytest.mark.parametrize(("accept", "status"), [(OWN, 400), (PLAIN, 200)])
def test_a_refused_query(client: Client, accept: str, status: int) -> None:
    response = client.post("/graphql", json={"query": "{ nope }"}, headers={"accept": accept})
    assert response.status_code == status
    assert "data" not in response.json()
    assert code(response) == "GRAPHQL_VALIDATION_FAILED"
    assert response.headers["cache-control"] == "no-store"


def test_an_error_while_answering_is_200_in_both(client: Client) -> None:
    for accept in (OWN, PLAIN):
        response = client.post("/graphql", json={"query": "{ region { key } }"}, headers={"accept": accept})
        assert response.status_code == 200
        assert response.json()["data"] == {"region": None}


def test_what_a_cache_holds_is_not_asked_for_again(client: Client, opened: SqliteStore) -> None:
    first = client.get("/graphql", params={"query": QUERY})
    tag, before = first.headers["etag"], opened.statements_count
    assert "max-age" in first.headers["cache-control"]
    again = client.get("/graphql", params={"query": QUERY}, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/graphql", params={"query": QUERY}).json() == ANSWER
    assert opened.statements_count == before


def test_the_entity_tag_tells_requests_apart(client: Client) -> None:
    def tag(accept: str = PLAIN, **asked: Any) -> str:
        given = {"query": QUERY, **asked}
        return str(client.get("/graphql", params=given, headers={"accept": accept}).headers["etag"])

    assert tag() == tag(variables="")
    other = "query($n: Int) { editions(first: $n) { totalCount } }"
    tags = [
        tag(),
        tag(OWN),
        tag(query=other),
        tag(query=other, variables='{"n": 1}'),
        tag(query=other, variables='{"n": 2}'),
    ]
    assert len(set(tags)) == len(tags)


def test_an_answer_to_a_post_has_no_entity_tag_since_no_cache_can_use_it(client: Client) -> None:
    tag = client.get("/graphql", params={"query": QUERY}).headers["etag"]
    posted = client.post("/graphql", json={"query": QUERY}, headers={"if-none-match": tag})
    assert (posted.status_code, posted.json()) == (200, ANSWER)
    assert "etag" not in posted.headers


def test_the_cache_of_responses_lets_go_of_the_oldest() -> None:
    cache = BytesCache(most_bytes=80)
    for number in range(9):
        cache.put(str(number), b"012345678")
        assert cache.get("0") is not None or number == 8
    assert cache.get("1") is None
    cache.put("large", b"012345")
    assert cache.get("large") is None, "expected names to take room too"


def test_a_cache_without_room_keeps_nothing() -> None:
    cache = BytesCache(most_bytes=0)
    cache.put("0", b"")
    assert cache.get("0") is None


def test_a_browser_gets_a_page_that_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "irmawan" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert client.get("/graphql/schema.graphql").text == sdl()

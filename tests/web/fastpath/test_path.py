"""The fast path of GraphQL: it answers as the application does or not at all."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.publication import publish
from hub.schema import latency
from hub.schema.execute import Prepared
from hub.schema.operation import CompiledOperation, RootField
from hub.schema.remarker import Remarker
from hub.schema.request import Request
from hub.web.app import app
from hub.web.fastpath.path import Answer, Deferred, FastPath
from tests.mini import write_mini
from tests.web.conftest import Get

JSON = ("content-type", "application/json")
SMALL = '{ editions { totalCount } candidacy(id: "2042/dpr/8101/1/1") { key } }'
LARGE = "{ candidacies(first: 100) { edges { cursor node { id iri key nameOnBallot contest { id iri name } } } } }"


def body(query: str = SMALL, **more: Any) -> bytes:
    return json.dumps({"query": query, **more}).encode()


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Take every answer for quick, so that no test depends on the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latency, "IMMEDIATE_S", 600.0)
        yield


@pytest.fixture(scope="module")
def fast_path(out: Path) -> FastPath:
    made = app(out)
    made.state.sites.now()
    way: FastPath = made.state.fast_path
    for query in (SMALL, LARGE):
        # What is quick is known after the first answer.
        made.state.sites.now().graphql.executor.execute(Request(query))
    return way


@pytest.mark.parametrize("query", [SMALL, LARGE])
@pytest.mark.parametrize("accepted", [None, "gzip, deflate", "zstd, gzip", "identity"])
@pytest.mark.parametrize("accept", [None, "*/*", "application/graphql-response+json", "text/html,*/*;q=0.8"])
def test_it_answers_as_the_by_application_does(
    fast_path: FastPath, get: Get, query: str, accept: str | None, accepted: str | None
) -> None:
    given = [JSON, ("accept", accept or ""), ("accept-encoding", accepted or "")]
    short = fast_path.answer([(name.encode(), value.encode()) for name, value in given if value], body(query))
    assert isinstance(short, Answer)
    long = get("/graphql", "POST", content=body(query), headers=dict(given))
    found = dict(line.split(": ", 1) for line in short.headers.decode().splitlines())
    if "content-encoding" not in found:
        assert short.body == long.content
    assert {**found, "content-length": str(len(short.body))} == dict(long.headers)
    assert ("content-encoding" in found) == (query == LARGE and accepted not in {None, "identity"})


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ([("content-type", "text/plain")], body()),
        ([], body()),
        ([JSON, JSON], body()),
        ([JSON, ("accept", "image/png")], body()),
        ([JSON, ("accept", "text/event-stream, */*")], body()),
        ([JSON], b"{"),
        ([JSON], b"[]"),
        ([JSON], body("{ nope }")),
        ([JSON], body("{ region { key } }")),
        ([JSON], body("subscription { progress { totalCount } }")),
        ([JSON], body(extensions={"persistedQuery": {"version": 1, "sha256Hash": "00"}})),
        ([JSON], body("query($id: ID!) { person(id: $id) { key } }")),
    ],
)
def test_what_is_unusual_goes_the_by_application(
    fast_path: FastPath, headers: list[tuple[str, str]], asked: bytes
) -> None:
    assert fast_path.answer([(name.encode(), value.encode()) for name, value in headers], asked) is None


def test_another_release_is_opened_by_the_by_application(tmp_path: Path) -> None:
    publish(tmp_path, write_mini(tmp_path), lambda *_: None)
    made = app(tmp_path)
    made.state.sites.look_every_s = 0
    way: FastPath = made.state.fast_path
    given = [(b"content-type", b"application/json")]
    asked = body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }')
    assert way.answer(given, asked) is None
    made.state.sites.now()
    assert way.answer(given, asked) is not None
    pointer = tmp_path / "current"
    again = tmp_path / "again"
    again.write_bytes(pointer.read_bytes())
    again.replace(pointer)
    sites = made.state.sites
    assert way.answer(given, asked) is None  # the application answers it
    sites.look_every_s = 60
    assert way.answer(given, asked) is not None, "others go on with the release before"
    assert sites.at_hand(may_open=True) is None, "one of those that the application answers opens it"
    assert sites.at_hand(may_open=True) is not None
    sites.now()
    assert way.answer(given, asked) is not None


def test_what_was_answered_the_by_application_is_kept_for_the_fast_path(out: Path) -> None:
    made = app(out)
    slow = body("query($id: ID!) { nodes(ids: [$id]) { key } }", variables={"id": ""})
    given = [(b"content-type", b"application/json")]

    async def ask() -> bytes:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://hub.example") as client:
            return (await client.post("/graphql", content=slow, headers=dict([JSON]))).content

    made.state.sites.now().graphql.executor.prepare = lambda *_, **__: _never_soon
    assert isinstance(made.state.fast_path.answer(given, slow), Deferred)
    long = asyncio.run(ask())
    assert b"made the application" in long
    found = made.state.fast_path.answer(given, slow)
    assert isinstance(found, Answer)
    assert found.body == long


def _never(*_: Any) -> bytes:
    raise AssertionError("expected no plan to be asked for")


_told = RootField("told", [], b'"made the application"', is_required=True)
_never_soon = Prepared(CompiledOperation([_told], 5, Remarker(), tells_cost=False), {}, ask=_never, ask_soon=None)


def test_it_is_counted(out: Path) -> None:
    made = app(out)
    made.state.sites.now()
    asked = body('{ candidacy(id: "2042/dpr/8101/1/1") { key } }')
    assert made.state.fast_path.answer([(b"content-type", b"application/json")], asked) is not None
    made.state.measured.hand_over()
    assert b'hub_requests_total{method="POST",room="graphql",status="200"} 1.0' in made.state.measured.text()

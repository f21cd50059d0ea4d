"""What a thread makes of a GraphQL request is answered as on the application, past which it goes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from hub.schema.operation import CompiledOperation
from hub.settings import Settings
from hub.web import compression
from hub.web.app import app
from hub.web.fastpath.path import Answer, ASGIApp, Deferred, FastPath
from tests.web.conftest import Get
from tests.web.fastpath.test_path import LARGE, SMALL, body

Way = Callable[[int], FastPath]


@pytest.fixture
def way(out: Path) -> Way:
    """Return the fast path to a store of which nothing is there at once; so many megabytes of its answers are kept."""

    def made(kept_mb: int = 0) -> FastPath:
        served = app(out, Settings(out=out, response_cache_mb=kept_mb))
        served.state.sites.now().graphql.executor._ask_soon = None
        found: FastPath = served.state.fast_path
        return found

    return made


def answered(path: FastPath) -> int:
    """Return how many answers were counted."""
    return sum(path.tally.counts)


def headers(accept: str = "*/*", accepted: str = "identity") -> dict[str, str]:
    return {"content-type": "application/json", "accept": accept, "accept-encoding": accepted}


def begun(way: FastPath, told: dict[str, str], asked: bytes) -> Deferred | Answer | None:
    return way.answer([(name.encode(), value.encode()) for name, value in told.items()], asked)


def waited(way: FastPath, told: dict[str, str], asked: bytes) -> httpx.Response:
    """Return the answer that a thread makes."""
    deferred = begun(way, told, asked)
    assert isinstance(deferred, Deferred)
    return send(deferred, told, asked)


def send(deferred: Deferred, told: dict[str, str], asked: bytes) -> httpx.Response:
    """Return what is told: an answer as it goes over the wire, or what the application makes of it."""

    async def ask() -> httpx.Response:
        answer: asyncio.Future[Answer | ASGIApp] = asyncio.get_running_loop().create_future()
        deferred.start(answer.set_result)
        found = await answer
        if isinstance(found, Answer):
            lines = [line.split(b": ", 1) for line in found.headers.splitlines()]
            length = (b"content-length", str(len(found.body)).encode())
            return httpx.Response(200, headers=[(name, value) for name, value in lines] + [length], content=found.body)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(found), base_url="http://elsewhere.example"
        ) as client:
            return await client.post("/graphql", content=asked, headers=told)

    return asyncio.run(ask())


def seen(response: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    return response.status_code, dict(response.headers), response.content


@pytest.mark.parametrize("query", [SMALL, LARGE])
@pytest.mark.parametrize("accepted", ["gzip, deflate", "zstd, gzip", "identity"])
@pytest.mark.parametrize("accept", ["*/*", "application/graphql-response+json", "text/html,*/*;q=0.8"])
def test_it_is_the_answer_of_the_by_application(way: Way, get: Get, query: str, accepted: str, accept: str) -> None:
    told = headers(accept, accepted)
    expected = seen(get("/graphql", "POST", content=body(query), headers=told))
    assert seen(waited(way(0), told, body(query))) == expected


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_an_error_is_told_on_the_by_application_and_not_made_again(
    way: Way, get: Get, accept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, failing = headers(accept), body("{ region { key } }")
    expected = seen(get("/graphql", "POST", content=failing, headers=told))
    made: list[CompiledOperation] = []
    answer = CompiledOperation.answer
    monkeypatch.setattr(CompiledOperation, "answer", lambda self, *given: made.append(self) or answer(self, *given))
    assert b"errors" in expected[2]
    assert seen(waited(way(0), told, failing)) == expected
    assert len(made) == 1


def test_what_is_large_is_encoded_on_the_by_application(way: Way, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    told = headers(accepted="gzip")
    expected = get("/graphql", "POST", content=body(LARGE), headers=told)
    monkeypatch.setattr(compression, "LARGE_BYTES", compression.SMALLEST_BYTES)
    found = waited(way(0), told, body(LARGE))
    assert found.headers["content-encoding"] == "gzip"
    assert found.content == expected.content


def test_it_is_kept_and_counted(way: Way) -> None:
    kept = way(1)
    found = waited(kept, headers(), body())
    again = begun(kept, headers(), body())
    assert isinstance(again, Answer)
    assert again.body == found.content
    assert answered(kept) == 2


def test_what_was_made_of_another_release_is_made_again(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that took the place of the one that was asked may have an answer where that one has an error."""
    asked_of, current = way(0), way(0)
    told, failing = headers(), body("{ region { key } }")
    deferred = begun(asked_of, told, failing)
    assert isinstance(deferred, Deferred)
    made: list[CompiledOperation] = []
    answer = CompiledOperation.answer
    monkeypatch.setattr(CompiledOperation, "answer", lambda self, *given: made.append(self) or answer(self, *given))
    send(replace(deferred, path=current), told, failing)
    assert len(made) == 2

"""More questions than can be answered are refused at once, with when to come again; all else goes on."""

import asyncio
import threading
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from hub.settings import Settings
from hub.web import graphql
from hub.web.app import app
from hub.web.fastpath import batching
from hub.web.fastpath.path import Deferred

QUERY = {"query": "{ persons { totalCount } }"}


def test_more_than_may_wait_are_told_when_to_come_again(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphql, "MOST_WAITING", 2)
    monkeypatch.setattr(graphql, "_THREADS_COUNT", 1)

    async def ask() -> None:
        made = app(out, Settings(out=out, response_cache_mb=0))
        executor = made.state.sites.now().graphql.executor
        answer, go_on = executor._store.answer, threading.Event()

        def held(*given: Any) -> Any:
            assert go_on.wait(60)
            return answer(*given)

        monkeypatch.setattr(executor._store, "answer", held)
        executor._ask_soon = None
        transport = httpx.ASGITransport(made)
        async with httpx.AsyncClient(transport=transport, base_url="http://hub.example", timeout=60) as client:
            asked = [asyncio.create_task(client.post("/graphql", json=QUERY)) for _ in range(5)]
            (first, *_), waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            refused = first.result()
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["errors"][0]["extensions"]["code"] == "BUSY"
            assert (await client.get("/healthz")).text == "ok\n"
            assert (await client.get("/readyz")).status_code == 200
            assert (await client.get("/data/")).status_code == 200
            go_on.set()
            statuses = [(await each).status_code for each in waiting]
        assert sorted(statuses).count(200) == 3

    asyncio.run(ask())


def test_the_fast_path_refuses_as_the_application_does(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = app(out, Settings(out=out, response_cache_mb=0))
    made.state.sites.now().graphql.executor._ask_soon = None
    answer = partial(made.state.fast_path.answer, [(b"content-type", b"application/json")], orjson.dumps(QUERY))
    assert isinstance(answer(), Deferred)
    monkeypatch.setattr(batching, "MOST_WAITING", 0)
    monkeypatch.setattr(graphql, "MOST_WAITING", -graphql._THREADS_COUNT)
    refused = answer()

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://hub.example") as client:
            return await client.post("/graphql", json=QUERY, headers={"Accept-Encoding": "identity"})

    expected = asyncio.run(ask())
    found = dict(line.split(": ", 1) for line in refused.headers.decode().splitlines())
    assert (refused.status, refused.body) == (expected.status_code, expected.content) == (503, graphql.BUSY.body)
    assert {**found, "content-length": str(len(refused.body))} == dict(expected.headers)
    counted = made.state.measured.of("/graphql", "POST", 503)
    assert sum(counted.counts) == 2

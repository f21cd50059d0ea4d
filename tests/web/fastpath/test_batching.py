"""Requests for the same quick plan gather while one of them is on its way, and each still gets its own answer."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.errors import StoreUnavailable
from hub.graph.plan import Plan, Variables
from hub.graph.sqlite.store import SqliteStore, open_store
from hub.publication import store_path
from hub.release import current
from hub.schema import operation
from hub.schema.execute import Executor, Prepared, run_together
from hub.schema.request import Request
from hub.schema.response import Response
from hub.web.fastpath.batching import _FLUSH_AT, Batching

KEYS = [f"2042/dpr/8101/1/{number}" for number in range(1, 5)]
ONE = "query($id: ID!) { candidacy(id: $id) { key nameOnBallot } }"
PAGE = "query($after: String) { candidacies(where: {office: {eq: DPR}}, after: $after) { nodes { key } } }"


class Distant:
    """The store of one file, at the end of a wire that holds what is asked until it may `go_on`."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.release_id = store.release_id
        self.counts: list[int] = []
        self.fails = False
        self.arrived, self.go_on = threading.Semaphore(0), threading.Event()

    def check(self) -> None:
        self._store.check()

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        return self.answer_all(plan, [variables])[0]

    def answer_all(self, plan: Plan, given: Sequence[Variables]) -> list[bytes]:
        self.counts.append(len(given))
        self.arrived.release()
        assert self.go_on.wait(30)
        if self.fails:
            raise StoreUnavailable("expected the wire to hold, found it broken")
        return [self._store.answer(plan, variables) for variables in given]


@pytest.fixture
def distant(out: Path) -> Iterator[Distant]:
    release = current(out)
    store = open_store(store_path(out, release), release)
    yield Distant(store)
    store.close()


class Asked:
    """What is asked of a gathering, and what it told, in the order of the questions."""

    def __init__(self, store: Any) -> None:
        self._executor = Executor(store)
        self._batching = Batching()
        self._told: list[asyncio.Future[Response]] = []

    def prepared(self, query: str, **variables: Any) -> Prepared:
        found = self._executor.prepare(Request(query, variables))
        assert isinstance(found, Prepared)
        return found

    def submit(self, query: str, **variables: Any) -> None:
        told: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self._told.append(told)
        self._batching.submit(self.prepared(query, **variables), told.set_result)

    async def all(self) -> list[Any]:
        try:
            return [orjson.loads((await asyncio.wait_for(told, 30)).body) for told in self._told]
        finally:
            self._batching.close()


async def there(distant: Distant, count: int = 1) -> None:
    """Return when so many more statements are on their way."""
    for _ in range(count):
        assert await asyncio.to_thread(distant.arrived.acquire, timeout=30)


def test_those_that_come_meanwhile_are_answered_together(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        asked.submit(ONE, id=KEYS[0])
        await there(distant)
        for key in KEYS[1:]:
            asked.submit(ONE, id=key)
        distant.go_on.set()
        return await asked.all()

    found = [answer["data"]["candidacy"] for answer in asyncio.run(ask())]
    assert distant.counts == [1, 3]
    assert [answer["key"] for answer in found] == KEYS


def test_those_that_come_at_once_are_answered_together(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        for key in KEYS:
            asked.submit(ONE, id=key)
        distant.go_on.set()
        return await asked.all()

    assert len(asyncio.run(ask())) == len(KEYS)
    assert distant.counts == [len(KEYS)]


def test_of_those_that_are_answered_together_the_unknown_key_alone_is_asked_again(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        for key in (*KEYS, "2042/dpr/0/0/0"):
            asked.submit(ONE, id=key)
        distant.go_on.set()
        return await asked.all()

    *known, unknown = asyncio.run(ask())
    assert all("extensions" not in answer for answer in known)
    assert unknown["data"]["candidacy"] is None
    assert unknown["extensions"]["unknownKeys"]
    assert distant.counts[0] == len(KEYS) + 1


def test_another_operation_does_not_wait_for_one_that_is_in_flight(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        asked.submit(ONE, id=KEYS[0])
        await there(distant)
        asked.submit(ONE, id=KEYS[1])
        await asyncio.sleep(0)
        asked.submit(PAGE)
        await there(distant)
        distant.go_on.set()
        return await asked.all()

    assert all("errors" not in answer for answer in asyncio.run(ask()))
    assert distant.counts == [1, 1, 1]


def test_once_enough_have_gathered_they_do_not_wait(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        asked.submit(ONE, id=KEYS[0])
        await there(distant)
        for key in KEYS[:_FLUSH_AT]:
            asked.submit(ONE, id=key)
        await there(distant)
        asked.submit(ONE, id=KEYS[0])
        distant.go_on.set()
        return await asked.all()

    assert len(asyncio.run(ask())) == _FLUSH_AT + 2
    assert distant.counts == [1, _FLUSH_AT, 1]


def test_what_does_not_fit_goes_by_itself(distant: Distant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three fit together; nobody waits for the first to come back once no more fit."""
    monkeypatch.setattr(operation, "_ROWS_TOGETHER", 3)

    async def ask() -> list[Any]:
        asked = Asked(distant)
        asked.submit(ONE, id=KEYS[0])
        await there(distant)
        for number in range(8):
            asked.submit(ONE, id=KEYS[number % 3])
        await there(distant, 2)
        distant.go_on.set()
        return await asked.all()

    assert len(asyncio.run(ask())) == 9
    assert distant.counts == [1, 3, 3, 2]


def test_what_fails_past_the_operation_is_answered_and_keeps_nobody_waiting(
    distant: Distant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(requests: Sequence[Prepared]) -> list[Response]:
        if len(requests) == 2:
            raise MemoryError("secret")
        return run_together(requests)

    async def ask() -> list[Any]:
        asked = Asked(distant)
        for _ in range(2):
            asked.submit(ONE, id=KEYS[0])
        asked.submit(PAGE)
        distant.go_on.set()
        return await asked.all()

    monkeypatch.setattr("hub.web.fastpath.batching.run_together", fails)
    first, second, page = asyncio.run(ask())
    for answer in (first, second):
        assert answer["data"] is None
        assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
        assert "secret" not in str(answer)
    assert "errors" not in page


def test_one_that_fails_fails_alone(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked = Asked(distant)
        for after in (None, "no cursor", None):
            asked.submit(PAGE, after=after)
        distant.go_on.set()
        return await asked.all()

    codes = [answer.get("errors", [{}])[0].get("extensions", {}).get("code") for answer in asyncio.run(ask())]
    assert codes == [None, "BAD_CURSOR", None]


def test_a_store_that_is_gone_is_gone_for_all_of_them(distant: Distant) -> None:
    distant.fails = True

    async def ask() -> list[Any]:
        asked = Asked(distant)
        for key in KEYS:
            asked.submit(ONE, id=key)
        distant.go_on.set()
        return await asked.all()

    codes = [answer["errors"][0]["extensions"]["code"] for answer in asyncio.run(ask())]
    assert codes == ["STORE_UNAVAILABLE"] * len(KEYS)
    assert distant.counts == [len(KEYS)]


def test_who_takes_long_or_is_answered_in_this_process_goes_alone(distant: Distant) -> None:
    async def ask() -> list[Any]:
        asked, near = Asked(distant), Asked(distant._store)
        assert asked.prepared(ONE, id=KEYS[0]).gathers
        for _ in range(3):
            asked.prepared(ONE, id=KEYS[0]).compiled.latency.take(600.0)
        for key in KEYS:
            asked.submit(ONE, id=key)
            near.submit(ONE, id=key)
        await there(distant, len(KEYS))
        distant.go_on.set()
        return [await asked.all(), await near.all()]

    far, near = asyncio.run(ask())
    assert far == near
    assert distant.counts == [1] * len(KEYS)


def test_an_operation_of_several_fields_or_many_rows_goes_alone(distant: Distant) -> None:
    asked = Asked(distant)
    alone = [
        "{ a: candidacy(id: 1) { key } b: candidacy(id: 2) { key } }",
        "{ candidacies(first: 100) { nodes { key } } }",
    ]
    assert [asked.prepared(query).compiled.together_count for query in alone] == [1, 1]
    free = asked.prepared('{ candidacies(where: {district: {eq: "2042/dpr/8101"}}) { __typename } }')
    assert (free.cost, free.compiled.together_count) == (0, operation._ROWS_TOGETHER)

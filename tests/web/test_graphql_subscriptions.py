"""Following a count: by WebSocket with the library graphql-ws, by server-sent events, and what of the protocol is refused."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import polars as pl
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from hub.publication import publish
from hub.settings import Settings
from hub.web.app import app
from tests.mini import tables, write_mini
from tests.web.listening import listening

CONTEST = "2042/president"
FOLLOW = """subscription Follow($contest: ID!) {
  recapProgress(contest: $contest) { progress(where: {level: {isNull: true}}) { nodes { countedCount expectedCount } } } }"""
OTHER = 'subscription { recapProgress(contest: "2042/president") { name seatsCount } }'
EVENTS = {"accept": "text/event-stream"}
PROTOCOL = Subprotocol("graphql-transport-ws")


class Counting:
    """A hub whose count goes on: `count` publishes a release in which so many areas are counted."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.count(0)

    def count(self, counted: int) -> None:
        content = tables()
        content["progress"] = content["progress"].with_columns(pl.lit(counted, pl.Int64).alias("counted_count"))
        publish(self.out, write_mini(self.out, content), lambda *_: None)


@pytest.fixture
def counting(tmp_path: Path) -> Counting:
    return Counting(tmp_path)


@pytest.fixture
def base(counting: Counting) -> Iterator[str]:
    with listening(app(counting.out, Settings(out=counting.out, follow_s=0.02))) as address:
        yield address


def counted(payload: Any) -> int:
    (row,) = payload["data"]["recapProgress"]["progress"]["nodes"]
    return int(row["countedCount"])


def test_the_client_of_graphql_ws_follows_a_count(node_folder: Path, base: str, counting: Counting) -> None:
    asked = [
        "node",
        "subscribe.mjs",
        f"{base.replace('http', 'ws')}/graphql",
        FOLLOW,
        orjson.dumps({"contest": CONTEST}).decode(),
    ]
    with subprocess.Popen(asked, cwd=node_folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        for number in range(3):
            told = orjson.loads(client.stdout.readline())
            assert counted(told["next"]) == number
            counting.count(number + 1)
        rest, _ = client.communicate("stop\n", timeout=60)
    assert client.returncode == 0
    assert [line for line in map(orjson.loads, rest.splitlines()) if "error" in line] == []


def test_events_follow_a_count(base: str, counting: Counting) -> None:
    asked = {"query": FOLLOW, "variables": {"contest": CONTEST}}
    with httpx.stream("POST", f"{base}/graphql", json=asked, headers={**EVENTS, "accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in answer.headers
        number = 0
        for line in answer.iter_lines():
            if line.startswith("data: "):
                assert counted(orjson.loads(line.removeprefix("data: "))) == number
                number += 1
                if number == 3:
                    break
                counting.count(number)


def test_an_answer_that_stays_the_same_is_not_sent_again(base: str, counting: Counting) -> None:
    with following(base) as (send, take):
        send(id="same", type="subscribe", payload={"query": OTHER})
        assert take()["id"] == "same"
        send(id="count", type="subscribe", payload={"query": FOLLOW, "variables": {"contest": CONTEST}})
        assert take()["id"] == "count"
        counting.count(5)
        told = take()
        assert (told["id"], counted(told["payload"])) == ("count", 5)


def test_queries_end_at_once(base: str) -> None:
    with following(base) as (send, take):
        send(id="1", type="subscribe", payload={"query": "{ editions { totalCount } }"})
        assert take()["payload"]["data"]["editions"]["totalCount"] > 0
        assert take() == {"id": "1", "type": "complete"}
    events = httpx.get(f"{base}/graphql", params={"query": "{ editions { totalCount } }"}, headers=EVENTS).text
    assert events.startswith('event: next\ndata: {"data":{"editions"')
    assert events.endswith("\n\nevent: complete\ndata:\n\n")


def test_what_is_completed_sends_no_more_and_its_name_is_free(base: str, counting: Counting) -> None:
    with following(base) as (send, take):
        for number in range(3):
            send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": {"contest": CONTEST}})
            assert counted(take()["payload"]) == number
            send(id="1", type="complete")
            counting.count(number + 1)
        send(type="ping")
        assert take() == {"type": "pong"}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ nope }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "subscription { recapProgress }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": FOLLOW}, "BAD_USER_INPUT"),
        ({"documentId": "unknown"}, "PERSISTED_QUERY_NOT_FOUND"),
        ({}, "BAD_REQUEST"),
        (None, "BAD_REQUEST"),
    ],
)
def test_an_operation_that_is_refused_leaves_the_connection_open(payload: Any, code: str, base: str) -> None:
    with following(base) as (send, take):
        send(id="1", type="subscribe", payload=payload)
        told = take()
        assert (told["id"], told["type"], told["payload"][0]["extensions"]["code"]) == ("1", "error", code)
        send(id="1", type="subscribe", payload={"query": "{ __typename }"})
        assert take()["type"] == "next"


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["{"], 4400),
        (["[]"], 4400),
        (['{"type": "unheard of"}'], 4400),
        (['{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}'], 4401),
        (['{"type": "connection_init"}', '{"type": "connection_init"}'], 4429),
        (
            ['{"type": "connection_init"}', *2 * [orjson.dumps({"type": "subscribe", "id": "1", "payload": {"query": OTHER}}).decode()]],
            4409,
        ),
        (
            ['{"type": "connection_init"}', *(orjson.dumps({"type": "subscribe", "id": f"{at}", "payload": {"query": OTHER}}).decode() for at in range(21))],
            4400,
        ),
        ([" " * 200_001], 4400),
    ],
)  # fmt: skip
def test_a_client_that_does_not_keep_the_protocol_is_told_so(messages: list[str], code: int, base: str) -> None:
    with connect(f"{base.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as client:
        for message in messages:
            client.send(message)
        assert closed(client) == code


def test_another_protocol_is_not_spoken(base: str) -> None:
    with connect(f"{base.replace('http', 'ws')}/graphql", subprotocols=[Subprotocol("graphql-ws")]) as client:
        assert closed(client) == 4406


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_a_subscription_as_a_plain_request_is_told_how_to_ask(accept: str, base: str) -> None:
    for _ in range(2):
        answer = httpx.get(f"{base}/graphql", params={"query": OTHER}, headers={"accept": accept})
        assert answer.json()["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_NEEDS_STREAM"
        with httpx.stream("GET", f"{base}/graphql", params={"query": OTHER}, headers=EVENTS) as followed:
            assert next(followed.iter_lines()) == "event: next"


def closed(client: ClientConnection) -> int:
    """Return the code with which the server closes the connection."""
    while True:
        try:
            client.recv()
        except ConnectionClosed as told:
            return told.rcvd.code if told.rcvd else 0


@contextmanager
def following(base: str) -> Iterator[tuple[Callable[..., None], Callable[[], Any]]]:
    """Open a connection and agree on the protocol; yield what sends a message and what takes the next."""
    with connect(f"{base.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL]) as client:

        def send(**message: Any) -> None:
            client.send(orjson.dumps(message).decode())

        send(type="connection_init")
        assert orjson.loads(client.recv()) == {"type": "connection_ack"}
        yield send, lambda: orjson.loads(client.recv())

"""`/data/query`: the rows are those of the pages, a slow client is waited for, one that goes away ends the reading, errors come first."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from hub.publication import publish
from hub.web import data_query
from hub.web.app import app
from hub.web.data_query import AT_ONCE, stored_queries
from tests.mini import tables, write_mini
from tests.web.conftest import Get, caller

PERSONS_COUNT = 30_000

LISTS = {
    "candidacies": """query ($after: String) { candidacies(%s orderBy: [{votesCount: DESC}]) { %s nodes {
        key nameOnBallot votesCount party { abbreviation } district { name province { name } } person { names candidacies { totalCount } } } } }""",
    "results": "query ($after: String) { results(%s) { %s nodes { key votesCount status source { title } sourceRow } } }",
    "findings": "query ($after: String) { findings(%s where: {severity: {ne: INFO}}) { %s nodes { rule evidence subject { __typename key } } } }",
    "regions": "query ($after: String) { regions(%s) { %s nodes { name codes { scheme value } ancestors { name } } } }",
}  # fmt: skip


def whole(query: str) -> str:
    """Return the query without pages, and without an empty pair of parentheses."""
    return (query % ("", "")).replace("($after: String)", "").replace("()", "")


def by_pages(get: Get, name: str) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        query = LISTS[name] % ("first: 2, after: $after", "pageInfo { hasNextPage endCursor }")
        page = get("/graphql", "POST", json={"query": query, "variables": {"after": after}}).json()["data"][name]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


@pytest.mark.parametrize("name", LISTS)
def test_the_rows_are_those_of_the_pages(name: str, get: Get) -> None:
    streamed = get("/data/query.ndjson", params={"query": whole(LISTS[name])})
    assert streamed.status_code == 200, streamed.text
    rows = [json.loads(line) for line in streamed.text.splitlines()]
    assert rows == list(by_pages(get, name))
    assert len(rows) > 2


def test_edges_are_as_good_as_nodes(get: Get) -> None:
    nodes, edges = (
        get("/data/query.ndjson", params={"query": f"{{ parties {{ {asked} }} }}"}).text
        for asked in ("nodes { key name }", "edges { node { key name } }")
    )
    assert nodes == edges != ""


def test_columns_of_csv_are_paths_and_lists_are_json(get: Get) -> None:
    text = get("/data/query.csv", params={"query": whole(LISTS["candidacies"])}).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [
        "key", "nameOnBallot", "votesCount", "party.abbreviation", "district.name", "district.province.name",
        "person.names", "person.candidacies",
    ]  # fmt: skip
    held = list(by_pages(get, "candidacies"))
    assert [row["nameOnBallot"] for row in rows] == [each["nameOnBallot"] for each in held]
    assert [json.loads(row["person.names"]) for row in rows] == [each["person"]["names"] for each in held]
    assert [row["votesCount"] for row in rows] == [
        "" if each["votesCount"] is None else str(each["votesCount"]) for each in held
    ]
    provinces = [(each["district"] or {}).get("province") for each in held]
    assert [row["district.province.name"] for row in rows] == [each["name"] if each else "" for each in provinces]
    assert "" in {row["district.name"] for row in rows}, "where there is none all its columns are empty"


@pytest.mark.parametrize("form", ["csv", "ndjson"])
@pytest.mark.parametrize("name", sorted(stored_queries()))
def test_every_query_that_comes_with_the_hub_is_answered(name: str, form: str, get: Get) -> None:
    answer = get(f"/data/query.{form}?stored={name}")
    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) > 1


def test_variables_narrow_a_stored_query(get: Get) -> None:
    rows = get(
        "/data/query.ndjson", params={"stored": "candidacies", "variables": '{"edition": "2042", "office": "DPR"}'}
    ).text
    editions = {json.loads(row)["edition"]["key"] for row in rows.splitlines()}
    assert editions == {"2042"}


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("{", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("{ parties { nodes { shoeSize } } }", "GRAPHQL_VALIDATION_FAILED", "shoeSize"),
        ("{ parties(first: 3) { nodes { key } } }", "BAD_STREAM", "without a page, found `first`"),
        ("{ release { title } }", "BAD_STREAM", "expected a list as root field"),
        ("{ parties { nodes { key } } persons { nodes { key } } }", "BAD_STREAM", "found 2 fields"),
        ("{ parties { totalCount } }", "BAD_STREAM", "found totalCount"),
        ("{ parties { nodes { key } totalCount } }", "BAD_STREAM", "found nodes, totalCount"),
        ("{ __typename }", "BAD_STREAM", "__typename"),
        ("{ contests { nodes { key results { aggregate { sum { votesCount } } } } } }", "BAD_STREAM", "without sums of figures"),
        ("{ persons(where: {name: {eq: null}}) { nodes { key } } }", "BAD_CONDITION", "isNull"),
        ("{ persons { nodes { candidacies(first: 1000) { nodes { contest { candidacies(first: 1000) { nodes { key } } } } } } } }", "COST_EXCEEDED", "at most"),
        ("query ($n: String!) { parties(where: {name: {eq: $n}}) { nodes { key } } }", "BAD_USER_INPUT", "$n"),
        ("", "BAD_REQUEST", "expected `query`"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_query_is_said_before_the_first_row(query: str, code: str, said: str, get: Get) -> None:
    answer = get("/data/query.ndjson", params={"query": query}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert said in answer.json()["error"]["message"]


def test_other_forms_and_names_are_not_there(get: Get) -> None:
    accept = {"accept": "application/json"}
    assert get("/data/query.xlsx?stored=persons", headers=accept).status_code == 404
    assert "candidacies" in get("/data/query.csv?stored=nothing", headers=accept).json()["error"]["message"]


def test_the_head_of_an_answer_is_had_without_its_rows(get: Get) -> None:
    query = "{ editions { nodes { key } } }"
    head, full = (
        get("/data/query.csv", method, params={"query": query}, headers={"accept-encoding": "identity"})
        for method in ("HEAD", "GET")
    )
    assert (head.status_code, head.text, head.headers["etag"]) == (200, "", full.headers["etag"])
    assert get("/graphql", "HEAD", params={"query": query}).status_code == 200


def test_what_a_client_holds_is_not_sent_again(get: Get) -> None:
    tag = get("/data/query.csv?stored=persons").headers["etag"]
    again = get("/data/query.csv?stored=persons", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert get("/data/query.ndjson?stored=persons").headers["etag"] != tag


def test_a_stream_is_compressed_for_who_asks(large: Path) -> None:
    get = caller(large)
    plain, packed = (
        get("/data/query.csv?stored=persons", headers={"accept-encoding": how}) for how in ("identity", "gzip")
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert len(list(csv.DictReader(io.StringIO(packed.text, newline="")))) == PERSONS_COUNT


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented election with many more persons."""
    content = tables()
    persons = content["persons"]
    missing = PERSONS_COUNT - persons.height
    more = pl.concat([persons.head(1)] * missing).with_columns(
        person_id=pl.format("p-{}", pl.int_range(missing).cast(pl.String).str.zfill(8))
    )
    content["persons"] = pl.concat([persons, more])
    out = tmp_path_factory.mktemp("large")
    publish(out, write_mini(out, content), lambda *_: None)
    return out


class Client:
    """A client of an application, without a server between: takes so many parts of an answer and then waits, or goes away."""

    def __init__(self, out: Path) -> None:
        self.app = app(out)
        self.parts: list[bytes] = []
        self.waits = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.is_gone = asyncio.Event()

    async def get(self, path: str, query: str, takes: int) -> None:
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET", "path": path,
            "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": query.encode(), "headers": [(b"host", b"hub")],
            "client": ("127.0.0.1", 1), "server": ("hub", 80),
        }  # fmt: skip
        asked = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if not asked.is_set():
                asked.set()
                return {"type": "http.request", "body": b"", "more_body": False}
            await self.is_gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.body" and message.get("body"):
                self.parts.append(message["body"])
                if len(self.parts) == takes:
                    self.waits.set()
                    await self.goes_on.wait()

        await self.app(scope, receive, send)


@pytest.fixture
def read_count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count rows as they leave the store: [rows so far]."""
    from hub.graph.sqlite.store import SqliteStore

    streamed, counted = SqliteStore.stream, [0]

    def counting(self: SqliteStore, *given: Any) -> Iterator[bytes]:
        for row in streamed(self, *given):
            counted[0] += 1
            yield row

    monkeypatch.setattr(SqliteStore, "stream", counting)
    return counted


def test_no_more_is_read_than_a_slow_client_takes(large: Path, read_count: list[int]) -> None:
    async def slowly() -> tuple[int, int]:
        client = Client(large)
        getting = asyncio.create_task(client.get("/data/query.ndjson", "stored=persons", takes=3))
        await client.waits.wait()
        taken = b"".join(client.parts).count(b"\n")
        held_back = read_count[0] - taken
        client.goes_on.set()
        await getting
        return held_back, b"".join(client.parts).count(b"\n")

    held_back, sent = asyncio.run(slowly())
    assert held_back <= 1, "one row at most is read ahead of what was sent"
    assert sent == read_count[0] == PERSONS_COUNT


def test_a_client_that_goes_away_ends_the_reading(large: Path, read_count: list[int]) -> None:
    async def going() -> None:
        client = Client(large)
        getting = asyncio.create_task(client.get("/data/query.csv", "stored=persons", takes=2))
        await client.waits.wait()
        client.is_gone.set()
        await getting

    for _ in range(AT_ONCE + 1):  # each must give its place back, or the last would find none
        asyncio.run(going())
    assert read_count[0] < PERSONS_COUNT // 2 * AT_ONCE


def test_too_many_streams_are_told_to_come_again(large: Path) -> None:
    async def together() -> list[str]:
        clients = [Client(large) for _ in range(AT_ONCE + 1)]
        tasks = []
        for client in clients[:-1]:
            tasks.append(asyncio.create_task(client.get("/data/query.ndjson", "stored=persons", takes=1)))
            await client.waits.wait()
        await clients[-1].get("/data/query.ndjson", "stored=persons&format=json", takes=9)
        for client in clients[:-1]:
            client.goes_on.set()
        await asyncio.gather(*tasks)
        return [b"".join(client.parts).decode() for client in clients]

    *answered, refused = asyncio.run(together())
    assert {text.count("\n") for text in answered} == {PERSONS_COUNT}
    assert '"code":"BUSY"' in refused


def test_half_an_answer_is_never_taken_for_a_whole_one(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hub.graph.sqlite.store import SqliteStore, StatementTimeout

    streamed = SqliteStore.stream

    def failing(self: SqliteStore, *given: Any) -> Iterator[bytes]:
        for number, row in enumerate(streamed(self, *given)):
            if number == PERSONS_COUNT // 2:
                raise StatementTimeout("expected the next row, found none")
            yield row

    monkeypatch.setattr(SqliteStore, "stream", failing)

    async def cut_off() -> None:
        await Client(large).get("/data/query.ndjson", "stored=persons", takes=0)

    with pytest.raises(Exception, match=r"expected the next row|response already started"):
        asyncio.run(cut_off())
    assert data_query._under_way.acquire(blocking=False), "its place is free again"
    data_query._under_way.release()


def test_a_statement_that_takes_too_long_is_said_before_the_first_row(large: Path) -> None:
    from hub.settings import Settings

    async def asked() -> bytes:
        client = Client(large)
        client.app = app(large, Settings(out=large, statement_timeout_s=1e-9))
        await client.get(
            "/data/query.ndjson", "query={persons(orderBy:[{gender:ASC}]){nodes{key+names}}}&format=json", takes=0
        )
        return b"".join(client.parts)

    assert b'"code":"STATEMENT_TIMEOUT"' in asyncio.run(asked())

"""`hub serve --store neo4j`: one statement per root field, a coded refusal while the server is gone, and recovery without a restart."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
import pytest

from hub.errors import StoreUnavailable, UsageError
from hub.graph.neo4j.load import load
from hub.graph.neo4j.server import Neo4j
from hub.graph.neo4j.store import Neo4jStore, open_store
from hub.graph.sqlite import store as sqlite
from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.spelling import Spelling
from hub.graph.store import StatementTimeout
from hub.publication import publish, store_path
from hub.release import Release
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.settings import Settings, read_settings
from hub.tables.candidacies import Candidacies
from hub.web.app import app
from hub.web.stores import Stores
from tests.mini import write_mini
from tests.neo4j.running import Running
from tests.neo4j.test_load import changed
from tests.neo4j.wire import RUN, wire
from tests.web.listening import listening

DEEP = """{ contests(first: 9) { nodes { key candidacies(first: 9) { totalCount nodes { key person { name candidacies { nodes { key party { name } } } }
  sources { title } } groups(by: [gender]) { count } aggregate { sum { votesCount } } } district { regions { nodes { name ancestors { name } } } } } } }"""


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


@pytest.fixture
def store(server: Neo4j, mini: Release, tmp_path: Path) -> Neo4jStore:
    load(server, mini, _silent)
    build_store(mini, tmp_path / "hub.sqlite")
    return open_store(server, mini, Spelling(tmp_path / "hub.sqlite").searched)


def test_one_statement_answers_a_root_field_however_many_rows(store: Neo4jStore) -> None:
    executor = Executor(store)
    for times in (1, 3):
        before = store.statements_count
        fields = " ".join(f"f{place}: {DEEP[2:-2]}" for place in range(times))
        found = orjson.loads(executor.execute(Request(f"{{ {fields} }}")).body)
        assert "errors" not in found
        assert sum(len(contest["candidacies"]["nodes"]) for contest in found["data"]["f0"]["nodes"]) > 5
        assert store.statements_count - before == times


def test_a_snapshot_that_was_loaded_to_another_level_is_found_again(
    store: Neo4jStore, server: Neo4j, mini: Release
) -> None:
    asked = Request("{ persons { totalCount } }")
    before = Executor(store).execute(asked).body
    load(server, mini, _silent, level="NATION")
    assert Executor(store).execute(asked).body == before


def test_another_release_is_not_answered_from(store: Neo4jStore, server: Neo4j, tmp_path: Path) -> None:
    load(server, changed(tmp_path), _silent)
    response = Executor(store).execute(Request("{ persons { totalCount } }"))
    assert response.is_unavailable
    assert orjson.loads(response.body)["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
    with pytest.raises(StoreUnavailable, match="run `hub graph load`"):
        store.check()


def test_a_statement_that_takes_too_long_is_stopped(store: Neo4jStore, neo4j_uri: str) -> None:
    with Neo4j(neo4j_uri, "neo4j", "", timeout_s=1) as hurried, pytest.raises(StatementTimeout, match="fewer rows"):
        hurried.read("UNWIND range(1, 2000000000) AS a WITH a WHERE a % 7 = 8 RETURN count(a) AS count", {})


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"HUB_STORE": "mongo"}, "expected HUB_STORE to be 'sqlite' or 'neo4j', found 'mongo'"),
        ({"HUB_STORE": "neo4j"}, "expected HUB_NEO4J_URI"),
    ],
)
def test_settings_that_name_no_store_are_refused(environment: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Stores(read_settings(environment))


def test_a_server_that_is_gone_is_told_and_found_again(own_neo4j: Running, tmp_path: Path) -> None:
    release = write_mini(tmp_path)
    publish(tmp_path, release, _silent)
    uri = own_neo4j.start()
    with Neo4j(uri, "neo4j", "") as server:
        load(server, release, _silent)
    settings = Settings(out=tmp_path, store="neo4j", neo4j_uri=uri, statement_timeout_s=60)
    with listening(app(tmp_path, settings)) as address, httpx.Client(base_url=address, timeout=120) as client:
        answered = _ask(client).json()
        assert answered["data"]["persons"]["totalCount"] > 0
        assert client.get("/readyz").status_code == 200
        own_neo4j.kill()
        refused = _ask(client)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.headers["cache-control"] == "no-store"
        assert refused.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"
        ready = client.get("/readyz")
        assert (ready.status_code, ready.headers["retry-after"]) == (503, "5")
        assert ready.text.startswith("STORE_UNAVAILABLE")
        assert client.get("/healthz").status_code == 200
        assert own_neo4j.start() == uri
        assert _ask(client).json() == answered
        assert client.get("/readyz").status_code == 200


def test_a_release_that_is_swapped_while_somebody_asks_leaves_no_gap(server: Neo4j, tmp_path: Path) -> None:
    """A question is on its way to the server; meanwhile another release takes the place of the one that it is about, which is removed."""
    release = write_mini(tmp_path)
    publish(tmp_path, release, _silent)
    load(server, release, _silent)
    with wire(int(urlsplit(server.uri).port or 0)) as laid:
        settings = Settings(out=tmp_path, store="neo4j", neo4j_uri=f"bolt://{laid.address}", statement_timeout_s=60)
        with listening(app(tmp_path, settings)) as address, httpx.Client(base_url=address, timeout=120) as client:
            assert _editions(client) == (200, ["Pemilu 2037", "Pemilu 2042"])
            is_held = laid.hold(RUN)
            with ThreadPoolExecutor(1) as asking:
                asked = asking.submit(_editions, client)
                is_held.wait()
                other = changed(tmp_path)
                publish(tmp_path, other, _silent)
                assert load(server, other, _silent).old_is_removed
                laid.go_on()
                assert asked.result() == (200, ["Pemilu lain", "Pemilu lain"])


ONE = "query($id: ID!) { candidacy(id: $id) { key nameOnBallot person { name } } }"


def test_requests_that_come_together_go_to_the_server_together(server: Neo4j, tmp_path: Path) -> None:
    """While one is held on its way nineteen others come, and at least four go in one statement; each gets the answer of the one file."""
    release = write_mini(tmp_path)
    publish(tmp_path, release, _silent)
    load(server, release, _silent)
    keys = release.table(Candidacies)["candidacy_id"].to_list()
    ids = [*(keys[place % len(keys)] for place in range(19)), "none"]
    expected = Executor(sqlite.open_store(store_path(tmp_path, release), release))
    with wire(int(urlsplit(server.uri).port or 0)) as laid:
        settings = Settings(out=tmp_path, store="neo4j", neo4j_uri=f"bolt://{laid.address}", statement_timeout_s=60)
        made = app(tmp_path, settings)
        store = made.state.sites.now().store
        with listening(made) as address, ThreadPoolExecutor(len(ids)) as asking:
            is_held = laid.hold(RUN)
            found = [asking.submit(_post, address, ids[0])]
            is_held.wait()
            found += [asking.submit(_post, address, each) for each in ids[1:]]
            gathering = made.state.fast_path.batching
            while sum(asked.done() for asked in found) + sum(map(len, gathering._waiting.values())) < len(ids) - 1:
                time.sleep(0.001)
            laid.go_on()
            told = [asked.result()["data"] for asked in found]
    assert told == [orjson.loads(expected.execute(Request(ONE, {"id": each})).body)["data"] for each in ids]
    assert store.statements_count <= 1 + 19 // 4 + 1


def _post(address: str, key: str) -> Any:
    return httpx.post(f"{address}/graphql", json={"query": ONE, "variables": {"id": key}}, timeout=60).json()


def _editions(client: httpx.Client) -> tuple[int, list[str]]:
    found = client.post("/graphql", json={"query": f"{{ editions {{ nodes {{ name }} }} }} # {next(_NUMBERS)}"})
    return found.status_code, [
        node["name"] for node in (found.json().get("data") or {"editions": {"nodes": []}})["editions"]["nodes"]
    ]


_NUMBERS = count(1)


def _ask(client: httpx.Client) -> httpx.Response:
    """Ask a query of its own each time: an answer that is known already would be given without the store."""
    return client.post("/graphql", json={"query": f"{{ persons {{ totalCount }} }} # {next(_NUMBERS)}"})

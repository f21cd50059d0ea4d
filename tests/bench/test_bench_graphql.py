"""The benchmark of GraphQL: its questions are answered alike, by the hub and by a peer over the same rows; it reads what wrk says."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from hub.graph.sqlite.build import build_store
from hub.graph.sqlite.store import open_store
from hub.publication import store_path
from hub.release import Release, make_current
from hub.schema.execute import execute
from scripts.bench_graphql import questions, wrk
from scripts.bench_graphql.ground import Ground
from scripts.bench_graphql.growth import GROWING, grow
from scripts.bench_graphql.peers.strawberry_app import Loaders, schema
from scripts.bench_graphql.questions import CANDIDACY, QUESTIONS, Question
from scripts.bench_graphql.relations import RELATIONS, foreign_keys, frames, write_lines
from scripts.bench_graphql.server import Server, post
from scripts.bench_graphql.servers import SERVERS
from scripts.bench_graphql.servers.hub_server import HUB
from scripts.bench_graphql.servers.neo4j_graphql import NEO4J_GRAPHQL
from tests.components import program
from tests.mini import write_mini


class Duck:
    """Runs a peer's SQL, as written for PostgreSQL, over the relations of a release."""

    def __init__(self, release: Release) -> None:
        self._database = duckdb.connect()
        for relation, frame in frames(release):
            self._database.register(relation.table_name(), frame.to_arrow())

    async def fetch(self, sql: str, *values: Any) -> list[Mapping[str, Any]]:
        found = self._database.execute(sql, list(values))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_a_peer_answers_as_the_hub_does(
    question: Question, sample_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "PAGE_ROWS", 10)  # the sample has smaller districts and parties
    monkeypatch.setattr(questions, "RESULT_ROWS", 10)
    build_store(sample_release, tmp_path / "store.sqlite")
    store, duck = open_store(tmp_path / "store.sqlite", sample_release), Duck(sample_release)
    for value in question.variants(sample_release)[:5]:
        given = {"id": value}
        expected = orjson.loads(execute(store, question.document, given))
        assert "errors" not in expected
        found = asyncio.run(schema.execute(question.document, given, context_value=Loaders(duck.fetch)))
        assert found.errors is None
        assert found.data == expected["data"]
        assert value in str(expected["data"]) or question in QUESTIONS[2:], "expected the row that was asked for"
    store.close()


def test_a_question_without_rows_is_told(sample_release: Release) -> None:
    with pytest.raises(ValueError, match="expected rows for the question 'none'"):
        replace(QUESTIONS[0], name="none", ids=lambda _: []).variants(sample_release)


def test_relations_refer_to_rows_that_are_there(sample_release: Release) -> None:
    held = dict(frames(sample_release))
    assert list(held) == list(RELATIONS)
    for relation, frame in held.items():
        for column, target in foreign_keys(relation).items():
            missing = set(frame[column].drop_nulls()) - set(held[target][target.key_column()])
            assert not missing, (relation, column)


def test_rows_in_files_are_those_of_the_release(sample_release: Release, tmp_path: Path) -> None:
    write_lines(sample_release, tmp_path)
    for relation, frame in frames(sample_release):
        lines = (tmp_path / f"{relation.table_name()}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [orjson.loads(line)[relation.key_column()] for line in lines] == frame[relation.key_column()].to_list()


def test_a_release_grows_under_keys_of_its_own(sample_release: Release, tmp_path: Path) -> None:
    grown = grow(sample_release, tmp_path, times=3)
    held = dict(frames(grown))
    for relation, frame in frames(sample_release):
        assert held[relation].height == frame.height * (3 if relation in GROWING else 1)
        assert frame.equals(held[relation].join(frame, on=relation.key_column(), how="semi").select(frame.columns))
        for column, target in foreign_keys(relation).items():
            told, kept = held[relation][column], frame[column]
            assert told.null_count() == kept.null_count() * (3 if relation in GROWING else 1), (
                relation,
                column,
                target,
            )
    store = open_store(store_path(tmp_path, grown), grown)
    asked = {"id": "2024/dpr/1101~2/1/1"}
    assert asked["id"].encode() in execute(store, CANDIDACY.document, asked)
    store.close()


ALL_SERVERS = [server for servers in SERVERS.values() for server in servers]


@pytest.mark.parametrize("server", ALL_SERVERS, ids=[server.name for server in ALL_SERVERS])
def test_every_server_is_asked_every_question_with_its_variable(server: Server) -> None:
    for question in QUESTIONS:
        asked = orjson.loads(server.body(question, 'an "id"'))
        assert asked["variables"] == {"id": 'an "id"'}
        assert "$id" in asked["query"]
        assert set(server.documents) <= {each.name for each in QUESTIONS}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"candidacy": [{"key": "c", "votesCount": None}]}, {"candidacy": {"key": "c", "votesCount": None}}),
        ({"candidacy": []}, {"candidacy": None}),
        (
            {"person": [{"key": "p", "candidacies": [{"key": "c", "party": [{"name": "P"}], "district": []}]}]},
            {
                "person": {
                    "key": "p",
                    "candidacies": {"nodes": [{"key": "c", "party": {"name": "P"}, "district": None}]},
                }
            },
        ),
        ({"districts": [{"candidacies": [{"key": "c"}]}]}, {"candidacies": {"nodes": [{"key": "c"}]}}),
        ({"parties": [{"results": [{"key": "r"}]}]}, {"results": {"nodes": [{"key": "r"}]}}),
    ],
)
def test_lists_of_a_server_that_knows_no_single_things_are_compared_as_what_they_hold(
    given: Any, expected: Any
) -> None:
    assert NEO4J_GRAPHQL.alike(given) == expected


def test_the_hub_runs_as_a_server(tmp_path: Path) -> None:
    make_current(tmp_path / "given", write_mini(tmp_path / "given"))  # the store is made by who measures
    with Ground(tmp_path / "given", tmp_path) as ground:
        first = HUB.body(CANDIDACY, "2042/dpr/8101/1/1")
        with HUB.started(ground, first) as running:
            assert post(running.address, first)["candidacy"]["key"] == "2042/dpr/8101/1/1"
            assert running.processor_s() > 0
            with pytest.raises(ValueError, match="expected an answer without errors"):
                post(running.address, b'{"query": "{ nope }"}')


def test_what_wrk_says_is_read() -> None:
    measured = wrk.read("Running 1s test\nWRK 5000 2000000 0 1500 12000 99\n")
    assert measured == wrk.Measured(5000, 2500.0, 1.5, 12.0)


@pytest.mark.parametrize("output", ["", "WRK 5000 2000000 3 1500 12000 99", "WRK 0 2000000 0 0 0 0"])
def test_failed_answers_are_no_measurement(output: str) -> None:
    with pytest.raises(wrk.WrkFailed):
        wrk.read(output)


def test_wrk_is_called_as_it_understands(tmp_path: Path) -> None:
    program("wrk")
    (tmp_path / "bodies").write_text("{}\n")
    with pytest.raises(wrk.WrkFailed, match=r"failed|one line"):
        wrk.measure("http://127.0.0.1:1/graphql", tmp_path / "bodies", 1)

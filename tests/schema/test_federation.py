"""The schema as a subgraph: what a gateway asks, compiled like any other query."""

from typing import Any

import pytest
from graphql import parse

from hub.graph import global_id
from hub.graph.sqlite.store import SqliteStore
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.schema.schema import sdl
from tests.graph import invented
from tests.schema.conftest import Asked

ENTITIES = """query($of: [_Any!]!) { _entities(representations: $of) {
    __typename ... on Person { key name } ... on Candidacy { key party { abbreviation } } ... on Node { iri } } }"""


def of(type_name: str, **known: Any) -> dict[str, Any]:
    return {"__typename": type_name, **known}


def test_the_schema_of_the_subgraph_has_a_key_on_every_node_and_no_field_of_the_gateway(ask: Asked) -> None:
    told = ask.data("{ _service { __typename text: sdl } }")["_service"]
    assert told["__typename"] == "_Service"
    text = told["text"]
    parse(text)
    nodes = sdl().count(" implements Node {")
    assert nodes > 20
    assert text.count('implements Node @key(fields: "key") @key(fields: "id") {') == nodes
    assert "type PageInfo @shareable {" in text
    assert "_entities" not in text


def test_nodes_by_key_or_id_in_the_order_that_was_asked(ask: Asked) -> None:
    candidacy = global_id.encode("candidacy", "2042/dpr/1/1/1")
    asked = [of("Person", key=invented.SITI), of("Candidacy", id=candidacy, note="not ours"), of("Person", key="none")]
    found = ask.data(ENTITIES, of=asked)["_entities"]
    assert [each and each["__typename"] for each in found] == ["Person", "Candidacy", None]
    assert found[0]["key"] == invented.SITI
    assert found[1]["key"] == "2042/dpr/1/1/1"
    assert ask.data(ENTITIES, of=[])["_entities"] == []


def test_an_identifier_that_was_merged_finds_the_other(ask: Asked) -> None:
    (found,) = ask.data(ENTITIES, of=[of("Person", key=invented.MERGED)])["_entities"]
    assert found["key"] not in {None, invented.MERGED}


def test_representations_written_in_the_query(ask: Asked) -> None:
    query = '{ _entities(representations: [{__typename: "Party", key: "%s"}]) { ... on Party { abbreviation } } }'
    assert ask.data(query % invented.MELATI)["_entities"] == [{"abbreviation": "MLT"}]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (of("Nothing", key="x"), "with the __typename of a node, found 'Nothing'"),
        (of("RegionCode", key="x"), "with the __typename of a node, found 'RegionCode'"),
        ({"key": "x"}, "with the __typename of a node, found None"),
        ("x", "with the __typename of a node, found None"),
        (of("Person", name="x"), "of Person with `key` or `id` as text, found __typename, name"),
        (of("Person", key=1), "of Person with `key` or `id` as text, found __typename, key"),
    ],
)
def test_what_names_no_node_is_refused(given: Any, message: str, counted: tuple[Executor, SqliteStore]) -> None:
    response = counted[0].execute(Request(ENTITIES, {"of": [given]}))
    assert not response.is_executed
    assert message in response.body.decode()
    assert b'"BAD_USER_INPUT"' in response.body


def test_one_plan_serves_all_representations_of_the_same_number(counted: tuple[Executor, SqliteStore]) -> None:
    executor, _ = counted
    for key in (invented.SITI, invented.MERGED, "none"):
        executor.execute(Request(ENTITIES, {"of": [of("Person", key=key)]}))
    document = executor._documents.get(ENTITIES)
    assert len(document.operations[""].plans._made) == 1
    many = executor.prepare(Request(ENTITIES, {"of": [of("Person", key="none")] * 900}))
    assert many.cost == 900 * 2
    too_many = executor.execute(Request(ENTITIES, {"of": [of("Person", key="none")] * 1001}))
    assert b'"BAD_PAGE"' in too_many.body

"""The published schema: as it stands in `schema.graphql`, and with the fields that users rely on."""

from dataclasses import replace
from pathlib import Path

import dataframely as dy
import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    assert_enum_type,
    assert_object_type,
    get_named_type,
    validate_schema,
)

import hub.schema
from hub.graph.model import MODEL, columns_of
from hub.graph.node_type import NodeType
from hub.schema.bindings import BY_NODE, HasList, HasOne, HasPage
from hub.schema.entity import declare, fields_of
from hub.schema.schema import executable, sdl
from hub.tables import vocabulary
from hub.tables.persons import Persons
from hub.tables.table import HIDDEN, LARGE, About, Over, Sourced, called, ref

PUBLISHED = Path(hub.schema.__file__).with_name("schema.graphql")

RELIED_ON = {
    "Person": "name names birthYear gender candidacies aliases externalIds",
    "Candidacy": "person party district contest edition ballotNumber nameOnBallot gender elected votesCount rank incumbent",
    "Party": "name abbreviation nominations predecessors successors events candidacies",
    "Nomination": "edition ballotNumber name",
    "District": "name edition office seatsCount regions overlaps turnover families notionalResults candidacies results geometry map",
    "DistrictOverlap": "with weightPopulation weightArea",
    "Region": "name level codes parent children ancestors predecessors successors parents lineage results voters pollingStations",
    "RegionCode": "scheme value validFrom validTo",
    "Contest": "edition office district seatsCount candidacies results turnout",
    "Result": "contest region district candidacy party votesCount status source",
    "FinanceReport": "totalIdr period lines candidacy nomination",
    "Dataset": "title theme system steward formats availability reason rowsCount filesCount edition",
    "Finding": "rule severity subject message evidence source",
    "Query": "release editions edition contests contest offices parties party persons person candidacies candidacy districts "
    "district regions region results search findings datasets node nodes",
}


def test_the_published_schema_is_the_schema() -> None:
    """To publish a change: `python -m hub.schema > hub/schema/schema.graphql`, and tell of it in CHANGELOG.md."""
    assert PUBLISHED.read_text(encoding="utf-8") == sdl()


def test_the_schema_is_valid_by_the_specification() -> None:
    assert validate_schema(executable()) == []


@pytest.mark.parametrize(("type_name", "fields"), RELIED_ON.items())
def test_fields_that_users_rely_on(type_name: str, fields: str) -> None:
    assert set(fields.split()) <= assert_object_type(executable().type_map[type_name]).fields.keys()


def test_enums_hold_the_vocabulary() -> None:
    assert list(assert_enum_type(executable().type_map["Office"]).values) == list(vocabulary.OFFICES)


def test_every_node_says_who_it_is_and_where_it_comes_from() -> None:
    node = executable().type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    assert set(node.fields) == {"id", "key", "iri", "sources"}
    possible = {each.name for each in executable().get_possible_types(node)}
    assert {
        "Person",
        "Candidacy",
        "Party",
        "District",
        "Region",
        "Contest",
        "Edition",
        "Result",
        "Finding",
        "Source",
    } <= possible
    assert "RegionCode" not in possible


def test_every_connection_follows_the_rules_of_relay() -> None:
    connections = [
        each
        for name, each in executable().type_map.items()
        if name.endswith("Connection") and name != "SearchConnection"
    ]
    assert len(connections) > 10
    for connection in connections:
        assert isinstance(connection, GraphQLObjectType)
        assert {"edges", "nodes", "pageInfo", "totalCount"} <= connection.fields.keys()
        edge = get_named_type(connection.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        assert list(edge.fields) == ["cursor", "node"]


def test_every_reference_can_be_followed_there_and_back() -> None:
    """There by a field of the row, back by a field of what it refers to, whatever the two are called."""
    followed = {
        (made.node.name, path[0].column, path[0].to, path[0].to_column)
        for made in BY_NODE.values()
        for binding in made.fields.values()
        if isinstance(binding, HasOne | HasList | HasPage)
        for path in made.node.edges[binding.edge].paths
    }
    missing = [
        way
        for made in BY_NODE.values()
        for column in made.node.columns.values()
        if column.points_to is not None
        for key in [MODEL[column.points_to].key]
        for way in [
            (made.node.name, column.name, column.points_to, key),
            (column.points_to, key, made.node.name, column.name),
        ]
        if way not in followed
    ]
    assert missing == []
    assert len(followed) > 200


def test_a_field_that_the_tables_do_not_have_is_named_with_what_they_have() -> None:
    class Wrong(Persons):
        about = About(fields={"called": Over("nam")})

    node = replace(MODEL["person"], table=Wrong)
    with pytest.raises(TypeError, match=r"expected a field over a column or an edge of person, found 'nam'; .*name"):
        list(fields_of(node))


def test_an_order_names_only_fields_that_there_are() -> None:
    class Wrong(Persons):
        about = About(order="nam")

    with pytest.raises(TypeError, match=r"`order` of person: expected names of its fields, found 'nam'"):
        declare(replace(MODEL["person"], table=Wrong))


def test_a_table_of_its_own_becomes_a_type_with_all_that_its_columns_say() -> None:
    """Whatever a table declares, without a line in hub/schema."""

    class Notes(Sourced):
        """One row per note."""

        note_id = dy.String(primary_key=True, description="Key of the note.")
        person_id = dy.String(nullable=True, metadata=ref("persons"), description="Whom it is about.")
        worth_idr = dy.Int64(metadata=LARGE, description="Worth.")
        body = dy.String(metadata=called("text"), description="The note.")
        draft = dy.String(metadata=HIDDEN, description="Not for the public.")

    node = NodeType("note", Notes, is_node=True, columns=columns_of(Notes, {"persons": "person"}))
    node.edges["person"] = MODEL["candidacy"].edges["person"]
    found = {name: held.annotation for name, held in fields_of(node)}
    assert found == {
        "person": "Person",
        "worth_idr": "Long",
        "text": "str",
        "source_id": "str | None",
        "source_row": "int | None",
    }

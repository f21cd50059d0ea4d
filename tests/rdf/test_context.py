"""The context: a GraphQL answer with it is RDF, and the same RDF that the dump states. PyLD is the judge of what JSON-LD means."""

from pathlib import Path
from typing import Any

import orjson
import pyoxigraph as ox
import pytest
from graphql import GraphQLObjectType, get_named_type
from pyld import jsonld

from hub import ids
from hub.errors import HubError
from hub.ids import NODE_TYPE_OF
from hub.rdf.context import JSON, Context, read_context
from hub.rdf.dump import dump
from hub.rdf.mapping import Concept, Iri, Literal, Shape, compile_mapping
from hub.rdf.ontology import DEFAULT_BASE, RDF_TYPE, ontology_text
from hub.release import Release
from hub.schema.schema import executable
from hub.tables import DERIVED, TABLES
from hub.tables.unlikely_pairs import UnlikelyPairs
from hub.web.words import Words
from tests.mini import BASE

SAMPLE_OF_TYPE = 3
"""Rows of each type that are answered; the first ones by key."""


def triples_of(document: dict[str, Any]) -> set[ox.Triple]:
    context = orjson.loads(ontology_text("context.jsonld", BASE))["@context"]
    lines = jsonld.to_rdf({"@context": context, **document}, {"format": "application/n-quads"})
    return {quad.triple for quad in ox.parse(input=lines, format=ox.RdfFormat.N_QUADS)}


def answer(shape: Shape, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as GraphQL answers it: nested nodes with their IRI, enums by their word, dates as texts."""
    made: dict[str, Any] = {"__typename": shape.type_name, "id": "opaque", "iri": iri(shape.subject, row)}
    for known in shape.properties:
        value = row[known.column]
        if isinstance(known.value, Iri):
            value = value and {"id": "opaque", "iri": iri(known.value, row)}
        elif isinstance(known.value, Literal) and known.value.datatype == "http://www.w3.org/2001/XMLSchema#date":
            value = value and value.isoformat()
        elif isinstance(known.value, Literal) and known.value.datatype == JSON:
            value = value and orjson.loads(value)
        made[known.field] = value
    return made


def iri(name: Iri, row: dict[str, Any]) -> str:
    return ids.iri(BASE, name.node_type or row[name.kind or ""], str(row[name.key]))


def stated(release: Release, tmp_path: Path) -> dict[str, set[ox.Triple]]:
    dump(release, "nt", tmp_path / "dump.nt")
    found: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(path=tmp_path / "dump.nt", format=ox.RdfFormat.N_TRIPLES):
        found.setdefault(quad.subject.value, set()).add(quad.triple)
    return found


def test_an_answer_of_every_type_is_what_the_dump_states(release: Release, tmp_path: Path) -> None:
    dumped = stated(release, tmp_path)
    mapping = compile_mapping(BASE)
    for shape in mapping.shapes[: len(NODE_TYPE_OF)]:
        entailed = {*shape.types[1:], *(name for *_, classes in shape.by_value for name in classes)}
        own = {shape.types[0], *(known.predicate for known in shape.properties)}
        rows = release.table(shape.table).head(SAMPLE_OF_TYPE).iter_rows(named=True)
        for row in rows:
            subject = iri(shape.subject, row)
            expected = {
                triple
                for triple in dumped[subject]
                if triple.predicate.value in own or (triple.predicate.value == RDF_TYPE and triple.object.value in own)
            }
            found = triples_of(answer(shape, row))
            derived = "http://www.w3.org/ns/prov#wasDerivedFrom"
            further = {triple for triple in expected - found if triple.predicate.value == derived}
            assert found == expected - further, subject
            assert not {triple for triple in found if triple.predicate.value == RDF_TYPE} & {
                ox.Triple(ox.NamedNode(subject), ox.NamedNode(RDF_TYPE), ox.NamedNode(name)) for name in entailed
            }


def test_a_whole_response_with_connections_is_the_triples_of_its_nodes() -> None:
    person = f"{BASE}id/person/p-1"
    candidacy = f"{BASE}id/candidacy/2042/dpr/8101/1/1"
    response = {
        "data": {
            "person": {
                "__typename": "Person",
                "iri": person,
                "name": "Ani",
                "candidacies": {
                    "totalCount": 1,
                    "pageInfo": {"hasNextPage": False, "endCursor": "x"},
                    "edges": [
                        {
                            "cursor": "x",
                            "node": {
                                "__typename": "Candidacy",
                                "iri": candidacy,
                                "elected": True,
                                "office": "DPR",
                                "person": {"iri": person},
                            },
                        }
                    ],
                },
            },
            "parties": {"nodes": [{"__typename": "Party", "iri": f"{BASE}id/party/o-1", "scope": "LOCAL"}]},
        },
        "extensions": {"cost": 3},
    }
    found = {(triple.subject.value, triple.predicate.value, triple.object.value) for triple in triples_of(response)}
    pe, el = "http://parliament.uk/ontologies/election/", f"{BASE}def/"
    assert found == {
        (person, RDF_TYPE, "http://xmlns.com/foaf/0.1/Person"),
        (person, "http://xmlns.com/foaf/0.1/name", "Ani"),
        (candidacy, RDF_TYPE, f"{pe}Candidacy"),
        (candidacy, f"{el}elected", "true"),
        (candidacy, f"{el}office", f"{BASE}id/office/dpr"),
        (candidacy, f"{pe}hasCandidate", person),
        (f"{BASE}id/party/o-1", RDF_TYPE, f"{pe}PoliticalParty"),
        (f"{BASE}id/party/o-1", f"{el}scope", f"{el}scope/LOCAL"),
    }


def test_the_compiled_terms_are_what_a_json_ld_processor_makes_of_them() -> None:
    mapping = compile_mapping(BASE)
    for shape in mapping.shapes:
        for known in shape.properties:
            if isinstance(known.value, Concept):
                for word, meant in known.value.iris:
                    found = triples_of({"iri": "urn:x", "__typename": shape.type_name, known.field: word})
                    objects = {triple.object.value for triple in found if triple.predicate.value == known.predicate}
                    assert objects == {meant}, (shape.type_name, known.field, word)


def test_every_public_column_has_a_term() -> None:
    assert compile_mapping(BASE).unmapped == ()


def test_every_table_is_mapped_and_every_type_has_a_name_on_pages() -> None:
    mapping = compile_mapping(BASE)
    assert {shape.table for shape in mapping.shapes} == {*TABLES, *DERIVED} - {UnlikelyPairs}
    for shape in mapping.shapes:
        if shape.type_name not in {"", "Register"} and shape.table in TABLES:
            assert Words("id").types(shape.type_name)
            assert Words("en").types(shape.type_name)


def test_another_base_has_the_same_mapping_under_its_own_names() -> None:
    ours, default = compile_mapping(BASE), compile_mapping(DEFAULT_BASE)
    assert repr(default.shapes).replace(DEFAULT_BASE, BASE) == repr(ours.shapes)
    assert DEFAULT_BASE not in ontology_text("hub.ttl", BASE)


@pytest.mark.parametrize(
    ("definitions", "told"),
    [
        ({"x": {"@id": "no-prefix"}}, "'no-prefix'"),
        ({"x": {"@id": "http://x/", "@container": "@list"}}, "@container"),
        ({"x": {"@type": "@id"}}, "expected an IRI"),
    ],
)
def test_a_form_that_is_not_compiled_is_refused(definitions: dict[str, Any], told: str) -> None:
    with pytest.raises(HubError, match=told):
        Context(definitions).term("Any", "x")


def test_a_word_without_a_meaning_is_refused() -> None:
    term = read_context(BASE).term("Candidacy", "gender")
    assert term is not None
    with pytest.raises(HubError, match="OTHER"):
        term.concept("OTHER")


NOT_RDF = {
    "Candidacy.incumbentUnknownBecause": "says nothing of the candidacy but of what is held",
    **{
        f"{name}.contradictedBy": "said by the findings whose `subject` it is"
        for name in ("Result", "Turnout", "Voters", "FinanceLine", "FinanceReport")
    },
    "Contest.outcome": "said by `contest` of the outcome",
    "District.aliases": "identifiers that were merged into its line, not into the district",
    "Finding.subjectKind": "said by `subject`",
    "Finding.subjectKey": "said by `subject`",
}
"""Fields of a node that state nothing in RDF."""


def test_every_field_of_a_node_in_graphql_is_a_term_and_connections_are_looked_through() -> None:
    definitions = orjson.loads(ontology_text("context.jsonld", BASE))["@context"]
    parts = {shape.type_name for shape in compile_mapping(BASE).shapes}
    seen = 0
    for name, kind in executable().type_map.items():
        if not isinstance(kind, GraphQLObjectType) or name not in parts:
            continue
        scoped = definitions[name].get("@context", {}) if isinstance(definitions[name], dict) else {}
        for field, definition in kind.fields.items():
            seen += 1
            if f"{name}.{field}" in NOT_RDF:
                continue
            assert field in scoped or field in definitions, f"context.jsonld lacks a term for {name}.{field}"
            is_connection = get_named_type(definition.type).name.endswith("Connection")
            term = scoped.get(field, definitions.get(field))
            assert (term == "@nest") == is_connection, f"{name}.{field} is {definition.type}, and its term is {term}"
    assert seen > 150

"""What the declarations add to the ontology: a term that nobody defined by hand, and the shape of every row."""

import pyoxigraph as ox
import pytest

from hub.rdf.declared import definitions, shapes, stated_columns
from hub.rdf.ontology import DEFAULT_BASE, ontology_text
from hub.resources import read_text
from hub.tables import BY_NAME

_DEF = f"{DEFAULT_BASE}def/"


def read(text: str) -> ox.Store:
    prefixes = [line for line in read_text("ontology", "shapes.ttl").splitlines() if line.startswith("@prefix")]
    store = ox.Store()
    store.load(
        "\n".join([*prefixes, "@prefix owl: <http://www.w3.org/2002/07/owl#> .", text]), format=ox.RdfFormat.TURTLE
    )
    return store


def test_a_term_is_defined_with_the_texts_of_its_declaration() -> None:
    store = read(definitions(""))
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    found = {quad.object.value for quad in store.quads_for_pattern(ox.NamedNode(f"{_DEF}residence"), label, None)}
    assert found == {
        "Regency or city of residence as published.",
        "Kabupaten atau kota tempat tinggal seperti diterbitkan.",
    }


def test_what_is_defined_by_hand_is_not_defined_again() -> None:
    assert "el:residence a" not in definitions("el:residence a owl:DatatypeProperty .\n")
    assert definitions(ontology_text("hub.ttl", DEFAULT_BASE)) == ""


def test_a_shape_says_what_a_column_may_hold() -> None:
    store, shape = read(shapes()), f"{_DEF}shape/CandidacyRow"
    sh = "http://www.w3.org/ns/shacl#"
    told = {}
    for quad in store.quads_for_pattern(ox.NamedNode(shape), ox.NamedNode(f"{sh}property"), None):
        said = {each.predicate.value: each.object.value for each in store.quads_for_pattern(quad.object, None, None)}
        path = said.pop(f"{sh}path").removeprefix(_DEF)
        told[path] = {name.removeprefix(sh): value for name, value in said.items()}
    assert told["nameOnBallot"] == {
        "minCount": "1",
        "maxCount": "1",
        "datatype": "http://www.w3.org/2001/XMLSchema#string",
    }
    assert told["party"] == {"maxCount": "1", "class": "http://parliament.uk/ontologies/election/PoliticalParty"}


@pytest.mark.parametrize(
    ("table", "column"), [("candidacies", "candidacy_id"), ("findings", "subject_kind"), ("register", "candidacy_id")]
)
def test_keys_kinds_and_evidence_are_no_properties(table: str, column: str) -> None:
    assert column not in stated_columns(BY_NAME[table])

"""The ontology says what every own term means, in two languages, and the dump keeps the shapes."""

from pathlib import Path

import polars as pl
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from hub.rdf.dump import dump
from hub.rdf.mapping import Concept, Iri, Literal, compile_mapping
from hub.rdf.ontology import ontology_text
from hub.release import Release
from tests.mini import BASE, tables, write_mini

OWN = f"{BASE}def/"


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_text("hub.ttl", BASE), format="turtle")


def languages(graph: rdflib.Graph, term: rdflib.URIRef, *properties: rdflib.URIRef) -> set[str | None]:
    texts = [text for name in properties for text in graph.objects(term, name)]
    return {text.language for text in texts if isinstance(text, rdflib.Literal)}


def test_every_own_term_has_a_label_and_a_comment_in_both_languages(ontology: rdflib.Graph) -> None:
    own = {term for term in ontology.subjects(RDF.type) if str(term).startswith(OWN) and str(term) != OWN}
    assert len(own) > 80
    for term in own:
        assert isinstance(term, rdflib.URIRef)
        assert languages(ontology, term, RDFS.label, SKOS.prefLabel) == {"id", "en"}, term
        assert languages(ontology, term, RDFS.comment, SKOS.definition) == {"id", "en"}, term


def test_every_property_has_a_range_and_every_concept_a_scheme(ontology: rdflib.Graph) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            assert list(ontology.objects(term, RDFS.range)), term
    for concept in ontology.subjects(RDF.type, SKOS.Concept):
        (scheme,) = ontology.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in ontology


def test_the_mapping_uses_own_terms_that_are_defined_and_as_they_are_defined(ontology: rdflib.Graph) -> None:
    defined = {str(term) for term in ontology.subjects() if isinstance(term, rdflib.URIRef)}
    used: set[str] = set()
    for shape in compile_mapping(BASE).shapes:
        used.update(shape.types)
        for known in shape.properties:
            used.add(known.predicate)
            used.update(iri for _, iri in known.value.iris) if isinstance(known.value, Concept) else None
            if known.predicate.startswith(OWN):
                kind = OWL.DatatypeProperty if isinstance(known.value, Literal) else OWL.ObjectProperty
                assert (rdflib.URIRef(known.predicate), RDF.type, kind) in ontology, known.predicate
                assert isinstance(known.value, Literal | Concept | Iri)
    assert {term for term in used if term.startswith(OWN)} <= defined


def test_every_own_property_and_class_is_used(ontology: rdflib.Graph) -> None:
    """A term that nothing states is a promise that is not kept. `kind` stands in for answers without a type."""
    mapping = compile_mapping(BASE)
    used = {
        name for shape in mapping.shapes for name in (*shape.types, *(known.predicate for known in shape.properties))
    }
    used |= {shape.parent[1] for shape in mapping.shapes if shape.parent}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    own = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind) if str(term).startswith(OWN)}
    assert own - used <= {f"{OWN}kind", f"{OWN}candidacy"}


def test_a_computed_sum_is_no_result_of_a_candidacy() -> None:
    mapping = compile_mapping(BASE)
    implied = {shape.type_name: classes for shape in mapping.shapes for *_, classes in shape.by_value}
    assert implied == {"Result": ("http://parliament.uk/ontologies/election/CandidacyResult",)}


def violations(release: Release, path: Path) -> tuple[bool, str]:
    dump(release, "ttl", path)
    conforms, _, told = pyshacl.validate(
        rdflib.Graph().parse(path, format="turtle"),
        shacl_graph=rdflib.Graph().parse(data=ontology_text("shapes.ttl", BASE), format="turtle"),
    )
    return conforms, told


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_dump_keeps_the_shapes(release: Release, tmp_path: Path) -> None:
    conforms, told = violations(release, tmp_path / "dump.ttl")
    assert conforms, told


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_graph_that_is_not_valid_is_found(tmp_path: Path) -> None:
    content = tables()
    first = content["persons"]["person_id"].sort()[0]
    content["persons"] = content["persons"].filter(pl.col("person_id") != first)
    content["register"] = content["register"].with_columns(
        pl.when(pl.col("state").cast(pl.String) == "SPLIT").then(pl.lit([], pl.List(pl.String))).otherwise("successors").alias("successors")
    )  # fmt: skip
    conforms, told = violations(write_mini(tmp_path, content), tmp_path / "dump.ttl")
    assert not conforms
    assert "ClassConstraintComponent" in told
    assert "XoneConstraintComponent" in told

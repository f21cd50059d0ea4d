"""The catalogue against the shapes of DCAT-AP 3.0.1: no violation, and the shapes would find one."""

import warnings
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyshacl import validate

from hub.catalog.catalogue import catalogue
from hub.export import DOCUMENTS
from hub.publication import DUMP_FORMATS, dump_path, publish
from hub.release import current
from hub.web.catalog import documents, dump_file
from tests.mini import BASE, write_mini

SHAPES = ("shapes.ttl", "range.ttl")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    out = tmp_path_factory.mktemp("catalogued")
    publish(out, write_mini(out), lambda *_: None)
    release = current(out)
    dumps = [dump_file(BASE, dump_path(out, release, name)) for name in DUMP_FORMATS]
    return catalogue(release, dumps, documents(BASE))


@pytest.fixture(scope="module")
def shapes(standards: Path) -> Graph:
    """Return the shapes that apply without the authority tables of the EU."""
    found = Graph()
    for name in SHAPES:
        found.parse(standards / "dcat-ap-3.0.1" / name)
    return found


def violations(graph: Graph, shapes: Graph) -> str:
    """Return what breaks the shapes, in words; empty where nothing does. A series without datasets, as an empty system is, is a warning."""
    conforms, _, text = validate(graph, shacl_graph=shapes, advanced=False, allow_warnings=True)
    return "" if conforms else text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_catalogue_conforms(graph: Graph, shapes: Graph) -> None:
    assert violations(graph, shapes) == ""


def test_every_document_that_is_offered_is_a_distribution_with_its_standard(graph: Graph) -> None:
    found = {str(each).removeprefix(f"{BASE}data/"): str(standard) for each, standard in graph[: DCTERMS.conformsTo :]}
    assert found == {
        f"{name}.{ending}": document.standard for name, document in DOCUMENTS.items() for ending in document.endings
    }
    assert {"nist-cdf.json", "nist-cdf.xml", "popolo.json"} <= found.keys()
    assert all(
        (None, DCAT.distribution, URIRef(f"{BASE}data/{name}")) in graph
        and graph.value(URIRef(f"{BASE}data/{name}"), DCAT.mediaType)
        for name in found
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_dataset_without_a_title_does_not(graph: Graph, shapes: Graph) -> None:
    broken = Graph() + graph
    dataset = next(broken.subjects(RDF.type, URIRef(f"{DCAT}Dataset")))
    broken.remove((dataset, DCTERMS.title, None))
    assert "title" in violations(broken, shapes)

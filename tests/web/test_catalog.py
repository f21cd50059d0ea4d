"""The catalogue and the description of the release, as harvesters ask for them."""

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from tests.web.conftest import BROWSER, Get

FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib reads JSON-LD with an old class
@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize("path", ["/catalog", "/.well-known/void"])
def test_it_is_the_same_graph_in_every_form(path: str, media_type: str, get: Get) -> None:
    answer = get(path, headers={"accept": media_type})
    assert answer.status_code == 200, answer.text
    found = rdflib.Graph().parse(data=answer.text, format=FORMS[media_type])
    plain = rdflib.Graph().parse(data=get(path, headers={"accept": "text/turtle"}).text, format="turtle")
    assert isomorphic(found, plain)


def test_the_address_may_name_the_form(get: Get) -> None:
    assert get("/catalog.jsonld").headers["content-type"].startswith("application/ld+json")
    assert get("/catalog.pdf").status_code == 406


def test_the_catalogue_has_the_files_with_size_and_checksum(get: Get) -> None:
    graph = rdflib.Graph().parse(data=get("/catalog").text, format="turtle")
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert files
    for file in files:
        path = "/" + str(file).split("/", 4)[4]
        content, size = get(path).content, graph.value(file, DCAT.byteSize)
        if size is None:  # made when it is first asked for
            assert graph.value(file, DCTERMS.conformsTo) is not None
            assert content
        else:
            assert int(size) == len(content)
        assert graph.value(file, DCTERMS.rights) is not None


def test_void_counts_what_the_release_holds(get: Get) -> None:
    graph = rdflib.Graph().parse(data=get("/.well-known/void").text, format="turtle")
    person = rdflib.URIRef("http://xmlns.com/foaf/0.1/Person")
    (part,) = [part for part in graph.objects(None, VOID.classPartition) if graph.value(part, VOID["class"]) == person]
    told = get("/graphql", "POST", json={"query": "{ persons { totalCount } }"}).json()["data"]["persons"]["totalCount"]
    assert int(graph.value(part, VOID.entities)) == told


def test_a_browser_is_sent_to_the_list_of_dumps(get: Get) -> None:
    assert get("/.well-known/void", headers=BROWSER).headers["location"].endswith("/dumps/")


def test_every_term_of_the_cubes_answers(get: Get) -> None:
    for name in ("outcomes", "outcomeStructure"):
        assert get(f"/def/{name}", headers={"accept": "text/turtle"}).status_code == 303, name
    assert get("/def/nothing", headers={"accept": "text/turtle"}).status_code == 404

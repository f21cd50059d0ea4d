"""The description of the SPARQL service: its language, forms of answers, and the graphs that a query may name."""

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from hub.release import Release
from hub.tables.sources import Sources

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_ANSWERS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip


def service_description(release: Release) -> Graph:
    """Return the description that a GET of the endpoint without a query is answered with (SPARQL 1.1 Service Description).

    The default graph has every statement; the named graphs are one for each source file, and one for the ontology.
    """
    base = release.base_iri
    graph = Graph()
    graph.bind("sd", SD)
    service, dataset, default = URIRef(f"{base}sparql"), BNode(), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _ANSWERS:
        graph.add((service, SD.resultFormat, _FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    sources = sorted(release.table(Sources)["source_id"])
    for name in (f"{base}def/", *(f"{base}id/source/{source}" for source in sources)):
        named = BNode()
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(name)))
    graph.add((service, URIRef("http://purl.org/dc/terms/title"), Literal("SPARQL", lang="en")))
    return graph

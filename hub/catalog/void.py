"""The VoID description of a release: dumps, vocabularies, the SPARQL endpoint, and how many entities of each class it holds."""

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID, XSD

from hub.catalog.licences import terms_of
from hub.rdf.mapping import compile_mapping
from hub.release import Release


def void_description(release: Release, dumps: Iterable[str]) -> Graph:
    """Return the description of a release. `dumps` are the names of its files below `/dumps/`."""
    base, manifest = release.base_iri, release.manifest
    mapping = compile_mapping(base)
    graph = Graph()
    dataset = URIRef(f"{base}dumps/#dataset")
    graph.add((dataset, RDF.type, VOID.Dataset))
    graph.add((dataset, DCTERMS.title, Literal(manifest.title)))
    graph.add((dataset, DCTERMS.identifier, Literal(manifest.id)))
    graph.add((dataset, FOAF.homepage, URIRef(base)))
    graph.add((dataset, VOID.uriSpace, Literal(f"{base}id/")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{base}sparql")))
    graph.add((dataset, VOID.exampleResource, URIRef(f"{base}id/office/dpr")))
    terms_of(release).describe(graph, dataset)
    for name in dumps:
        graph.add((dataset, VOID.dataDump, URIRef(f"{base}dumps/{name}")))
    for name, iri in mapping.prefixes.items():
        if name != "thing":
            graph.add((dataset, VOID.vocabulary, URIRef(iri)))
    for shape in mapping.shapes:
        rows = release.rows_count(shape.table)
        if shape.subject.node_type and not shape.subject.fragment and shape.only is None and rows:
            part = BNode()
            graph.add((dataset, VOID.classPartition, part))
            graph.add((part, VOID["class"], URIRef(shape.types[0])))
            graph.add((part, VOID.entities, Literal(rows, datatype=XSD.integer)))
    return graph

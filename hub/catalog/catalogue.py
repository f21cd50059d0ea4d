"""The catalogue of a release in DCAT 3: the release as a dataset with its files and services, and every dataset that the commission keeps.

What is not open, or not published at all, is in it as well, with the reason: a harvester learns what is owed, and by whom.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from hub.catalog.availability import PUBLISHER
from hub.catalog.citation import citation
from hub.catalog.grades import grade_of
from hub.catalog.licences import terms_of
from hub.catalog.systems import NO_DAY, System, systems_of
from hub.release import Release
from hub.tables.datasets import Datasets
from hub.tables.sources import Sources

DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""DCAT 3; the closed namespace of rdflib has the terms of DCAT 2 alone."""

DQV = Namespace("http://www.w3.org/ns/dqv#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PHASE_DAYS = {
    "scan_registered": "Scan registered",
    "workbook_fed": "Workbook fed",
    "open_published": "Open data published",
}
"""Columns of the days of the phases -> phase."""

_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = (f"{_EU}language/IND", f"{_EU}language/ENG")


@dataclass(frozen=True)
class File:
    """A downloadable file of the release: its address, media type, and path on this server."""

    address: str
    media_type: str
    path: Path
    compressed: bool = False


@dataclass(frozen=True)
class Document:
    """A document that is written when it is asked for: its address, media type, title, and the standard that it follows."""

    address: str
    media_type: str
    title: str
    standard: str


def catalogue(release: Release, files: Sequence[File], documents: Sequence[Document] = ()) -> Graph:
    """Return the catalogue of a release. `files` are its dumps, `documents` those of all its rows."""
    base, manifest = release.base_iri, release.manifest
    graph = Graph()
    for prefix, space in (
        ("dcat", DCAT),
        ("dct", DCTERMS),
        ("foaf", FOAF),
        ("spdx", SPDX),
        ("skos", SKOS),
        ("dqv", DQV),
    ):
        graph.bind(prefix, space)
    root, whole, publisher = URIRef(f"{base}catalog"), URIRef(f"{base}catalog/release"), URIRef(f"{base}catalog/kpu")
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(PUBLISHER)))
    for thing, kind, title, told in (
        (
            root,
            DCAT.Catalog,
            manifest.title,
            "Election open data as one graph. / Data pemilu terbuka sebagai satu graf.",
        ),
        (whole, DCAT.Dataset, manifest.title, "Everything that the release holds. / Seluruh isi rilis."),
    ):
        graph.add((thing, RDF.type, kind))
        graph.add((thing, DCTERMS.title, Literal(title)))
        graph.add((thing, DCTERMS.description, Literal(told)))
        graph.add((thing, DCTERMS.publisher, publisher))
        _name_languages(graph, thing)
    graph.add((root, FOAF.homepage, URIRef(base)))
    graph.add((URIRef(base), RDF.type, FOAF.Document))
    graph.add((root, DCAT.dataset, whole))
    graph.add((whole, DCTERMS.identifier, Literal(manifest.id)))
    graph.add((whole, DCAT.version, Literal(str(manifest.number))))
    _add_files(graph, release, whole, files)
    _add_documents(graph, release, whole, documents)
    _add_services(graph, base, root, whole)
    _add_descriptions(graph, release, whole)
    datasets = release.table(Datasets).sort("dataset_id").rows(named=True)
    for row in datasets:
        _add_dataset(graph, release, root, row)
    _add_stars(graph, release, datasets)
    _add_systems(graph, base, root, datasets)
    return graph


def _add_descriptions(graph: Graph, release: Release, whole: URIRef) -> None:
    """Add the pages that describe the release: codebook, Croissant, data package, CSVW, citation."""
    graph.add((whole, DCTERMS.bibliographicCitation, Literal(citation(release).text("txt").partition("\n")[0])))
    for name in ("codebook", "croissant.json", "datapackage.json", "csv-metadata.json", "citation.cff"):
        page = URIRef(f"{release.base_iri}data/{name}")
        graph.add((whole, FOAF.page, page))
        graph.add((page, RDF.type, FOAF.Document))


def _add_systems(graph: Graph, base: str, root: URIRef, datasets: Sequence[dict[str, Any]]) -> None:
    """Add the commission's information systems, each a series of its datasets, with what it is said to hold and by when it is due."""
    told = [{**row, "key": row["dataset_id"]} for row in datasets]
    for system in systems_of(told):
        series, owner = URIRef(f"{base}catalog/system/{system.id.lower().replace('_', '-')}"), BNode()
        graph.add((root, DCAT.dataset, series))
        graph.add((series, RDF.type, DCAT.Dataset))
        graph.add((series, RDF.type, DCAT.DatasetSeries))
        graph.add((series, DCTERMS.title, Literal(system.id.replace("_", " ").capitalize(), lang="id")))
        graph.add((series, DCTERMS.description, Literal(_said_of(system), lang="en")))
        graph.add((series, DCTERMS.publisher, owner))
        graph.add((owner, RDF.type, FOAF.Agent))
        graph.add((owner, FOAF.name, Literal(system.owner)))
        if system.due:
            graph.add((series, DCTERMS.available, Literal(system.due)))
        for key in system.dataset_keys:
            graph.add((URIRef(f"{base}id/dataset/{key}"), DCAT.inSeries, series))


def _said_of(system: System) -> str:
    stated = (
        f"Said to hold {system.stated_count} datasets, as counted in {system.stated_in}."
        if system.stated_count is not None
        else f"Not counted in {system.stated_in}."
    )
    due = f" Due by {system.due}." if system.due else f" Due date: {NO_DAY}."
    phase = f" Phase: {system.phase.lower()}." if system.phase else ""
    return f"{stated} {system.held_count} series of files are held here.{phase}{due}"


def _name_languages(graph: Graph, thing: URIRef) -> None:
    for language in map(URIRef, _LANGUAGES):
        graph.add((thing, DCTERMS.language, language))
        graph.add((language, RDF.type, DCTERMS.LinguisticSystem))


def _add_files(graph: Graph, release: Release, whole: URIRef, files: Iterable[File]) -> None:
    terms = terms_of(release)
    for file in files:
        found = _add_distribution(graph, whole, file.address, file.media_type, file.path.name)
        if file.compressed:
            gzip = URIRef(f"{_MEDIA}application/gzip")
            graph.add((found, DCAT.compressFormat, gzip))
            graph.add((gzip, RDF.type, DCTERMS.MediaType))
        stat = file.path.stat()
        graph.add((found, DCAT.byteSize, Literal(stat.st_size, datatype=XSD.nonNegativeInteger)))
        checksum = BNode()
        graph.add((found, SPDX.checksum, checksum))
        graph.add((checksum, RDF.type, SPDX.Checksum))
        graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
        graph.add((SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm))
        digest = _sha256(file.path, stat.st_mtime_ns)
        graph.add((checksum, SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)))
        terms.describe(graph, found)


def _add_documents(graph: Graph, release: Release, whole: URIRef, documents: Iterable[Document]) -> None:
    terms = terms_of(release)
    for document in documents:
        found = _add_distribution(graph, whole, document.address, document.media_type, document.title)
        standard = URIRef(document.standard)
        graph.add((found, DCTERMS.conformsTo, standard))
        graph.add((standard, RDF.type, DCTERMS.Standard))
        terms.describe(graph, found)


def _add_distribution(graph: Graph, whole: URIRef, address: str, media_type: str, title: str) -> URIRef:
    found, kind = URIRef(address), URIRef(f"{_MEDIA}{media_type}")
    graph.add((whole, DCAT.distribution, found))
    graph.add((found, RDF.type, DCAT.Distribution))
    graph.add((found, DCTERMS.title, Literal(title)))
    graph.add((found, DCAT.accessURL, found))
    graph.add((found, DCAT.downloadURL, found))
    graph.add((found, RDF.type, RDFS.Resource))
    graph.add((found, DCAT.mediaType, kind))
    graph.add((kind, RDF.type, DCTERMS.MediaType))
    return found


def _add_services(graph: Graph, base: str, root: URIRef, whole: URIRef) -> None:
    for name, title in (("graphql", "GraphQL"), ("sparql", "SPARQL 1.1"), ("reconcile", "Reconciliation API 0.2")):
        service = URIRef(f"{base}catalog/{name}")
        graph.add((root, DCAT.service, service))
        graph.add((service, RDF.type, DCAT.DataService))
        graph.add((service, DCTERMS.title, Literal(title)))
        graph.add((service, DCAT.endpointURL, URIRef(f"{base}{name}")))
        graph.add((URIRef(f"{base}{name}"), RDF.type, RDFS.Resource))
        graph.add((service, DCAT.servesDataset, whole))


def _add_dataset(graph: Graph, release: Release, root: URIRef, row: dict[str, Any]) -> None:
    """Add one dataset of the commission: what it is, who keeps it, its category, and why it is not open where it is not."""
    base = release.base_iri
    dataset = URIRef(f"{base}id/dataset/{row['dataset_id']}")
    theme, steward = URIRef(f"{base}def/theme/{str(row['theme']).lower().replace('_', '-')}"), BNode()
    graph.add((root, DCAT.dataset, dataset))
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.title, Literal(row["title"])))
    told = row["reason"] or f"{row['rows_count']:,} rows of {row['files_count']:,} files are held."
    graph.add((dataset, DCTERMS.description, Literal(told)))
    graph.add((dataset, DCTERMS.identifier, Literal(row["dataset_id"])))
    graph.add((dataset, DCAT.theme, theme))
    graph.add((theme, RDF.type, SKOS.Concept))
    graph.add((theme, SKOS.prefLabel, Literal(str(row["theme"]).replace("_", " ").capitalize(), lang="en")))
    graph.add((dataset, DCTERMS.publisher, steward))
    graph.add((steward, RDF.type, FOAF.Agent))
    graph.add((steward, FOAF.name, Literal(row["steward"])))
    page = URIRef(f"{base}doc/dataset/{row['dataset_id']}")
    graph.add((dataset, DCAT.landingPage, page))
    graph.add((page, RDF.type, FOAF.Document))
    terms_of(release, [str(row["dataset_id"])]).describe(graph, dataset)
    for name, phase in PHASE_DAYS.items():
        if row[name] is not None:
            found = URIRef(f"{base}catalog/{row['dataset_id']}/{name.replace('_', '-')}")
            graph.add((dataset, DCAT.distribution, found))
            graph.add((found, RDF.type, DCAT.Distribution))
            graph.add((found, DCTERMS.title, Literal(phase, lang="en")))
            graph.add((found, DCTERMS.issued, Literal(row[name])))
            graph.add((found, DCAT.accessURL, page))


def _add_stars(graph: Graph, release: Release, datasets: Sequence[dict[str, Any]]) -> None:
    """Add the stars of every published dataset as measurements of its quality: those proven, and those of its format alone."""
    files = release.scan(Sources).group_by("series", "licence", "url", "retrieved", "state").len("count").collect()
    told = files.rows(named=True)
    metrics = {
        "stars": "Stars of five that are proven: 0 unless every file states a known open licence.",
        "stars-of-format": "Stars of five that the formats would have under an open licence.",
    }
    for name, text in metrics.items():
        metric = URIRef(f"{release.base_iri}catalog/metric/{name}")
        graph.add((metric, RDF.type, DQV.Metric))
        graph.add((metric, SKOS.definition, Literal(text, lang="en")))
        graph.add((metric, DQV.expectedDataType, XSD.integer))
    for row in datasets:
        about = {"key": row["dataset_id"], "edition": row["edition_id"], **row}
        grade = grade_of([about], told, share=None)
        if grade is None:
            continue
        for name, stars in (("stars", grade.stars), ("stars-of-format", grade.stars_of_format)):
            measured = BNode()
            graph.add(
                (URIRef(f"{release.base_iri}id/dataset/{row['dataset_id']}"), DQV.hasQualityMeasurement, measured)
            )
            graph.add((measured, RDF.type, DQV.QualityMeasurement))
            graph.add((measured, DQV.isMeasurementOf, URIRef(f"{release.base_iri}catalog/metric/{name}")))
            graph.add((measured, DQV.value, Literal(stars)))


@lru_cache(maxsize=64)
def _sha256(path: Path, _changed_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

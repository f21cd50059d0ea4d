"""Croissant (ML Commons, 1.0): a release described for who trains or measures models: files with checksums, and the columns of each table.

Files are those of the release itself, whose checksums its manifest states. References between tables are told in the description of a
column alone: tables refer to each other in circles, which Croissant's joins do not allow.
"""

from typing import Any

from hub.catalog.availability import PUBLISHER
from hub.catalog.citation import Citation, citation
from hub.catalog.licences import terms_of
from hub.release import Release
from hub.tables import TABLES
from hub.tables.dictionary import ColumnEntry, entries
from hub.tables.table import Table

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"

PARQUET = "application/x-parquet"
"""As Croissant spells it; a server says `application/vnd.apache.parquet`."""

_DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "list": "sc:Text",
}

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification recommends."""

Description = dict[str, Any]


def croissant(release: Release, files_at: str) -> Description:
    """Return the description of a release. `files_at` is the address of its folder, or empty where the description lies in that folder."""
    held = [table for table in TABLES if release.holds(table)]
    cited = citation(release)
    described: Description = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": f"pemilu-{release.id}",
        "description": f"{release.manifest.title}: candidates, results, districts, regions and sources as linked tables.",
        "url": cited.iri,
        "version": f"{release.manifest.number}.0.0",
        "creator": {"@type": "sc:Organization", "name": PUBLISHER},
        "citeAs": cited.text("bib"),
        "distribution": [_file(release, table, files_at) for table in held],
        "recordSet": [_records(release, table) for table in held],
        **_terms(release, cited),
    }
    return described


def _terms(release: Release, cited: Citation) -> Description:
    """Return the licence, or the terms of the sources in words, and the day that the data are of."""
    told: Description = {"license": cited.licence or terms_of(release).in_words}
    return {**told, "datePublished": cited.as_of} if cited.as_of else told


def _file(release: Release, table: type[Table], files_at: str) -> Description:
    part = release.manifest.tables[table.table_name()]
    name = f"{table.table_name()}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": f"{files_at}{part.path}",
        "contentSize": f"{part.bytes_count} B",
        "encodingFormat": PARQUET,
        "sha256": part.sha256,
    }


def _records(release: Release, table: type[Table]) -> Description:
    held = release.columns(table)
    shown = [entry for entry in entries(table) if entry.name in held and entry.kind != "binary"]
    return {
        "@type": "cr:RecordSet",
        "@id": table.table_name(),
        "name": table.table_name(),
        "description": str(table.table_description()),
        "key": [{"@id": f"{entry.table}/{entry.name}"} for entry in shown if entry.is_key],
        "field": [_field(entry) for entry in shown],
    }


def _field(entry: ColumnEntry) -> Description:
    field: Description = {
        "@type": "cr:Field",
        "@id": f"{entry.table}/{entry.name}",
        "name": f"{entry.table}/{entry.name}",
        "description": _meaning(entry),
        "dataType": _DATA_TYPES[entry.kind],
        "source": {"fileObject": {"@id": f"{entry.table}.parquet"}, "extract": {"column": entry.name}},
    }
    return {**field, "repeated": True} if entry.kind == "list" else field


def _meaning(entry: ColumnEntry) -> str:
    told = [entry.english]
    if entry.refers_to:
        told.append(f"Refers to {'.'.join(entry.refers_to)}.")
    if entry.values:
        told.append(f"One of {', '.join(entry.values)}.")
    return " ".join(told)

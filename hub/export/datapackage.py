"""Data packages (Frictionless, version 1): CSV files of a release with one descriptor of their columns, keys and references.

The descriptor has a schema for every file: a reader that guesses takes codes such as `01` for numbers.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from hub.atomic_file import atomic_file
from hub.export.codebook import held_entries
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import TABLES
from hub.tables.dictionary import ColumnEntry
from hub.tables.table import Table

FILE = "datapackage.json"

_TYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "array",
}

Descriptor = dict[str, Any]


def write_descriptor(part: EditionPart, files: Sequence[Path], folder: Path) -> Path:
    """Write the descriptor of CSV files, named as their tables, into their folder, with size and SHA-256 of each."""
    described = datapackage(part.release, part.edition)
    paths = {path.name: path for path in files}
    for resource in described["resources"]:
        path = paths[resource["path"]]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        resource |= {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}
    with atomic_file(folder / FILE) as temporary:
        temporary.write_bytes(orjson.dumps(described, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return folder / FILE


def datapackage(release: Release, edition: str | None = None) -> Descriptor:
    """Return the descriptor of a release, or of one edition of it; its resources are the CSV files of the tables that it holds."""
    held = [table for table in TABLES if release.holds(table)]
    names = {table.table_name() for table in held}
    manifest = release.manifest
    return {
        "profile": "tabular-data-package",
        "name": "-".join(["pemilu", release.id, *([edition] if edition else [])]),
        "id": f"{release.base_iri}release/{release.id}",
        "title": manifest.title,
        "version": str(manifest.number),
        "homepage": release.base_iri,
        "resources": [_resource(release, table, names) for table in held],
    }


def _resource(release: Release, table: type[Table], names: set[str]) -> Descriptor:
    entries = [entry for entry in held_entries(release, table) if entry.kind != "binary"]
    schema: Descriptor = {
        "fields": [_field(entry) for entry in entries],
        "primaryKey": [entry.name for entry in entries if entry.is_key],
        "missingValues": [""],
    }
    foreign = [
        _foreign_key(entry, table, refers_to)
        for entry in entries
        if entry.kind != "list" and (refers_to := entry.reference_within(names))
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.table_name(),
        "path": f"{table.table_name()}.csv",
        "title": table.table_name(),
        "description": str(table.table_description()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(entry: ColumnEntry) -> Descriptor:
    constraints: Descriptor = {"required": True} if not entry.may_be_blank else {}
    if entry.values:
        constraints["enum"] = list(entry.values)
    told: Descriptor = {
        "name": entry.name,
        "type": _TYPES[entry.kind],
        "description": f"{entry.english} / {entry.indonesian}" if entry.indonesian else entry.english,
    }
    if entry.unit:
        told["unit"] = entry.unit
    return {**told, "constraints": constraints} if constraints else told


def _foreign_key(entry: ColumnEntry, table: type[Table], refers_to: tuple[str, str]) -> Descriptor:
    to_table, to_column = refers_to
    resource = "" if to_table == table.table_name() else to_table
    return {"fields": [entry.name], "reference": {"resource": resource, "fields": [to_column]}}

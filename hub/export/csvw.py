"""CSV on the Web (W3C, 2015): the metadata document, as a dictionary, that describes the columns and references of a release's CSV files.

CSVW cannot tell null from empty text, and forbids both in a foreign key. A reference that may be empty is therefore stated as
`dc:references`, not as a foreign key.
"""

from collections.abc import Sequence
from typing import Any

from hub.export.codebook import held_entries
from hub.release import Release
from hub.tables import TABLES
from hub.tables.dictionary import ColumnEntry
from hub.tables.table import Bilingual, Table

FILE = "csv-metadata.json"
"""Where a reader of CSVW looks for the metadata of the files of a folder."""

_DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "list": "json",
}

Metadata = dict[str, Any]


def csvw(release: Release, tables: Sequence[type[Table]] = TABLES) -> Metadata:
    """Return the metadata of the CSV files of tables, which lie beside it: `persons.csv`.

    References to tables that are not among them are left out.
    """
    held = [table for table in tables if release.holds(table)]
    names = {table.table_name() for table in held}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": release.manifest.title,
        "dc:identifier": release.id,
        "tables": [_table(release, table, names) for table in held],
    }


def _table(release: Release, table: type[Table], names: set[str]) -> Metadata:
    entries = [entry for entry in held_entries(release, table) if entry.kind != "binary"]
    schema: Metadata = {
        "columns": [_column(entry, names) for entry in entries],
        "primaryKey": [entry.name for entry in entries if entry.is_key],
    }
    foreign = [
        _foreign_key(entry, refers_to)
        for entry in entries
        if entry.kind != "list" and not entry.may_be_blank and (refers_to := entry.reference_within(names))
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "url": f"{table.table_name()}.csv",
        "dc:title": table.table_name(),
        "dc:description": _texts(table.table_description()),
        "tableSchema": schema,
    }


def _column(entry: ColumnEntry, names: set[str]) -> Metadata:
    column: Metadata = {
        "name": entry.name,
        "titles": entry.name,
        "dc:description": _both(entry.english, entry.indonesian),
        "datatype": _datatype(entry),
    }
    refers_to = entry.reference_within(names)
    if refers_to and (entry.may_be_blank or entry.kind == "list"):
        column["dc:references"] = "{}.csv#{}".format(*refers_to)
    return {**column, "required": True} if not entry.may_be_blank else column


def _datatype(entry: ColumnEntry) -> str | Metadata:
    if entry.values:
        return {"base": "string", "format": "|".join(entry.values)}
    return _DATATYPES[entry.kind]


def _foreign_key(entry: ColumnEntry, refers_to: tuple[str, str]) -> Metadata:
    table, column = refers_to
    return {
        "columnReference": entry.name,
        "reference": {"resource": f"{table}.csv", "columnReference": column},
    }


def _texts(text: str) -> list[dict[str, str]]:
    return _both(str(text), text.indonesian if isinstance(text, Bilingual) else "")


def _both(english: str, indonesian: str) -> list[dict[str, str]]:
    told = (("en", english), ("id", indonesian))
    return [{"@value": text, "@language": language} for language, text in told if text]

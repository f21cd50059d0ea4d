"""CSV on the Web (W3C, 2015): metadata that says of the CSV files of a release what their columns are, and how the tables refer to each other.

The trap: a null and an empty text are one thing to CSVW, and both are an empty field. A foreign key may hold neither, so that a column which may be
empty names what it refers to in `dc:references`.
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
        "columns": [_column(entry) for entry in entries],
        "primaryKey": [entry.name for entry in entries if entry.is_key],
    }
    foreign = [_foreign_key(entry) for entry in entries if refers_within(entry, names) and not entry.may_be_blank]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "url": f"{table.table_name()}.csv",
        "dc:title": table.table_name(),
        "dc:description": _texts(table.table_description()),
        "tableSchema": schema,
    }


def _column(entry: ColumnEntry) -> Metadata:
    column: Metadata = {
        "name": entry.name,
        "titles": entry.name,
        "dc:description": _both(entry.english, entry.indonesian),
        "datatype": _datatype(entry),
    }
    if entry.refers_to and (entry.may_be_blank or entry.kind == "list"):
        column["dc:references"] = f"{entry.refers_to[0]}.csv#{entry.refers_to[1]}"
    return {**column, "required": True} if not entry.may_be_blank else column


def _datatype(entry: ColumnEntry) -> str | Metadata:
    if entry.values:
        return {"base": "string", "format": "|".join(entry.values)}
    return _DATATYPES[entry.kind]


def refers_within(entry: ColumnEntry, names: set[str]) -> bool:
    """True for a column whose single values are keys of one of the named tables."""
    return entry.refers_to is not None and entry.refers_to[0] in names and entry.kind != "list"


def _foreign_key(entry: ColumnEntry) -> Metadata:
    table, column = entry.refers_to or ("", "")
    return {
        "columnReference": entry.name,
        "reference": {"resource": f"{table}.csv", "columnReference": column},
    }


def _texts(text: str) -> list[dict[str, str]]:
    return _both(str(text), text.indonesian if isinstance(text, Bilingual) else "")


def _both(english: str, indonesian: str) -> list[dict[str, str]]:
    told = (("en", english), ("id", indonesian))
    return [{"@value": text, "@language": language} for language, text in told if text]

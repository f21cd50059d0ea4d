"""The files that a page can be taken away as: its rows as CSV, XLSX or Parquet, and its map as GeoJSON.

A text that a spreadsheet would take for a formula has an apostrophe before it in CSV; in XLSX it is a cell of text, as keys and codes are,
so that no leading zero is lost.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson
import polars as pl
import shapely
import xlsxwriter

from hub.export.geojson import rounded
from hub.web.negotiation import Representation

CSV = Representation("csv", "text/csv")
XLSX = Representation("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PARQUET = Representation("parquet", "application/vnd.apache.parquet")
GEOJSON = Representation("geojson", "application/geo+json")

TABLES = (CSV, XLSX, PARQUET)
FILES = (*TABLES, GEOJSON)

LABELS = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a text."""

_WIDEST, _NARROWEST = 60, 8
"""Characters that a column of a sheet is wide."""

_MADE = datetime(2000, 1, 1)
"""The date within a workbook: the same rows give the same bytes."""


def csv_file(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as CSV by RFC 4180."""
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def parquet_file(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as Parquet."""
    file = io.BytesIO()
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(file)
    return file.getvalue()


def xlsx_file(rows: list[dict[str, Any]], names: tuple[str, str], notes: Iterable[tuple[str, str]]) -> bytes:
    """Return a workbook of two sheets, named by `names`: the rows under their column names, and what is said about them."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        table, about = (book.add_worksheet(name) for name in names)
        columns = list(rows[0]) if rows else []
        table.write_row(0, 0, columns, bold)
        table.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row.values()):
                if value is not None:
                    table.write(number, place, _plain(value))
        for place, column in enumerate(columns):
            widest = max(len(str(_plain(row[column]))) for row in rows)
            table.set_column(place, place, min(max(widest, len(column), _NARROWEST), _WIDEST) + 2)
        if rows:
            table.autofilter(0, 0, len(rows), len(columns) - 1)
        about.set_column(0, 0, 16)
        about.set_column(1, 1, 100)
        for number, (label, text) in enumerate(notes):
            about.write_string(number, 0, label, bold)
            about.write_string(number, 1, text, wrapped)
    return file.getvalue()


def geojson_file(shapes: Mapping[str, Any], facts: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return a GeoJSON collection (RFC 7946, outer rings counter-clockwise) of geometries by key, each with its facts."""
    drawn = shapely.orient_polygons([shapely.geometry.shape(shape) for shape in shapes.values()])
    features = [
        {
            "type": "Feature",
            "id": key,
            "geometry": {
                "type": shape.geom_type,
                "coordinates": rounded(shapely.geometry.mapping(shape)["coordinates"]),
            },
            "properties": facts[key],
        }
        for key, shape in zip(shapes, drawn, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _cell(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _plain(value: Any) -> Any:
    """Return a value as a cell holds it: a list or an object is written as JSON."""
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value

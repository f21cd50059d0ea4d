"""Tables as Parquet for statistics and other tools: each column with its meaning, and words of unordered lists as text.

The files of a release keep such words as categories, which Parquet readers take for ordered: pandas says FEMALE < MALE, and R fits
polynomials to them.
"""

from pathlib import Path
from typing import Any

import nanoarrow
import polars as pl

from hub.atomic_file import atomic_file
from hub.tables import Table
from hub.tables.dictionary import ColumnEntry, entries
from hub.tables.vocabulary import ORDERED


def write_parquet(rows: pl.LazyFrame, table: type[Table], path: Path) -> None:
    """Write rows of a table, or some of its columns; written atomically."""
    written = with_plain_words(rows)
    schema = described(written.collect_schema(), table)
    with atomic_file(path) as temporary:
        written.sink_parquet(temporary, compression="zstd", arrow_schema=schema)


def with_plain_words(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows in which only words of an ordered list are categories, all others text."""
    nominal = [
        name
        for name, kind in rows.collect_schema().items()
        if isinstance(kind, pl.Enum) and tuple(kind.categories) not in ORDERED
    ]
    return rows.with_columns(pl.col(nominal).cast(pl.String)) if nominal else rows


def described(schema: pl.Schema, table: type[Table]) -> Any:
    """Return the Arrow schema of rows with the dictionary's entry in the metadata of each field."""
    known = {entry.name: entry for entry in entries(table)}
    plain = _readable(nanoarrow.c_schema(schema))
    children = [
        child.modify(metadata=_told(known[child.name])) if child.name in known else child for child in plain.children
    ]
    return plain.modify(children=children)


def _readable(schema: Any) -> Any:
    """Return an Arrow schema with texts and bytes as types that every reader knows: pandas reads no list of string views."""
    plain = {"vu": "U", "vz": "Z"}.get(schema.format, schema.format)
    return schema.modify(format=plain, children=[_readable(child) for child in schema.children])


def _told(entry: ColumnEntry) -> dict[str, str]:
    """Return the entry as texts by name; what is not said of a column is left out."""
    told = {
        "description": entry.english,
        "description_id": entry.indonesian,
        "unit": entry.unit,
        "values": "|".join(entry.values),
        "refers_to": ".".join(entry.refers_to) if entry.refers_to else "",
    }
    return {name: text for name, text in told.items() if text}

"""Tables as CSV files, streamed from Parquet, each value as `hub.export.csv_text` says."""

from collections.abc import Container
from pathlib import Path
from typing import Any

import dataframely as dy
import orjson
import polars as pl

from hub.atomic_file import atomic_file
from hub.export.csv_text import FORMULA, NUMBER
from hub.tables import Table


def write_csv(rows: pl.LazyFrame, table: type[Table], held: Container[str], path: Path) -> None:
    """Write rows of a table, its columns in `held`; written atomically. Binary ones are left out: shapes are in GeoParquet and GeoJSON."""
    columns = [
        name for name in table.public_columns() if name in held and not isinstance(table.columns()[name], dy.Binary)
    ]
    with atomic_file(path) as temporary:
        rows.select(_written(table, name) for name in columns).sink_csv(temporary)


def _written(table: type[Table], name: str) -> pl.Expr:
    held = pl.col(name)
    match table.columns()[name]:
        case dy.List():
            return held.map_elements(_json, return_dtype=pl.String)
        case dy.String():
            is_formula = held.str.contains(FORMULA) & ~held.str.contains(NUMBER)
            return pl.when(is_formula).then("'" + held).otherwise(held).alias(name)
        case _:
            return held


def _json(held: Any) -> str:
    return orjson.dumps(list(held)).decode()

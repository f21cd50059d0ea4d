"""Tables as CSV files, streamed from Parquet, each value as `hub.export.csv_text` says."""

from pathlib import Path
from typing import Any

import dataframely as dy
import orjson
import polars as pl

from hub.atomic_file import atomic_file
from hub.export.csv_text import FORMULA, NUMBER
from hub.tables import Table


def write_csv(rows: pl.LazyFrame, table: type[Table], path: Path) -> None:
    """Write rows of a table, the columns that `csv_columns` names; written atomically."""
    with atomic_file(path) as temporary:
        rows.select(_written(table, name) for name in csv_columns(table)).sink_csv(temporary)


def csv_columns(table: type[Table]) -> list[str]:
    """Return the public columns but the binary ones: the full shapes of districts are in GeoParquet and GeoJSON."""
    return [name for name in table.public_columns() if not isinstance(table.columns()[name], dy.Binary)]


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

"""What every table has: a name, keys, references, a public description, and the withheld mark.

One declaration per table; Parquet, SQLite, GraphQL, RDF and the published column descriptions are derived from it.
"""

import re
from typing import Any

import dataframely as dy
import polars as pl

WITHHELD: dict[str, Any] = {"withheld": True}
"""Marks a column that is evidence inside a build and stands in no output, the release included."""


def ref(target: str) -> dict[str, Any]:
    """Mark a column as a reference to `table.column`, or to a table's key when only `table` is given."""
    return {"ref": target}


class Table(dy.Schema):
    """Base of all tables. The docstring of a subclass is its public description and states its grain."""

    @classmethod
    def table_name(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def key_column(cls) -> str:
        """The first column of the primary key; for tables with one key column, the key."""
        return cls.primary_key()[0]

    @classmethod
    def references(cls) -> dict[str, tuple[str, str]]:
        """Column -> (table, column) that it points to."""
        pointed = {}
        for name, column in cls.columns().items():
            target = (column.metadata or {}).get("ref")
            if target:
                table, _, to_column = target.partition(".")
                pointed[name] = (table, to_column)
        return pointed

    @classmethod
    def public_columns(cls) -> list[str]:
        """Columns that a release holds, in published order: the key first, the source last."""
        public = [name for name, column in cls.columns().items() if not (column.metadata or {}).get("withheld")]
        return sorted(public, key=lambda name: name in Sourced.columns() and name not in cls.primary_key())

    @classmethod
    def polars_schema(cls) -> dict[str, pl.DataType]:
        return {name: column.dtype for name, column in cls.columns().items()}


class Sourced(Table):
    """Base of the tables whose rows are stated by a source row."""

    source_id = dy.String(nullable=True, metadata=ref("sources"), description="The source file that states this row.")
    source_row = dy.Int64(nullable=True, min=0, description="Number of the row or element in the file, from 1.")

"""The column dictionary of the tables: type, key, reference, unit, code list and meaning of each public column, for every format.

The codebook, CSV on the Web, data packages, Croissant and the metadata of Parquet columns are written from it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import dataframely as dy

from hub.tables import BY_NAME
from hub.tables.table import Bilingual, Table
from hub.tables.vocabulary import ORDERED, SCHEMES

_UNITS = (("_count", "1"), ("_idr", "IDR"), ("_km2", "km2"), ("_share", "ratio"), ("_ratio", "ratio"))
_RATIOS = ("weight_", "score")
_TYPES: dict[type[dy.Column], str] = {
    dy.Bool: "boolean", dy.Int64: "integer", dy.Float64: "number", dy.Date: "date", dy.List: "list", dy.Binary: "binary",
}  # fmt: skip


@dataclass(frozen=True)
class ColumnEntry:
    """What is said of one public column."""

    table: str
    name: str
    kind: str
    """`string`, `integer`, `number`, `boolean`, `date`, `list` (JSON in CSV) or `binary`."""
    is_key: bool
    may_be_empty: bool
    """Whether it may be null."""
    may_be_blank: bool
    """Whether its field in CSV may be empty: null, or a text without letters."""
    refers_to: tuple[str, str] | None
    """Table and column of which a value stands here."""
    unit: str
    """`1` for a count, `IDR`, `km2`, `ratio` for a share from 0 to 1; empty where the column is no quantity."""
    values: tuple[str, ...]
    """The closed list that values are of; empty where there is none."""
    is_ordered: bool
    """Whether the closed list goes from less to more; the others are in no order that a statistic may use."""
    scheme: str
    """Name of the concept scheme of the ontology that has the values: `status`; empty where there is none."""
    english: str
    indonesian: str

    def reference_within(self, tables: Collection[str]) -> tuple[str, str] | None:
        """Return the table and column of which a value stands here, None where the table is not among `tables`."""
        return self.refers_to if self.refers_to and self.refers_to[0] in tables else None


@cache
def entries(table: type[Table]) -> tuple[ColumnEntry, ...]:
    """Return the public columns of a table in their published order."""
    return tuple(_entries(table))


def _entries(table: type[Table]) -> Iterator[ColumnEntry]:
    references = table.references()
    for name in table.public_columns():
        column = table.columns()[name]
        values = tuple(column.categories) if isinstance(column, dy.Enum) else ()
        to_table, to_column = references.get(name, ("", ""))
        meaning = column.description or ""
        yield ColumnEntry(
            table=table.table_name(),
            name=name,
            kind=_TYPES.get(type(column), "string"),
            is_key=name in table.primary_key(),
            may_be_empty=column.nullable,
            may_be_blank=column.nullable or bool(table.marks(name).get("blank")),
            refers_to=(to_table, to_column or BY_NAME[to_table].key_column()) if to_table else None,
            unit=_unit(name, column),
            values=values,
            is_ordered=values in ORDERED,
            scheme=SCHEMES.get(values, ""),
            english=str(meaning),
            indonesian=meaning.indonesian if isinstance(meaning, Bilingual) else "",
        )


def _unit(name: str, column: dy.Column) -> str:
    if not isinstance(column, dy.Int64 | dy.Float64):
        return ""
    if name.startswith(_RATIOS):
        return "ratio"
    return next((unit for ending, unit in _UNITS if name.endswith(ending)), "")

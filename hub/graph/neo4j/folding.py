"""Folded texts on nodes, without case and accents, so that names compare and are found as in the SQLite store.

Cypher lowers letters but keeps accents, so nodes carry the folded form of a text as well: of a name always, where an index finds it; of other
texts where it differs from the lowered text, which it does in few. `words` holds the words of all names of a node, for `search`.
"""

from functools import cache
from typing import Any

import polars as pl

from hub.graph.folding import fold, run_together, words
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.neo4j.layout import property_name
from hub.graph.node_type import Kind, NodeType
from hub.tables import Table

WORDS = "words"
"""Property and full-text index of the words of all names."""

BY_TABLE: dict[str, NodeType] = {node.table.table_name(): node for node in MODEL.values()}


def folded(name: str) -> str:
    """Return the property that holds the folded form of another one."""
    return f"{name}Folded"


def names(node: NodeType) -> tuple[str, ...]:
    """Return the columns that hold names of a node, the main one first; none for most types."""
    return NAME_COLUMNS.get(node.name, ())


def carried(table: type[Table], row: dict[str, Any]) -> dict[str, Any]:
    """Return the folded texts of a node; `row` holds every property, the key as `key`."""
    named, compared = _properties(table.table_name())
    found: dict[str, Any] = {}
    for name, stored_as in named:
        value = row.get(name)
        if value is not None:
            found[stored_as] = fold(value if isinstance(value, str) else "\n".join(value))
    if found:
        named_so = " ".join(found.values())
        found[WORDS] = " ".join([*words(named_so), *run_together(named_so)])
    for name, stored_as in compared:
        value = row.get(name)
        if isinstance(value, str):
            if not value.isascii():
                found[stored_as] = fold(value)
        elif value and not all(text.isascii() for text in value):
            found[stored_as] = [fold(text) for text in value]
    return found


def columns(table: type[Table], frame: pl.DataFrame) -> pl.DataFrame:
    """Return the folded texts of nodes as columns, null where a node has none; `frame` holds every property, the keys too."""
    named, compared = (
        [each for each in pairs if each[0] in frame.columns] for pairs in _properties(table.table_name())
    )
    schema: dict[str, Any] = {stored_as: pl.String for _, stored_as in named} | ({WORDS: pl.String} if named else {})
    schema |= {stored_as: frame.schema[name] for name, stored_as in compared}
    odd = pl.any_horizontal(
        pl.lit(value=bool(named)), *(_has_accents(frame.schema[name], name) for name, _ in compared)
    )
    texts = frame.with_row_index("_row").filter(odd).select("_row", *(name for name, _ in (*named, *compared)))
    found = [{"_row": row["_row"], **carried(table, row)} for row in texts.iter_rows(named=True)]
    places = frame.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("_row"))
    kept = pl.DataFrame(found, schema={"_row": pl.UInt32, **schema}, orient="row")
    return places.join(kept, on="_row", how="left", maintain_order="left").drop("_row")


def _has_accents(dtype: pl.DataType, name: str) -> pl.Expr:
    text = pl.col(name).list.join("") if dtype == pl.List(pl.String) else pl.col(name)
    return text.cast(pl.String).str.contains(r"[^\x00-\x7F]").fill_null(value=False)


@cache
def _properties(table_name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return names, and other texts that may be compared without case and accents: each property, and the one that holds it folded."""
    node = BY_TABLE[table_name]
    texts = [column.name for column in node.columns.values() if column.kind in {Kind.TEXT, Kind.TEXTS}]
    named, others = names(node), [name for name in texts if name not in names(node)]
    in_graph = [[property_name(node.table, name) for name in columns] for columns in (named, others)]
    both = [[(name, folded(name)) for name in columns] for columns in in_graph]
    return both[0], both[1]

"""Load statements for Neo4j, one per label and relationship type, with the rows of a release in batches.

A row holds the fields that its statement names, and as `properties` all that a node carries besides. Batches are the same every time, so
one that is done need not be sent again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import polars as pl

from hub.errors import ReleaseError
from hub.graph.derived import DERIVED
from hub.graph.model import MODEL
from hub.graph.neo4j import folding
from hub.graph.neo4j.cypher import Statement, filled
from hub.graph.neo4j.elements import ATTESTED, KNOWN, Node, Relationship, Side, nodes, relationships
from hub.graph.neo4j.layout import properties, property_name
from hub.release import Release
from hub.tables import Table
from hub.tables.external_ids import ExternalIds
from hub.tables.provenance import Provenance
from hub.tables.vocabulary import LEVELS

BATCH_ROWS = 4000
CHUNK_ROWS = 1 << 18
"""Rows read from Parquet at a time: what is held in memory does not grow with the table."""

DERIVED_BY_NAME = {table.table_name(): table for table in DERIVED}


@dataclass(frozen=True)
class Snapshot:
    """A release as far as it is loaded: figures of areas below `level` are left out. Its name marks every node of it."""

    release: Release
    level: str

    def __post_init__(self) -> None:
        """Raise ReleaseError for rows that would go to no relationship: the counts of a load expect what it sends."""
        for table, kinds in ((Provenance, ATTESTED), (ExternalIds, KNOWN)):
            found = self.release.scan(table).select(pl.col("kind").unique()).collect()["kind"]
            if others := sorted(set(found) - set(kinds)):
                raise ReleaseError(
                    f"release {self.release.id}: expected {table.table_name()} of {', '.join(kinds)}, found {', '.join(others)}; "
                    "this version of the hub cannot load them into Neo4j: load the release with the version that built it"
                )

    @property
    def name(self) -> str:
        return f"{self.release.id}@{self.level.lower().replace('_', '-')}"

    def rows_count(self, table: type[Table]) -> int:
        """Return how many rows the release has, before the level is looked at."""
        if table.table_name() in DERIVED_BY_NAME:
            return self._derived[table.table_name()].height
        return self.release.rows_count(table)

    def chunks(self, table: type[Table], columns: list[str]) -> Iterator[tuple[pl.DataFrame, int]]:
        """Yield the rows of a table that belong to the snapshot, and how many rows were looked at for them."""
        for start in range(0, self.rows_count(table), CHUNK_ROWS):
            chunk = self.scan(table).slice(start, CHUNK_ROWS)
            looked_at = min(CHUNK_ROWS, self.rows_count(table) - start)
            yield self._cut(chunk, table).select(columns).collect(), looked_at

    def scan(self, table: type[Table]) -> pl.LazyFrame:
        name = table.table_name()
        return self._derived[name].lazy() if name in DERIVED_BY_NAME else self.release.scan(table)

    def key_texts(self, table: type[Table]) -> pl.LazyFrame:
        """Return the keys of the rows that belong to the snapshot, as the column `key`."""
        return self._cut(self.scan(table), table).select(pl.col(table.key_column()).alias("key"))

    def _cut(self, frame: pl.LazyFrame, table: type[Table]) -> pl.LazyFrame:
        """Leave out figures of areas below the level. A foreign mission is no finer area than a regency, so it stays."""
        if not {"level", "region_id"} <= table.columns().keys() or table.key_column() == "region_id":
            return frame
        kept = (*LEVELS[: LEVELS.index(self.level) + 1], "OVERSEAS")
        level = pl.col("level").cast(pl.String)
        return frame.filter(level.is_null() | level.is_in(kept))

    @cached_property
    def _derived(self) -> dict[str, pl.DataFrame]:
        return {table.table_name(): made(self.release) for table, made in DERIVED.items()}


@dataclass(frozen=True)
class Batch:
    """Rows to send, or none where a stretch of the table holds none; `looked_at` counts the rows of the table behind it."""

    number: int
    frame: pl.DataFrame
    """The rows, with the columns of the table."""
    looked_at: int
    load: "Load"

    @property
    def rows_count(self) -> int:
        return self.frame.height

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as the statement takes them."""
        return self.load.rows(self.frame)


@dataclass(frozen=True)
class Load:
    """A statement that makes nodes or relationships, and the rows of a table that it takes.

    `fields`: field of a row -> column of the table. `optional`: fields that may be null; a row in which another one is null is not sent.
    `only`: column and word of the rows that are sent. `target`: column and table of a key that must be there for a row to be sent.
    """

    statement: Statement
    element: Node | Relationship
    fields: dict[str, str]
    carries_properties: bool
    optional: frozenset[str] = frozenset()
    only: tuple[str, str] | None = None
    target: tuple[str, type[Table]] | None = None

    @property
    def is_of_nodes(self) -> bool:
        return isinstance(self.element, Node)

    @property
    def pattern(self) -> str:
        """What the statement makes: `(:Person)` or `(:Person)-[:STANDS_AS]->(:Candidacy)`."""
        return self.element.pattern

    @property
    def table(self) -> type[Table]:
        return self.element.table

    def batches(self, snapshot: Snapshot) -> Iterator[Batch]:
        """Yield the rows of a snapshot in batches, numbered from 0, the same every time."""
        number = 0
        for frame, looked_at in self._frames(snapshot):
            pieces = list(frame.iter_slices(BATCH_ROWS)) or [frame]
            for place, piece in enumerate(pieces):
                yield Batch(number, piece, looked_at if place == len(pieces) - 1 else 0, self)
                number += 1

    def _frames(self, snapshot: Snapshot) -> Iterator[tuple[pl.DataFrame, int]]:
        compared = [self.only[0]] if self.only else []
        needed = list(dict.fromkeys([*self.fields.values(), *compared, *self.property_columns()]))
        must_be_there = [column for field, column in self.fields.items() if field not in self.optional]
        for chunk, looked_at in snapshot.chunks(self.table, needed):
            frame = chunk.drop_nulls(must_be_there)
            if self.only:
                frame = frame.filter(pl.col(self.only[0]).cast(pl.String) == self.only[1])
            if self.target:
                there = snapshot.key_texts(self.target[1]).collect()
                frame = frame.join(there, left_on=self.target[0], right_on="key", how="semi", maintain_order="left")
            if not self.is_of_nodes:
                frame = frame.sort(self._far_end(), maintain_order=True)
            yield frame, looked_at

    def _far_end(self) -> str:
        """Rows go in the order of what they lead to, so that two batches at work meet in few nodes and seldom wait."""
        pointing = [column for column in self.fields.values() if column in self.table.references()]
        return (pointing or list(self.fields.values()))[-1]

    def property_columns(self) -> list[str]:
        """Return the columns that are sent as `properties`: all that are properties and no field of their own."""
        if not self.carries_properties:
            return []
        return [name for name in properties(self.table) if name not in self.fields.values()]

    @property
    def step(self) -> str:
        """What a batch is one of; a batch of another statement or size is another batch."""
        told = f"{self.statement.text}\n{self.statement.header}\n{BATCH_ROWS} of {CHUNK_ROWS}"
        return f"{self.statement.name} {hashlib.sha256(told.encode()).hexdigest()[:12]}"

    def rows(self, piece: pl.DataFrame) -> list[dict[str, Any]]:
        """Return rows of the table as the statement takes them."""
        named = piece.select(plain(piece, column).alias(field) for field, column in self.fields.items()).to_dicts()
        if not self.carries_properties:
            return named
        carried = self.property_columns()
        others = piece.select(plain(piece, name).alias(property_name(self.table, name)) for name in carried).to_dicts()
        for row, properties_of_row in zip(named, others or [{} for _ in named], strict=True):
            row["properties"] = properties_of_row
            if self.is_of_nodes:
                properties_of_row.update(folding.carried(self.table, {**row, **properties_of_row}))
        return named


def plain(piece: pl.DataFrame, column: str) -> pl.Expr:
    """Return a column as the driver takes it: a word of a closed list as text."""
    return (
        pl.col(column).cast(pl.String) if isinstance(piece.schema[column], pl.Enum | pl.Categorical) else pl.col(column)
    )


@cache
def loads() -> tuple[Load, ...]:
    """Return every statement that loads a release: nodes first, then what connects them."""
    return (*map(_of_nodes, nodes()), *map(_of_relationships, relationships()))


def _of_nodes(node: Node) -> Load:
    fields = {property_name(node.table, column): column for column in node.key}
    key = ", ".join(f"{field}: row.{field}" for field in fields)
    name = f"load/nodes/{node.table.table_name()}"
    written = filled("load/nodes", name, f"{node.pattern} {node.summary}", label=node.label, key=key)
    return Load(written, node, fields, carries_properties=True)


def _of_relationships(found: Relationship) -> Load:
    table = found.table
    columns = [*found.start.columns, *(column for column, _ in found.parallel), *found.end.columns]
    fields = {property_name(table, column): column for column in dict.fromkeys(columns)}
    optional: frozenset[str] = frozenset()
    carried = "SET r += row.properties" if found.carries_row else ""
    if found.carries_row and "source_id" in table.columns():  # a reference is no property, so it is sent on its own
        fields["source"], optional = "source_id", frozenset({"source"})
        carried += ", r.source = row.source"
    apart = ", ".join(f"{name}: row.{property_name(table, column)}" for column, name in found.parallel)
    text = filled(
        "load/relationships",
        f"load/relationships/{found.start.label}-{found.kind}-{found.end.label}",
        f"{found.pattern} {found.summary}",
        start=found.start.label,
        start_key=_given(table, found.start),
        end=found.end.label,
        end_key=_given(table, found.end),
        type=found.kind,
        told_apart_by=f" {{{apart}}}" if apart else "",
        properties=carried,
    )
    return Load(text, found, fields, found.carries_row, optional, found.only, _thing_named(found))


def _given(table: type[Table], side: Side) -> str:
    pairs = zip(side.properties, side.columns, strict=True)
    return ", ".join(f"{name}: row.{property_name(table, column)}" for name, column in pairs)


def _thing_named(found: Relationship) -> tuple[str, type[Table]] | None:
    """Return column and table of the thing that a row names by kind and key: it may be below the level of the snapshot."""
    if found.only is None:
        return None
    column, kind = found.only
    return column.replace("kind", "key"), MODEL[kind].table

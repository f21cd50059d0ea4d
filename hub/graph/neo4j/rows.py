"""What is sent to Neo4j: for each file of `cypher/load/`, the rows of a release in batches.

The header of a file says which rows it takes: `Table` names the table, `Row` the fields of a row (`properties` is all that the
node carries besides), `Where` narrows the rows: `kind is candidacy` compares, `key in candidacies` asks for rows whose target is there.
A row in which one of the fields is null is not sent, unless the field is marked `?`. Batches are the same every time, so one that is
done need not be sent again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from hub.errors import HubError
from hub.graph.derived import DERIVED
from hub.graph.neo4j import folding
from hub.graph.neo4j.cypher import Statement, statements
from hub.graph.neo4j.layout import column_of, properties, property_name
from hub.release import Release
from hub.tables import BY_NAME, Table
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
    rows: list[dict[str, Any]]
    looked_at: int


@dataclass(frozen=True)
class LoadFile:
    """A file of `cypher/load/` and the rows that it takes."""

    statement: Statement

    @property
    def is_of_nodes(self) -> bool:
        return self.statement.name.startswith("load/nodes/")

    @property
    def pattern(self) -> str:
        """What the file makes: `(:Person)` or `(:Person)-[:STANDS_AS]->(:Candidacy)`."""
        return self.statement.summary.split(" ", 1)[0]

    @property
    def table(self) -> type[Table]:
        name = self._header("Table")
        return DERIVED_BY_NAME.get(name) or BY_NAME[name]

    @property
    def fields(self) -> list[str]:
        return [name.strip().removesuffix("?") for name in self._header("Row").split(",")]

    @property
    def may_be_null(self) -> list[str]:
        return [name.strip().removesuffix("?") for name in self._header("Row").split(",") if name.strip().endswith("?")]

    @property
    def columns(self) -> dict[str, str]:
        """Field of a row -> column of the table, without `properties`."""
        return {field: column_of(self.table, field) for field in self.fields if field != "properties"}

    @property
    def where(self) -> list[tuple[str, str, str]]:
        """Column, `is` or `in`, and what it is compared with."""
        conditions = [part.split() for part in self.statement.header.get("Where", "").split(",") if part]
        for words in conditions:
            if len(words) != 3 or words[1] not in ("is", "in"):
                raise HubError(
                    f"cypher/{self.statement.name}.cypher: expected Where to hold `column is word` or `column in table`, "
                    f"found {' '.join(words)!r}"
                )
        return [(column, how, what) for column, how, what in conditions]

    def batches(self, snapshot: Snapshot) -> Iterator[Batch]:
        """Yield the rows of a snapshot in batches, numbered from 0, the same every time."""
        number = 0
        for frame, looked_at in self._frames(snapshot):
            pieces = list(frame.iter_slices(BATCH_ROWS)) or [frame]
            for place, piece in enumerate(pieces):
                yield Batch(number, self._rows(piece), looked_at if place == len(pieces) - 1 else 0)
                number += 1

    def _frames(self, snapshot: Snapshot) -> Iterator[tuple[pl.DataFrame, int]]:
        sent = self.columns
        needed = list(
            dict.fromkeys([*sent.values(), *(column for column, _, _ in self.where), *self._property_columns()])
        )
        must_be_there = [column for field, column in sent.items() if field not in self.may_be_null]
        for chunk, looked_at in snapshot.chunks(self.table, needed):
            frame = chunk.drop_nulls(must_be_there)
            for column, how, what in self.where:
                frame = self._narrowed(frame, snapshot, column, how, what)
            if not self.is_of_nodes:
                frame = frame.sort(self._far_end(), maintain_order=True)
            yield frame, looked_at

    def _narrowed(self, frame: pl.DataFrame, snapshot: Snapshot, column: str, how: str, what: str) -> pl.DataFrame:
        if how == "is":
            return frame.filter(pl.col(column).cast(pl.String) == what)
        there = snapshot.key_texts(BY_NAME[what]).collect()
        return frame.join(there, left_on=column, right_on="key", how="semi", maintain_order="left")

    def _far_end(self) -> str:
        """Rows go in the order of what they lead to, so that two batches at work meet in few nodes and seldom wait."""
        pointing = [column for column in self.columns.values() if column in self.table.references()]
        return (pointing or list(self.columns.values()))[-1]

    def _property_columns(self) -> list[str]:
        if "properties" not in self.fields:
            return []
        return [name for name in properties(self.table) if name not in self.columns.values()]

    def _rows(self, piece: pl.DataFrame) -> list[dict[str, Any]]:
        columns = self.columns
        named = piece.select(_plain(piece, column).alias(field) for field, column in columns.items()).to_dicts()
        if "properties" not in self.fields:
            return named
        carried = self._property_columns()
        others = piece.select(_plain(piece, name).alias(property_name(self.table, name)) for name in carried).to_dicts()
        for row, properties_of_row in zip(named, others or [{} for _ in named], strict=True):
            row["properties"] = properties_of_row
            if self.is_of_nodes:
                properties_of_row.update(folding.carried(self.table, {**row, **properties_of_row}))
        return named

    def _header(self, field: str) -> str:
        try:
            return self.statement.header[field]
        except KeyError:
            raise HubError(f"cypher/{self.statement.name}.cypher: expected a header with {field}, found none") from None


def _plain(piece: pl.DataFrame, column: str) -> pl.Expr:
    """Return a column as the driver takes it: a word of a closed list as text."""
    return (
        pl.col(column).cast(pl.String) if isinstance(piece.schema[column], pl.Enum | pl.Categorical) else pl.col(column)
    )


def load_files() -> list[LoadFile]:
    """Return every file of `cypher/load/`: nodes first, then what connects them."""
    nodes, relationships = (statements(f"load/{room}") for room in ("nodes", "relationships"))
    return [LoadFile(item) for item in (*nodes, *relationships)]

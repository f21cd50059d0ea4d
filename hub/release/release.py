"""A release as a reader sees it: manifest and tables. Its contents are never edited."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
from pydantic import ValidationError

from hub.errors import ReleaseError
from hub.release.columns import FOLLOWING, OF_ITS_ROW, conformed
from hub.release.manifest import Manifest
from hub.tables import BY_NAME, Table
from hub.tables.editions import Editions

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Release:
    """One release in its folder, `OUT/releases/<id>/`."""

    folder: Path

    @cached_property
    def manifest(self) -> Manifest:
        path = self.folder / MANIFEST
        try:
            return Manifest.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            told = str(error).replace("\n", " ")[:160]
            raise ReleaseError(f"{path}: expected the manifest of a release, found {told}") from error

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def is_published(self) -> bool:
        """Whether the release has a number: it is or was current. One that was built and held back has none."""
        return self.manifest.number > 0

    @property
    def base_iri(self) -> str:
        return self.manifest.base_iri

    @cached_property
    def editions(self) -> list[str]:
        """Keys of the editions that the release holds, the earliest first."""
        return sorted(self.table(Editions)["edition_id"])

    def holds(self, table: type[Table]) -> bool:
        """Tell whether the release has a file of a table: one that was made before the table was thought of has none."""
        return table.table_name() in self.manifest.tables

    def rows_count(self, table: type[Table]) -> int:
        """Return how many rows of a table the release holds; 0 for a table that it lacks."""
        part = self.manifest.tables.get(table.table_name())
        return part.rows_count if part else 0

    def path(self, table: type[Table]) -> Path:
        """Return the Parquet file of a table, with the columns that it was written with. Raises KeyError where `holds` is false."""
        return self.folder / self.manifest.tables[table.table_name()].path

    def document(self, name: str) -> bytes | None:
        """Return a document of the release, such as `quality.json`; None if it has none of that name."""
        document = self.manifest.documents.get(name)
        return None if document is None else (self.folder / document.path).read_bytes()

    def table(self, table: type[Table]) -> pl.DataFrame:
        """Return all rows of a table in today's public columns, in the order of its key.

        No rows for a table that the release lacks, null for a column that it lacks. Raises ReleaseError for a file that is damaged.
        """
        try:
            return self.scan(table).collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self._unreadable(table, error) from error

    def scan(self, table: type[Table]) -> pl.LazyFrame:
        """Return a table as `table` does, to be read lazily."""
        if not self.holds(table):
            return pl.LazyFrame(schema={name: table.polars_schema()[name] for name in table.public_columns()})
        try:
            return conformed(
                self._with_following(pl.scan_parquet(self.path(table)), table), table, str(self.path(table))
            )
        except (OSError, pl.exceptions.PolarsError) as error:
            raise self._unreadable(table, error) from error

    def _with_following(self, rows: pl.LazyFrame, table: type[Table]) -> pl.LazyFrame:
        """Return rows with the columns that the release lacks and that follow from others, or from those of rows that they refer to."""
        held = rows.collect_schema()
        for (name, column), made in OF_ITS_ROW.items():
            if name == table.table_name() and column not in held:
                rows = rows.with_columns(made.alias(column))
        for (name, column), (reference, to, source) in FOLLOWING.items():
            if name == table.table_name() and column not in held and reference in held:
                target = BY_NAME[to]
                found = self.scan(target).select(
                    pl.col(target.key_column()).alias(reference), pl.col(source).alias(column)
                )
                rows = rows.join(found, on=reference, how="left", maintain_order="left")
        return rows

    def columns(self, table: type[Table]) -> set[str]:
        """Return the columns that the file of a table has; none for a table that the release lacks."""
        return set(pl.read_parquet_schema(self.path(table))) if self.holds(table) else set()

    def _unreadable(self, table: type[Table], error: Exception) -> ReleaseError:
        told = str(error).partition("\n")[0]
        return ReleaseError(
            f"{self.path(table)}: expected a Parquet file, found {told}; run `hub verify`, and build the release again"
        )

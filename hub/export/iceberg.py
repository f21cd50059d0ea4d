"""Iceberg tables over the Parquet files of a release, which stay where they are: Spark, Trino, DuckDB and pyiceberg read them without a copy.

A folder takes one release after the other; a table keeps each as a snapshot with a tag, `release_<id>`. Iceberg names files by absolute address:
once registered, neither the folder nor the releases can be moved. A snapshot whose release was removed cannot be read.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import TABLES, Table
from hub.tables.dictionary import entries

if TYPE_CHECKING:
    import pyarrow as pa
    from pyiceberg.catalog.sql import SqlCatalog

CATALOG = "catalog.sqlite"
"""The catalog, as pyiceberg and Iceberg's JdbcCatalog (Spark, Flink) read it."""

VIEWS = "duckdb.sql"
"""A view per table, for DuckDB, which reads no such catalog."""

CATALOG_NAME = "pemilu"
NAMESPACE = "hub"
_FILE = "pemilu-hub.file"
"""The property of a snapshot that names the file that it consists of."""


def write_iceberg(part: EditionPart, folder: Path) -> list[Path]:
    """Register the tables that a release holds in the catalog of a folder, and return catalog and views; both are replaced when all tables are registered.

    A table that the release lacks leaves the catalog. Raises UsageError for a part of a release, without pyiceberg, and for a column whose type is not the one before.
    """
    if part.edition is not None:
        raise UsageError(
            "expected no --edition with --format iceberg, which registers the files of a release as they are; "
            f"narrow the rows in a query: WHERE edition_id = '{part.edition}'"
        )
    release, folder = part.release, folder.resolve()
    held = [table for table in TABLES if release.holds(table)]
    with _catalog(folder) as catalog:
        gone = {name for _, name in catalog.list_tables(NAMESPACE)} - {table.table_name() for table in held}
        for name in gone:
            catalog.drop_table((NAMESPACE, name))
        locations = {table.table_name(): _register(catalog, release, table) for table in held}
    with atomic_file(folder / VIEWS) as temporary:
        temporary.write_text("".join(_view(name, location) for name, location in locations.items()), encoding="utf-8")
    return [folder / CATALOG, folder / VIEWS]


@contextmanager
def _catalog(folder: Path) -> Iterator["SqlCatalog"]:
    """Yield a copy of the catalog of a folder, or a new one, which takes its place in the end."""
    try:
        from pyiceberg.catalog.sql import SqlCatalog
    except ImportError:
        raise UsageError("expected the package pyiceberg, found none; install pemilu-hub[iceberg]") from None
    # Each column of words from a list is reported: Iceberg has no such type and takes them for text, as it should.
    logging.getLogger("pyiceberg.io.pyarrow").setLevel(logging.ERROR)
    with atomic_file(folder / CATALOG) as temporary:
        if (folder / CATALOG).exists():
            shutil.copyfile(folder / CATALOG, temporary)
        catalog = SqlCatalog(CATALOG_NAME, uri=f"sqlite:///{temporary}", warehouse=_address(folder))
        try:
            catalog.create_namespace_if_not_exists(NAMESPACE)
            yield catalog
        finally:
            catalog.engine.dispose()


def _register(catalog: "SqlCatalog", release: Release, table: type[Table]) -> str:
    """Make the file of a table the only one of its newest snapshot; return the address of the metadata."""
    from pyiceberg.exceptions import ValidationError
    from pyiceberg.expressions import AlwaysTrue

    schema = _schema(release, table)
    held = catalog.create_table_if_not_exists((NAMESPACE, table.table_name()), schema)
    file = _address(release.path(table).resolve())
    before = held.current_snapshot()
    if before is not None and before.summary is not None and before.summary[_FILE] == file:
        return held.metadata_location
    try:
        with held.transaction() as change:
            with change.update_schema() as update:
                update.union_by_name(schema)
                for name in {field.name for field in held.schema().fields} - set(schema.names):
                    update.delete_column(name)
            if before is not None:
                change.delete(AlwaysTrue())
            change.add_files([file], {_FILE: file})
    except ValidationError as error:
        raise UsageError(
            f"{table.table_name()}: expected columns of the types that earlier releases of this folder have, found {error}; take a new folder"
        ) from error
    made = held.current_snapshot()
    assert made is not None  # noqa: S101  add_files made it
    held.manage_snapshots().create_tag(made.snapshot_id, f"release_{release.id}").commit()
    return held.metadata_location


def _schema(release: Release, table: type[Table]) -> "pa.Schema":
    """Return the columns of the file of a table, each with its meaning."""
    import pyarrow.parquet as pq

    schema = pq.read_schema(release.path(table))
    for entry in entries(table):
        if (place := schema.get_field_index(entry.name)) >= 0:
            schema = schema.set(place, schema.field(place).with_metadata({"doc": entry.english}))
    return schema


def _address(path: Path) -> str:
    """Return the address of an absolute path as the engines read it: they decode no `%20`. Raises UsageError for a name that pyiceberg cuts off."""
    if found := {"#", "?"} & set(str(path)):
        raise UsageError(
            f"expected a path without # and ?, which Iceberg takes for the end of it, found {found.pop()!r} in {path}; rename it"
        )
    return f"file://{path}"


def _view(name: str, location: str) -> str:
    quoted = location.removeprefix("file://").replace("'", "''")
    return f"CREATE OR REPLACE VIEW {name} AS FROM iceberg_scan('{quoted}');\n"

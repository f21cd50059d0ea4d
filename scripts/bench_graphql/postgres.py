"""A private PostgreSQL server in a folder of its own, filled with the rows of a release."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import polars as pl

from hub.release import Release
from hub.tables import Table
from hub.tables.candidacies import Candidacies
from scripts.bench_graphql.relations import foreign_keys, frames

_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
}
"""All rows fit into the buffers; compiling a statement takes longer than these run."""

_TYPES = {
    pl.Int64: "integer",
    pl.Float64: "double precision",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.String: "text",
}
"""Whole numbers are integers: PostGraphile gives a bigint as text, and no count of votes needs one."""


_SORTED = {Candidacies: ("votes_count", "district_id, votes_count DESC, candidacy_id")}
"""Further indexes for the lists that are asked for; PostGraphile offers an order only where a column leads an index."""


class PostgresMissing(Exception):
    """PostgreSQL's programs are not installed."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs. Raises PostgresMissing."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    if found is None:
        raise PostgresMissing("expected PostgreSQL's initdb, found none; install the package postgresql")
    return Path(found).parent


@contextmanager
def running(folder: Path, settings: Mapping[str, str] = _SETTINGS) -> Iterator[str]:
    """Start a server in an empty folder, reached by a socket there, and yield its address; stop it in the end.

    Text is in UTF-8 and sorted by its bytes, as in a release. Under root the server runs as `postgres`, since it refuses root.
    """
    folder.mkdir()
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data, control = str(folder / "data"), [*as_user, str(programs() / "pg_ctl"), "--silent", "-D", str(folder / "data")]
    initdb = [
        *as_user,
        str(programs() / "initdb"),
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "bench",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    _run(initdb, folder)
    told = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _run([*control, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {told}", "start"], folder)
    try:
        yield f"postgresql://bench@/postgres?host={folder}"
    finally:
        _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603  programs of PostgreSQL
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout.decode()}")


def fill(address: str, release: Release) -> str:
    """Create, load and index the relations of a release; return the server's version."""
    return asyncio.run(_fill(address, release))


async def _fill(address: str, release: Release) -> str:
    connection = await asyncpg.connect(address)
    try:
        for relation, frame in frames(release):
            await connection.execute(_create(relation, frame))
            await connection.copy_records_to_table(
                relation.table_name(), records=frame.iter_rows(), columns=frame.columns
            )
            for statement in _constraints(relation):
                await connection.execute(statement)
        await connection.execute("VACUUM (ANALYZE, FREEZE)")
        version: str = await connection.fetchval("SHOW server_version")
        return version
    finally:
        await connection.close()


def _create(relation: type[Table], frame: pl.DataFrame) -> str:
    columns = ", ".join(f"{name} {_type(kind)}" for name, kind in frame.schema.items())
    return f"CREATE TABLE {relation.table_name()} ({columns}, PRIMARY KEY ({relation.key_column()}))"


def _type(kind: pl.DataType) -> str:
    return f"{_type(kind.inner)}[]" if isinstance(kind, pl.List) else _TYPES[type(kind)]  # type: ignore[arg-type]  # of one kind


def _constraints(relation: type[Table]) -> Iterator[str]:
    """Yield statements that declare and index every foreign key, together with the primary key, which lists are sorted by."""
    table, key = relation.table_name(), relation.key_column()
    for column, target in foreign_keys(relation).items():
        yield f"ALTER TABLE {table} ADD FOREIGN KEY ({column}) REFERENCES {target.table_name()}"
        yield f"CREATE INDEX ON {table} ({column}, {key})"
    for columns in _SORTED.get(relation, ()):
        yield f"CREATE INDEX ON {table} ({columns})"

"""Identifiers that another hub published for the same things: a first build takes them over and mints none of its own in their place."""

from pathlib import Path

import polars as pl

from hub import ids
from hub.errors import WorkspaceError
from hub.tables.register import Register

COLUMNS = ("id", "kind", "minted_from", "candidacy_id", "name", "birth_year")


def read_register(path: Path) -> pl.DataFrame:
    """Return the identifiers of a `register.csv` as rows of the register of a first release; none where there is no file.

    The file is `register.csv` of another hub's export, or some of its rows; only active minted identifiers are taken. Raises WorkspaceError.
    """
    if not path.is_file():
        return Register.create_empty()
    try:
        read = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise WorkspaceError(f"{path}: expected CSV, found {str(error).partition(chr(10))[0]}") from error
    lacking = [name for name in COLUMNS if name not in read.columns]
    if lacking:
        raise WorkspaceError(f"{path}: expected the columns {', '.join(COLUMNS)}; found none called {lacking[0]!r}")
    minted = read.filter(pl.col("kind").is_in(list(ids.OPAQUE_PREFIXES)))
    if "state" in read.columns:
        minted = minted.filter(pl.col("state") == "ACTIVE")
    wrong = [identifier for identifier in minted["id"] if not ids.is_opaque(identifier or "")]
    if wrong:
        raise WorkspaceError(f"{path}: expected identifiers with their check character, found {wrong[0]!r}")
    schema = Register.polars_schema()
    rows = minted.select(COLUMNS).with_columns(
        pl.lit("ACTIVE").alias("state"),
        pl.lit(1).alias("first_release"),
        pl.lit([], pl.List(pl.String)).alias("successors"),
        pl.lit(None, pl.String).alias("apart_from"),
    )
    return rows.cast({name: schema[name] for name in rows.columns}).select(list(schema))

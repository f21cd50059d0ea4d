"""Tombstones of keys that are built from facts: what the release before had, or an earlier one, and this one has not.

Such a key needs no register to be found again; the register has it from the release on that lacks it, so that it answers 410 and never 404.
"""

from collections.abc import Callable, Mapping

import polars as pl

from hub.ids import NODE_TYPE_OF, OPAQUE_PREFIXES
from hub.tables import BY_NAME
from hub.tables.register import Register

BUILT = {table: kind for table, kind in NODE_TYPE_OF.items() if kind not in OPAQUE_PREFIXES}
"""Tables whose rows have an identifier that is not minted, and what a row is called in it."""


def built_keys(table: Callable[[str], pl.DataFrame]) -> pl.DataFrame:
    """Return kind, id of every row of the tables with built keys; `table` returns one by its name."""
    return pl.concat(
        table(name).select(pl.lit(kind).alias("kind"), pl.col(BY_NAME[name].key_column()).cast(pl.String).alias("id"))
        for name, kind in BUILT.items()
    )


def with_tombstones(
    register: pl.DataFrame, tables: Mapping[str, pl.DataFrame], before: pl.DataFrame, buried: pl.DataFrame
) -> pl.DataFrame:
    """Return the register with the built keys that are gone, and with those that were and came back. `tables`: all of the release.

    `before`: kind, id of the release before; `buried`: its register.
    """
    now = built_keys(tables.__getitem__)
    gone = before.join(now, on=["kind", "id"], how="anti")
    known = buried.select(pl.col("kind").cast(pl.String), "id").filter(pl.col("kind").is_in(list(BUILT.values())))
    rows = (
        pl.concat([known, gone])
        .unique(["kind", "id"])
        .join(now.with_columns(pl.lit("ACTIVE").alias("state")), on=["kind", "id"], how="left")
    )
    rows = rows.with_columns(
        pl.col("state").fill_null("WITHDRAWN"),
        pl.col("id").alias("minted_from"),
        pl.lit([], pl.List(pl.String)).alias("successors"),
    )
    schema = Register.polars_schema()
    return pl.concat([register, rows.cast({name: schema[name] for name in rows.columns})], how="diagonal")

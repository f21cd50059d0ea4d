"""Facts about an edition itself: its calendar, the law that governs it, and disputes about its results."""

import polars as pl

from hub.assembly import keys
from hub.assembly.stated import Stated
from hub.facts import CalendarFact, DisputeFact, LegalBasisFact


def assemble_calendar(stated: Stated) -> pl.DataFrame:
    """Return one row per step of an edition."""
    return (
        stated.frame(CalendarFact)
        .with_columns(_key("calendar", "name").alias("event_id"))
        .unique("event_id", keep="first", maintain_order=True)
    )


def assemble_legal_bases(stated: Stated) -> pl.DataFrame:
    """Return one row per law or regulation of an edition."""
    return (
        stated.frame(LegalBasisFact)
        .with_columns(_key("law", "number").alias("basis_id"))
        .unique("basis_id", keep="first", maintain_order=True)
    )


def assemble_disputes(stated: Stated) -> pl.DataFrame:
    """Return one row per case before the court."""
    return (
        stated.frame(DisputeFact)
        .with_columns(
            _key("dispute", "number").alias("dispute_id"),
            pl.when(pl.col("office").is_not_null()).then(keys.CONTEST).alias("contest_id"),
        )
        .unique("dispute_id", keep="first", maintain_order=True)
    )


def _key(what: str, column: str) -> pl.Expr:
    short = pl.col(column).str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return pl.concat_str("edition_id", pl.lit(f"/{what}/"), short)

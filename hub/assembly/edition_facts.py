"""Facts about an edition itself: its calendar, the law that governs it, and disputes about its results."""

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import once
from hub.assembly.stated import Stated
from hub.facts import CalendarFact, DisputeFact, Fact, LegalBasisFact


def assemble_calendar(stated: Stated) -> pl.DataFrame:
    """Return one row per step of an edition."""
    return _once(stated, CalendarFact, "event_id", _key("calendar", "name"))


def assemble_legal_bases(stated: Stated) -> pl.DataFrame:
    """Return one row per law or regulation of an edition."""
    return _once(stated, LegalBasisFact, "basis_id", _key("law", "number"))


def assemble_disputes(stated: Stated) -> pl.DataFrame:
    """Return one row per case before the court."""
    contest = pl.when(pl.col("office").is_not_null()).then(keys.CONTEST).alias("contest_id")
    return _once(stated, DisputeFact, "dispute_id", _key("dispute", "number")).with_columns(contest)


def _once(stated: Stated, kind: type[Fact], name: str, key: pl.Expr) -> pl.DataFrame:
    facts = stated.frame(kind).with_columns(key.alias(name))
    stated.trace(kind, facts, name)
    return once(facts, name)


def _key(what: str, column: str) -> pl.Expr:
    short = pl.col(column).str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return pl.concat_str("edition_id", pl.lit(f"/{what}/"), short)

"""Parties behind a pair: names of the sources, found among the parties by letters or abbreviation."""

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import letters, once
from hub.assembly.stated import Stated
from hub.facts import TicketPartyFact


def assemble_ticket_parties(stated: Stated, nominations: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pair and party. A name is known where it is a nomination's name or abbreviation, `Partai` aside."""
    names = [
        nominations.filter(pl.col(column).is_not_null()).select(_bare(column).alias("_letters"), "party_id")
        for column in ("name", "abbreviation")
    ]
    known = pl.concat(names).unique(["_letters", "party_id"])
    certain = known.filter(pl.col("party_id").n_unique().over("_letters") == 1).unique("_letters")
    facts = stated.frame(TicketPartyFact).with_columns(
        keys.ticket("published_id").alias("ticket_id"), _bare("party_name").alias("_letters")
    )
    facts = facts.with_columns(pl.concat_str("ticket_id", "party_name", separator=" ").alias("_support"))
    stated.trace(TicketPartyFact, facts, "_support")
    return once(facts, "_support").join(certain, on="_letters", how="left", maintain_order="left")


def _bare(column: str) -> pl.Expr:
    return letters(column).str.replace("^partai", "")

"""Candidacies and tickets, merged from every source that lists them."""

from dataclasses import dataclass

import polars as pl

from hub.assembly import ballot_places, keys
from hub.assembly.ballot_places import BallotPlaces
from hub.assembly.list_versions import list_rank
from hub.assembly.merge import Merged, merge
from hub.assembly.stated import Stated
from hub.facts import CandidacyFact, TicketFact


@dataclass(frozen=True)
class Candidacies:
    """Rows of `candidacies` without persons and votes, rows of `tickets`, how statements were merged, and who stands where."""

    candidacies: pl.DataFrame
    tickets: pl.DataFrame
    merged: Merged
    merged_tickets: Merged
    places: BallotPlaces
    facts: pl.DataFrame
    """Every statement on a candidacy with its `candidacy_id`, in the order of precedence."""


def assemble_candidacies(stated: Stated, nominations: pl.DataFrame) -> Candidacies:
    """Return one row per candidacy and per ticket; `nominations` gives the party of a ballot number."""
    has_number = pl.col("ballot_number").is_not_null() | pl.col("role").is_not_null()
    facts = stated.frame(CandidacyFact).with_columns(
        pl.when(has_number).then(keys.CANDIDACY).otherwise(keys.UNNUMBERED).alias("place"),
        pl.when(pl.col("role").is_null()).then(keys.PARTY_LIST).alias("party_list"),
        keys.CONTEST.alias("contest_id"),
        keys.NOMINATION.alias("nomination_id"),
        pl.when(pl.col("role").is_not_null()).then(keys.ticket("ticket_published_id")).alias("ticket_id"),
    )
    facts = facts.sort(list_rank("list"), maintain_order=True)
    places = ballot_places.sort_out(facts)
    facts = facts.with_columns(places.candidacies(facts)).drop("place", "party_list")
    stated.trace(CandidacyFact, facts, "candidacy_id")
    merged = merge(facts, "candidacy_id", compared=("name", "gender", "birth_date", "elected", "incumbent", "rank"))
    rows = (
        merged.rows.rename({"name": "name_on_ballot", "list": "list_status"})
        .join(nominations.select("nomination_id", "party_id"), on="nomination_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(pl.col("district_code").is_not_null()).then("contest_id").alias("district_id"),
            pl.col("birth_date").dt.year().cast(pl.Int64).alias("birth_year"),
        )
    )
    tickets = stated.frame(TicketFact).with_columns(
        keys.ticket("published_id").alias("ticket_id"), keys.CONTEST.alias("contest_id")
    )
    stated.trace(TicketFact, tickets, "ticket_id")
    merged_tickets = merge(tickets, "ticket_id", compared=("name",))
    return Candidacies(rows, merged_tickets.rows, merged, merged_tickets, places, facts)

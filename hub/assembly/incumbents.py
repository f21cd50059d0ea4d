"""Incumbents by the winners of the edition before, and why it is not known of the others."""

from collections.abc import Mapping

import polars as pl

TERM_YEARS = 5
"""Years between two general elections (UU 7/2017 art. 167 (1)); regional heads are elected at other times, and their terms are not told."""

NO_MEMBERS, NOT_FOUND = "NO_MEMBERS", "NOT_FOUND"


def incumbents_of_winners(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the candidacies with `incumbent` and `incumbent_unknown_because`.

    `tables`: candidacies, editions, memberships, outcome_winners. Where who sat in the term before is held as a list of members, they are
    the incumbents already; where it is not, those who won the seats of the same office in the edition before are. Nobody is made to be no
    incumbent: who is not found may have been missed. Such a candidacy says why it is not known.
    """
    candidacies = tables["candidacies"]
    general = tables["editions"].filter(pl.col("kind").cast(pl.String) == "GENERAL").select("edition_id", "year")
    term = ["office", "year"]
    of_members = tables["memberships"].join(general, on="edition_id").select(term).unique()
    won = candidacies.select("candidacy_id", "person_id", "office", "edition_id").join(
        tables["outcome_winners"].select("candidacy_id"), on="candidacy_id", how="semi"
    )
    winners = won.join(general, on="edition_id").join(of_members, on=term, how="anti")
    held = pl.concat([of_members, winners.select(term)]).unique().with_columns(pl.col("year") + TERM_YEARS)
    sat = winners.select("person_id", "office", pl.col("year") + TERM_YEARS).unique()
    standing = candidacies.select("candidacy_id", "person_id", "office", "edition_id").join(general, on="edition_id")
    is_winner = _among(standing.join(sat, on=["person_id", *term], how="semi"))
    has_members = _among(standing.join(held, on=term, how="semi"))
    known = pl.when(pl.col("incumbent").is_null() & is_winner).then(statement=True).otherwise("incumbent")
    reason = pl.when(has_members).then(pl.lit(NOT_FOUND)).otherwise(pl.lit(NO_MEMBERS))
    dtype = candidacies.schema["incumbent_unknown_because"]
    return candidacies.with_columns(known.alias("incumbent")).with_columns(
        pl.when(pl.col("incumbent").is_null()).then(reason).cast(dtype).alias("incumbent_unknown_because")
    )


def _among(rows: pl.DataFrame) -> pl.Expr:
    return pl.col("candidacy_id").is_in(rows["candidacy_id"].implode())

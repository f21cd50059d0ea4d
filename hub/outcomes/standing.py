"""Who stands in each contest: the candidates, pairs and lists that an outcome must have a figure of before all its votes are known."""

from collections.abc import Mapping

import polars as pl

from hub.outcomes.claims import CHOICES, COLUMNS, LISTS, PARTY_ONLY
from hub.outcomes.law import LIST_OFFICES

LEFT = ("REPLACED", "WITHDRAWN", "DIED", "STRUCK_OFF")
"""What ends a candidacy before the vote. Who left and has a figure all the same keeps it."""

SCHEMA = dict.fromkeys(
    ("contest_id", "grain", "option", "candidacy_id", "ticket_id", "nomination_id"), pl.String()
)  # fmt: skip


def standing(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return one row per candidate without a pair, pair and list of a contest, with the columns of SCHEMA.

    Not who left before the vote, nor who is on a provisional list only. `tables`: candidacies, candidacy_events, tickets, contests.
    """
    left = tables["candidacy_events"].filter(pl.col("kind").cast(pl.String).is_in(LEFT))["candidacy_id"]
    candidacies = tables["candidacies"]
    on_ballot = candidacies.filter(
        pl.col("list_status").ne_missing("PROVISIONAL") & ~pl.col("candidacy_id").is_in(left.implode())
    )
    of_lists = tables["contests"].filter(pl.col("office").cast(pl.String).is_in(LIST_OFFICES))["contest_id"]
    alone = on_ballot.filter(pl.col("ticket_id").is_null())
    lists = alone.filter(pl.col("contest_id").is_in(of_lists.implode())).drop_nulls("nomination_id")
    gone = candidacies.join(on_ballot.select("ticket_id").drop_nulls(), on="ticket_id", how="anti")["ticket_id"]
    pairs = tables["tickets"].filter(~pl.col("ticket_id").is_in(gone.drop_nulls().implode()))
    return pl.concat(
        [
            _of(alone.select("contest_id", "candidacy_id", "nomination_id"), CHOICES, "candidacy_id"),
            _of(pairs.select("contest_id", "ticket_id"), CHOICES, "ticket_id"),
            _of(lists.select("contest_id", "nomination_id").unique(maintain_order=True), LISTS, "nomination_id"),
        ]
    )


def with_all(chosen: pl.DataFrame, who: pl.DataFrame) -> pl.DataFrame:
    """Return the claims of the chosen series with a row of null votes for each of `who` that the series has no figure of."""
    told = (
        chosen.filter(pl.col("grain") != PARTY_ONLY)
        .group_by("contest_id", "grain", maintain_order=True)
        .agg(pl.col("series", "basis", "status").first())
    )
    lacking = who.join(told, on=["contest_id", "grain"], maintain_order="left").join(
        chosen, on=["contest_id", "grain", "option"], how="anti", maintain_order="left"
    )
    return pl.concat([chosen, lacking], how="diagonal").select(COLUMNS)


def _of(rows: pl.DataFrame, grain: str, option: str) -> pl.DataFrame:
    absent = [
        pl.lit(None, dtype=pl.String).alias(name) for name in SCHEMA if name not in (*rows.columns, "grain", "option")
    ]
    return rows.with_columns(pl.lit(grain).alias("grain"), pl.col(option).alias("option"), *absent).select(list(SCHEMA))

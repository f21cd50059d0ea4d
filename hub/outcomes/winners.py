"""Winners of contests: those that the commission declares elected, else those that complete votes and the law decide."""

import polars as pl

from hub.outcomes.claims import CHOICES
from hub.outcomes.law import LIST_OFFICES, PAIR_OFFICES
from hub.seats import elected_in

DECIDES = ("CORRECTED", "CERTIFIED", "RECOUNTED")
"""Status of figures that decide a winner; an uncertified count has a leader, no winner."""


def declared(candidacies: pl.DataFrame) -> pl.DataFrame:
    """Return the candidacies that a source says are elected: contest_id, candidacy_id, nomination_id, ticket_id."""
    return candidacies.filter(pl.col("elected")).select("contest_id", "candidacy_id", "nomination_id", "ticket_id")


def by_votes(choices: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
    """Return the choices that complete, certified votes elect where the law needs no more than votes: contest_id, option.

    A pair wins by the most votes; of a president also by more than half of them (UUD 1945 art. 6A (3); of two pairs one always has
    them, decision 50/PUU-XII/2014), of which the share in half of the provinces is not checked here. Four candidates of a
    province are elected to the DPD. A tie elects nobody.
    """
    decided = outcomes.filter(
        pl.col("is_complete") & pl.col("status").is_in(DECIDES) & ~pl.col("office").is_in(LIST_OFFICES)
    ).select("contest_id", "office", pl.col("seats_count").cast(pl.Int64).alias("seats"), "valid_votes_count")
    voted = choices.filter(pl.col("grain") == CHOICES).join(decided, on="contest_id")
    return (
        voted.filter(
            pl.col("votes_count").is_not_null().all().over("contest_id")
            & (pl.col("votes_count").rank("max", descending=True).over("contest_id") <= pl.col("seats"))
            & ((pl.col("office") != "PRESIDENT") | (2 * pl.col("votes_count") > pl.col("valid_votes_count")))
        )
        .select("contest_id", "option")
        .sort("contest_id", "option")
    )


def elected_by_list(choices: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """Return the candidates whom the seats of their lists and their votes elect: contest_id, candidacy_id, is_tied.

    Of lists without a candidate whose votes are not known. Candidates of equal votes for one seat are all named, as tied.
    """
    seats = lists.filter(pl.col("seats_count") > 0).select("contest_id", "nomination_id", "seats_count")
    voted = choices.filter(pl.col("grain") == CHOICES).drop_nulls("candidacy_id")
    rows: list[tuple[str, str, bool]] = []
    for key, frame in (
        voted.drop("seats_count", strict=False)
        .join(seats, on=["contest_id", "nomination_id"])
        .group_by("contest_id", "nomination_id")
    ):
        if frame["votes_count"].null_count():
            continue
        votes = dict(frame.select("candidacy_id", "votes_count").iter_rows())
        won, tied = elected_in(votes, frame["seats_count"][0])
        rows += [(str(key[0]), name, False) for name in won]
        rows += [(str(key[0]), name, True) for name in tied]
    schema = {"contest_id": pl.String, "candidacy_id": pl.String, "is_tied": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("contest_id", "candidacy_id")


def margins(choices: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
    """Return by how many votes the last winner is ahead of the first who is not, by the votes alone: contest_id, margin_votes_count.

    Not of lists, whose margin is that of the last seat, and not where the votes of somebody who stands are not known.
    """
    seats = outcomes.filter(~pl.col("office").is_in(LIST_OFFICES)).select(
        "contest_id", pl.col("seats_count").alias("seats")
    )
    voted = choices.filter(pl.col("grain") == CHOICES).join(seats, on="contest_id")
    ranked = voted.filter(pl.col("votes_count").is_not_null().all().over("contest_id")).sort(
        "contest_id", "votes_count", descending=[False, True]
    )
    votes, place = pl.col("votes_count"), pl.col("seats").first()
    return (
        ranked.group_by("contest_id", maintain_order=True)
        .agg((votes.get(place - 1, null_on_oob=True) - votes.get(place, null_on_oob=True)).alias("margin_votes_count"))
        .drop_nulls()
    )


def is_pair(office: pl.Expr) -> pl.Expr:
    """Whether two people win the office together."""
    return office.is_in(PAIR_OFFICES)

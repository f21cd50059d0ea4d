"""The outcome tables of a release, and its candidacies, tickets, provenance and findings completed from the outcomes."""

from collections.abc import Mapping, Sequence

import polars as pl

from hub.outcomes.choice import Pin
from hub.outcomes.claims import CHOICES
from hub.outcomes.compute import Outcomes
from hub.outcomes.findings import findings_of
from hub.tables import BY_NAME


def published(found: Outcomes, tables: Mapping[str, pl.DataFrame], pins: Sequence[Pin] = ()) -> dict[str, pl.DataFrame]:
    """Return the tables of outcomes, and `candidacies`, `tickets`, `provenance` and `findings` with what they say of them, by name."""
    rows = {
        "outcomes": _outcomes(found.outcomes, pins),
        "outcome_choices": _choices(found, tables),
        "outcome_lists": found.lists.with_columns(_key("nomination_id").alias("list_id"), _OF_CONTEST),
        "outcome_parts": found.parts.with_columns(_key("region_id").alias("part_id"), _OF_CONTEST),
        "outcome_series": found.series.with_columns(_key("grain", "series").alias("choice_of_series_id"), _OF_CONTEST),
        "outcome_winners": _winners(found.choices, tables["candidacies"]),
        "party_outcomes": found.parties,
        "candidacies": _with_elected(_with_votes(tables["candidacies"], "candidacy_id", found), found.choices),
        "tickets": _with_votes(tables["tickets"], "ticket_id", found),
        "provenance": _provenance(found.series, tables["provenance"]),
        "findings": pl.concat([tables["findings"], findings_of(found, tables["candidacies"])]),
    }
    return {name: _validated(name, frame) for name, frame in rows.items()}


_OF_CONTEST = pl.col("contest_id").alias("outcome_id")


def _key(*parts: str) -> pl.Expr:
    return pl.concat_str("contest_id", *parts, separator="~")


def _validated(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = BY_NAME[name]
    rows = frame.select(list(table.columns()))
    return table.validate(rows.sort(table.primary_key()), cast=True)


def _outcomes(outcomes: pl.DataFrame, pins: Sequence[Pin]) -> pl.DataFrame:
    reasons = pl.DataFrame(
        [(pin.edition_id, pin.office, pin.series, pin.reason) for pin in pins],
        schema=dict.fromkeys(("edition_id", "office", "series", "pinned_because"), pl.String),
        orient="row",
    )
    of_lists = pl.col("choices_series") != pl.col("series")
    return outcomes.join(reasons, on=["edition_id", "office", "series"], how="left").with_columns(
        _OF_CONTEST, pl.when(of_lists).then("choices_series").alias("choices_series")
    )


def _choices(found: Outcomes, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    lists = tables["candidacies"].select("candidacy_id", pl.col("nomination_id").alias("of_candidate"))
    parties = tables["nominations"].select("nomination_id", "party_id")
    return (
        found.choices.join(lists, on="candidacy_id", how="left")
        .with_columns(pl.coalesce("nomination_id", "of_candidate").alias("nomination_id"))
        .join(parties, on="nomination_id", how="left")
        .with_columns(_key("option").alias("choice_id"), _OF_CONTEST)
    )


def _winners(choices: pl.DataFrame, candidacies: pl.DataFrame) -> pl.DataFrame:
    """Return who is elected: those declared, else the candidates and the pairs whom the outcome makes winners."""
    won = choices.filter(pl.col("elected"))
    standing = candidacies.select("candidacy_id", "ticket_id", "contest_id")
    of_pairs = standing.join(won.select("ticket_id").drop_nulls(), on="ticket_id", how="semi")
    alone = standing.join(won.select("candidacy_id").drop_nulls(), on="candidacy_id", how="semi")
    declared = standing.join(
        candidacies.filter(pl.col("elected")).select("candidacy_id"), on="candidacy_id", how="semi"
    )
    said = pl.col("candidacy_id").is_in(declared["candidacy_id"].implode())
    every = pl.concat([declared, of_pairs, alone]).unique("candidacy_id")
    return every.with_columns(_OF_CONTEST, said.alias("is_declared"))


def _with_votes(rows: pl.DataFrame, key: str, found: Outcomes) -> pl.DataFrame:
    """Return candidacies or tickets with the votes of their outcomes, their status and share.

    A candidate without a figure in a contest without an outcome keeps the stated votes, without status.
    """
    figures = (
        found.choices.filter(pl.col("grain") == CHOICES)
        .select(pl.col("option").alias(key), "votes_count", "votes_share", pl.col("status").alias("votes_status"))
        .with_columns(pl.lit(value=True).alias("answers"))
    )
    sampled = found.outcomes.filter(pl.col("unknown_because") == "PARTS_ONLY").select(
        "contest_id", pl.col("status").cast(pl.String).alias("sample")
    )
    answered = found.choices.filter(pl.col("grain") == CHOICES)["contest_id"].unique()
    stated = rows.drop("votes_status", "votes_share").rename({"votes_count": "stated_count"})
    return (
        stated.join(figures, on=key, how="left", maintain_order="left")
        .join(sampled, on="contest_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(pl.col("answers") | pl.col("contest_id").is_in(answered.implode()))
            .then("votes_count")
            .otherwise("stated_count")
            .alias("votes_count"),
            pl.coalesce("votes_status", "sample").alias("votes_status"),
        )
    )


def _with_elected(candidacies: pl.DataFrame, choices: pl.DataFrame) -> pl.DataFrame:
    """Return the candidacies with `elected` of their outcome, or of their pair's, where no source says it."""
    decided = choices.select("option", "elected").drop_nulls()
    for name in ("candidacy_id", "ticket_id"):
        of_choice = decided.rename({"option": name, "elected": f"_{name}"})
        candidacies = candidacies.join(of_choice, on=name, how="left", maintain_order="left")
    return candidacies.with_columns(pl.coalesce("elected", "_candidacy_id", "_ticket_id").alias("elected")).drop(
        "^_.*$"
    )


def _provenance(series: pl.DataFrame, provenance: pl.DataFrame) -> pl.DataFrame:
    """Return the provenance with the row at which the figures of every series that answers for a contest begin."""
    used = series.filter(pl.col("is_chosen")).drop_nulls(["source_id", "source_row"])
    rows = used.select(pl.lit("outcome").alias("kind"), pl.col("contest_id").alias("key"), "source_id", "source_row")
    return pl.concat([provenance, rows.unique()])

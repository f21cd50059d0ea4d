"""Choice of the source series whose figures become the outcome of a contest: one series by a fixed rule, never a mixture.

A series is chosen separately for the votes of candidates and pairs, of parties alone, and of whole lists (the column `grain`). The
rule prefers, in this order: the series that the workspace pins; a series that states every option that any series states; the better
status (`claims.STATUS_ORDER`); a stated total to a sum of certified parts; the series that is listed first in the workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from hub.outcomes.claims import STATED, status_rank

REASONS = ("PINNED_OTHER", "FEWER_OPTIONS", "LESSER_STATUS", "SUM_BESIDE_STATED", "LATER_IN_ORDER")
"""Why a series was passed over, as compared with the one that was chosen."""


@dataclass(frozen=True)
class Pin:
    """A series that the workspace wants to answer for the contests of an office in an edition, and why."""

    edition_id: str
    office: str
    series: str
    reason: str


@dataclass(frozen=True)
class Chosen:
    """The claims of the chosen series, and what was said of every series: contest_id, grain, series, is_chosen, passed_over_because."""

    rows: pl.DataFrame
    series: pl.DataFrame


def choose(claims: pl.DataFrame, contests: pl.DataFrame, order: Sequence[str], pins: Sequence[Pin] = ()) -> Chosen:
    """Return one series for each contest and grain. `order` are the names of the series as the workspace lists them."""
    key = ["contest_id", "grain", "series", "basis"]
    pinned = pl.DataFrame(
        [(pin.edition_id, pin.office, pin.series) for pin in pins],
        schema={"edition_id": pl.String, "office": pl.String, "series": pl.String},
        orient="row",
    ).with_columns(pl.lit(value=True).alias("is_pinned"))
    where = contests.select("contest_id", "edition_id", pl.col("office").cast(pl.String))
    places = {name: place for place, name in enumerate(order)}
    ranked = (
        claims.group_by(key)
        .agg(
            pl.col("votes_count").is_not_null().sum().alias("options_count"),
            status_rank(pl.col("status")).max().alias("status_rank"),
            pl.col("source_id", "source_row").sort_by("source_row", nulls_last=True).first(),
        )
        .filter(pl.col("options_count") > 0)
        .join(where, on="contest_id", maintain_order="left")
        .join(pinned, on=["edition_id", "office", "series"], how="left", maintain_order="left")
        .with_columns(
            pl.col("is_pinned").fill_null(value=False),
            (pl.col("options_count") == pl.col("options_count").max().over("contest_id", "grain")).alias("is_whole"),
            (pl.col("basis") == STATED).alias("is_stated"),
            pl.col("series").replace_strict(places, default=len(places), return_dtype=pl.Int64).alias("place"),
        )
        .sort(
            "contest_id",
            "grain",
            "is_pinned",
            "is_whole",
            "status_rank",
            "is_stated",
            "place",
            "series",
            descending=[False, False, True, True, False, True, False, False],
        )
    )
    first = ranked.unique(["contest_id", "grain"], keep="first", maintain_order=True)
    rows = claims.join(first.select(key), on=key, how="semi", maintain_order="left")
    return Chosen(rows, _told(ranked, first))


def _told(ranked: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
    """Return every series and whether it was chosen; a series with both a sum and a stated total appears once."""
    best = first.select(
        "contest_id", "grain", *(pl.col(name).alias(f"best_{name}") for name in ("series", "is_pinned", "is_whole", "status_rank", "is_stated"))
    )  # fmt: skip
    reason = (
        pl.when(pl.col("best_is_pinned") & ~pl.col("is_pinned"))
        .then(pl.lit("PINNED_OTHER"))
        .when(pl.col("best_is_whole") & ~pl.col("is_whole"))
        .then(pl.lit("FEWER_OPTIONS"))
        .when(pl.col("status_rank") > pl.col("best_status_rank"))
        .then(pl.lit("LESSER_STATUS"))
        .when(pl.col("best_is_stated") & ~pl.col("is_stated"))
        .then(pl.lit("SUM_BESIDE_STATED"))
        .otherwise(pl.lit("LATER_IN_ORDER"))
    )
    chosen = pl.col("series") == pl.col("best_series")
    return (
        ranked.join(best, on=["contest_id", "grain"], maintain_order="left")
        .unique(["contest_id", "grain", "series"], keep="first", maintain_order=True)
        .select(
            "contest_id", "grain", "series", "source_id", "source_row", chosen.alias("is_chosen"),
            pl.when(~chosen).then(reason).alias("passed_over_because"),
        )
    )  # fmt: skip

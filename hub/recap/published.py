"""The tables `progress` and `rollups` of a release: by area, how many polling stations (or larger units) are counted, and sums of votes.

Only for areas that are made of smaller areas with figures; the figures of the smallest areas are in the table `results`.
"""

from collections.abc import Callable, Iterable

import polars as pl

from hub.recap import answers
from hub.recap.contest import PARTY_ONLY, Recapitulation
from hub.recap.territory import DISTRICT
from hub.tables.progress import Progress
from hub.tables.rollups import Rollups


def progress_frame(recapitulations: Iterable[Recapitulation]) -> pl.DataFrame:
    """Return the rows of the table `progress`, sorted by key."""
    found = [_named(_above(each, _progress), "progress_id", "unit_level") for each in recapitulations]
    # Two groups of kinds of one series carry the same ballots: progress is published once.
    rows = pl.concat([Progress.create_empty(), *found], how="diagonal_relaxed").unique("progress_id", keep="first")
    return Progress.validate(rows.select(list(Progress.columns())).sort("progress_id"), cast=True)


def rollups_frame(recapitulations: Iterable[Recapitulation]) -> pl.DataFrame:
    """Return the rows of the table `rollups`, sorted by key."""
    found = [_named(_above(each, _votes), "rollup_id", "option") for each in recapitulations]
    rows = pl.concat([Rollups.create_empty(), *found], how="diagonal_relaxed")
    return Rollups.validate(rows.select(list(Rollups.columns())).sort("rollup_id"), cast=True)


def _progress(each: Recapitulation, level: str) -> pl.DataFrame:
    status = each.statuses[0] if len(each.statuses) == 1 else None
    return answers.progress(each.tally, level, each.contest_id).with_columns(
        pl.lit(status, dtype=pl.String).alias("status")
    )


def _votes(each: Recapitulation, level: str) -> pl.DataFrame:
    """Return the votes of each option, with what it is a key of."""
    option, first = pl.col("option"), pl.lit(each.kinds[0])
    alone = pl.when(option.str.ends_with(PARTY_ONLY)).then(pl.lit("PARTY_ONLY"))
    kind = alone.otherwise(first) if len(each.kinds) > 1 else first
    votes = each.votes(level).with_columns(kind.alias("kind"))
    return votes.with_columns(
        pl.when(pl.col("kind").is_in(kinds)).then(option.str.strip_suffix(PARTY_ONLY)).alias(column)
        for column, kinds in _KEY_OF
    )


def _above(each: Recapitulation, told: Callable[[Recapitulation, str], pl.DataFrame]) -> pl.DataFrame:
    """Return the rows of each level, for areas that contain others; the district itself is no region."""
    nodes = each.tally.tree.nodes.select("region_id")
    rows = pl.concat([told(each, level) for level in answers.levels(each.tally)])
    is_region = pl.col("level") != DISTRICT
    return rows.join(nodes, on="region_id", how="semi", maintain_order="left").with_columns(
        pl.lit(each.contest_id).alias("contest_id"),
        pl.lit(each.series).alias("series"),
        *(pl.when(is_region).then(pl.col(name)).alias(name) for name in ("region_id", "level")),
    )


def _named(rows: pl.DataFrame, key: str, part: str) -> pl.DataFrame:
    area = pl.col("region_id").fill_null("district")
    return rows.with_columns(pl.format("{}~{}~{}~{}", "contest_id", area, part, "series").alias(key))


_KEY_OF = (
    ("ticket_id", ["TICKET"]),
    ("candidacy_id", ["CANDIDATE"]),
    ("nomination_id", ["PARTY_ONLY", "PARTY_TOTAL"]),
)
"""The column that an option of these kinds is a key in."""

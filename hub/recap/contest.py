"""The recapitulation of one contest from the tables of a release: one tally per source, rolled up as far down as it goes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.errors import UsageError
from hub.recap import answers
from hub.recap.batch import NOT_REPORTED, Batch
from hub.recap.columns import MEASURES, Ballot, Columns
from hub.recap.tally import Tally
from hub.recap.territory import Territory
from hub.recap.tree import grow

PARTIAL = "UNOFFICIAL_PARTIAL"

PARTY_ONLY = "/party-only"
"""What the option of a vote for a party alone ends with, after the key of the nomination."""

KINDS = (("TICKET",), ("CANDIDATE", "PARTY_ONLY"), ("PARTY_TOTAL",))
"""Kinds of results that add up to the valid votes together. The totals of lists are the votes of candidates and parties again."""


@dataclass(frozen=True)
class Recapitulation:
    """What one source says of a contest: the tally of its finest areas, and what it states itself of the areas above them."""

    contest_id: str
    series: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    tally: Tally
    stated: npt.NDArray[np.int64]
    """By node and column of the tally; NOT_REPORTED where the source states nothing."""

    @property
    def is_partial(self) -> bool:
        """Whether the source says of itself that it is not the whole count."""
        return PARTIAL in self.statuses

    @property
    def options(self) -> tuple[str, ...]:
        """What may be voted for, by key, in the order of the ballot."""
        return self.tally.columns.ballots[self._contest].options

    def votes(self, level: str) -> pl.DataFrame:
        """Return one row per area of the level and option: the votes rolled up, and those that the source states itself.

        Columns: those of `answers.votes`, stated_count, and difference_count, which is what is stated beyond the sum.
        """
        at, part = answers.figures(self.tally, level), self.tally.columns.options(self._contest)
        stated = np.concatenate([self.stated[at.nodes, part], self.tally.cells[at.units, part]]).ravel()
        return answers.votes(self.tally, level, self.contest_id).with_columns(
            answers.known("stated_count", stated, stated >= 0),
            (answers.known("difference_count", stated, stated >= 0) - pl.col("votes_count")),
        )

    def figures(self) -> pl.DataFrame:
        """Return every figure that the source states of an area: area_id, figure (an option or a measure), count."""
        part = self.tally.columns.all_of(self._contest)
        names = pl.Series([*self.options, *MEASURES], dtype=pl.String)
        tree = self.tally.tree
        return pl.concat(
            _long(areas["region_id"], names, counts)
            for areas, counts in ((tree.nodes, self.stated[:, part]), (tree.units, self.tally.cells[:, part]))
        )

    @property
    def _contest(self) -> int:
        return self.tally.columns.contest(self.contest_id)


def recapitulate(
    contest_id: str, results: pl.DataFrame, turnout: pl.DataFrame, territory: Territory
) -> list[Recapitulation]:
    """Return a recapitulation for each source (series) and group of KINDS that has figures of a contest, by name of the series.

    `results` and `turnout` are the tables of those names. Raises UsageError where nothing is stated of the contest.
    """
    votes = _located(results, contest_id, territory).with_columns(OPTION.alias("option"))
    ballots = _located(turnout, contest_id, territory)
    if votes.is_empty() and ballots.is_empty():
        raise UsageError(f"expected a contest with results, found no figure of {contest_id!r}")
    found = []
    for series in pl.concat([votes["series"], ballots["series"]]).unique().sort():
        stated = votes.filter(pl.col("series") == series)
        cast = ballots.filter(pl.col("series") == series)
        groups = [kinds for kinds in KINDS if stated["kind"].cast(pl.String).is_in(kinds).any()] or [KINDS[0]]
        for kinds in groups:
            counted = stated.filter(pl.col("kind").cast(pl.String).is_in(kinds))
            statuses = pl.concat([counted["status"], cast["status"]]).cast(pl.String).drop_nulls().unique().sort()
            options = sorted(counted["option"].unique(), key=_natural)
            tally, sheets = _tally(Ballot(contest_id, tuple(options)), _stated(counted, cast), territory)
            found.append(Recapitulation(contest_id, series, kinds, tuple(statuses), tally, sheets))
    return found


def _located(frame: pl.DataFrame, contest_id: str, territory: Territory) -> pl.DataFrame:
    """Return the rows of a contest with the area that each is about; a row without a region is about the whole."""
    whole = pl.lit(territory.whole_id, dtype=pl.String)
    rows = frame.filter(pl.col("contest_id") == contest_id)
    return rows.with_columns(pl.coalesce("station_id", "region_id", whole).alias("area_id"))


def _stated(votes: pl.DataFrame, ballots: pl.DataFrame) -> pl.DataFrame:
    """Return every figure that is stated, the first of each area: area_id, figure (an option or a measure), count."""
    measured = ballots.select("area_id", *MEASURES).unpivot(index="area_id", variable_name="figure", value_name="count")
    voted = votes.select("area_id", pl.col("option").alias("figure"), pl.col("votes_count").alias("count"))
    stated = pl.concat([voted, measured]).drop_nulls("count")
    return stated.unique(["area_id", "figure"], keep="first", maintain_order=True)


def _tally(ballot: Ballot, figures: pl.DataFrame, territory: Territory) -> tuple[Tally, npt.NDArray[np.int64]]:
    """Return the tally of the finest areas, and what is stated of those above them by node and column."""
    columns = Columns((ballot,))
    names = [*ballot.options, *MEASURES]
    # Voters on the lists are known before any ballot is cast: they alone make no report.
    counting = figures.filter(pl.col("figure") != MEASURES[0])["area_id"].unique()
    tree = grow(territory.reporting(counting))
    placed = figures.with_columns(
        tree.unit_indices(figures["area_id"]).alias("unit"),
        tree.node_indices(figures["area_id"]).alias("node"),
        pl.Series("column", [names.index(name) for name in figures["figure"]], dtype=pl.Int64),
    )
    reporting = tree.unit_indices(counting).drop_nulls()
    tally = Tally(tree, columns)
    tally.update(_batch(placed.filter(pl.col("unit").is_in(reporting.implode())), len(ballot.options)))
    stated = np.full((tree.nodes.height, columns.width), NOT_REPORTED, dtype=np.int64)
    above = placed.drop_nulls("node")
    stated[above["node"].to_numpy(), above["column"].to_numpy()] = above["count"].to_numpy()
    return tally, stated


def _batch(placed: pl.DataFrame, options_count: int) -> Batch:
    """Return one form per unit with the figures of the units."""
    key = [pl.lit(0).alias("contest"), pl.lit(1).alias("revision")]
    measured = [
        pl.col("count").filter(pl.col("column") == options_count + place).first().alias(measure)
        for place, measure in enumerate(MEASURES)
    ]
    cells = placed.filter(pl.col("column") < options_count)
    return Batch(
        placed.group_by("unit", maintain_order=True).agg(measured).with_columns(key),
        cells.select("unit", *key, (pl.col("column") + 1).alias("option"), pl.col("count").alias("votes_count")),
    )


def _long(area_ids: pl.Series, names: pl.Series, counts: npt.NDArray[np.integer]) -> pl.DataFrame:
    areas, figures = np.nonzero(counts >= 0)
    stated = pl.Series("count", counts[areas, figures], dtype=pl.Int64)
    return pl.DataFrame({"area_id": area_ids[areas], "figure": names[figures], "count": stated})


def _natural(option: str) -> list[tuple[int, str]]:
    """Sort keys by their numbers: list 2 before list 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in option.split("/")]


_KIND = pl.col("kind").cast(pl.String)
OPTION = (
    pl.when(_KIND == "TICKET")
    .then("ticket_id")
    .when(_KIND == "CANDIDATE")
    .then("candidacy_id")
    .when(_KIND == "PARTY_ONLY")
    .then(pl.col("nomination_id") + PARTY_ONLY)
    .otherwise("nomination_id")
)
"""What a row counts votes for, as the key of a ticket, a candidacy or a nomination."""

"""Seats by law for each list of a contest: votes, whether it is over the threshold, its seats, and the margin in votes at the last seat.

The margin is what a list lacks for one more seat; for the holder of the last seat, the next list's shortfall.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from hub.outcomes.claims import status_rank
from hub.seats import District, ElectionSeats, SeatRules, rules_of, share_out


@dataclass(frozen=True)
class Seats:
    """`lists`: contest_id, nomination_id, is_over_threshold, seats_count, last_seat_margin_votes_count. `elections` by edition and office."""

    lists: pl.DataFrame
    elections: Mapping[tuple[str, str], ElectionSeats]


SCHEMA: dict[str, pl.DataType] = {
    "contest_id": pl.String(),
    "nomination_id": pl.String(),
    "is_over_threshold": pl.Boolean(),
    "seats_count": pl.Int64(),
    "last_seat_margin_votes_count": pl.Int64(),
}


def seats_of(
    lists: pl.DataFrame, contests: pl.DataFrame, national: pl.DataFrame, years: Mapping[str, int], stated: pl.DataFrame
) -> Seats:
    """Return the seats of the lists of all contests whose votes are known.

    `lists`: contest_id, nomination_id, votes_count, is_complete. `national`: edition_id, office, nomination_id, votes_count,
    status, of `one_series`. `stated`: contest_id, nomination_id, stated_count of contests of which all who were elected are known.
    Where a threshold of national votes applies and these are not known, nothing can be said of seats.
    """
    known = lists.filter(pl.col("is_complete") & pl.col("votes_count").is_not_null().all().over("contest_id"))
    by_contest = {key[0]: frame for key, frame in known.group_by("contest_id")}
    stated_by_contest = {key[0]: frame for key, frame in stated.group_by("contest_id")}
    elections = {}
    for key, held in contests.with_columns(pl.col("office").cast(pl.String)).group_by("edition_id", "office"):
        edition_id, office = str(key[0]), str(key[1])
        rules = rules_of(years[edition_id], office)
        if rules is None:
            continue
        districts = list(_districts(held, by_contest, stated_by_contest))
        here = (pl.col("edition_id") == edition_id) & (pl.col("office") == office)
        national_votes = _whole_count(national.filter(here))
        if districts and _knows_nation(rules, len(districts), national_votes):
            elections[edition_id, office] = share_out(districts, rules, national_votes or None)
    rows = [row for election in elections.values() for row in _rows(election)]
    return Seats(pl.DataFrame(rows, schema=SCHEMA, orient="row"), elections)


def _districts(
    contests: pl.DataFrame, votes: Mapping[Any, pl.DataFrame], stated: Mapping[Any, pl.DataFrame]
) -> Iterator[District]:
    for contest_id, seats_count in (
        contests.select("contest_id", "seats_count").drop_nulls().sort("contest_id").iter_rows()
    ):
        if contest_id in votes:
            elected = _pairs(stated[contest_id], "stated_count") if contest_id in stated else None
            yield District(contest_id, _pairs(votes[contest_id], "votes_count"), seats_count, elected)


def _knows_nation(rules: SeatRules, districts_count: int, national_votes: Mapping[str, int]) -> bool:
    return rules.threshold is None or districts_count == rules.districts_count or bool(national_votes)


def one_series(stated: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Return the votes of parties by one series in each area: with most parties, then of the better status, then the first of `order`."""
    area = ["edition_id", "office", "level", "region_id"]
    places = {name: place for place, name in enumerate(order)}
    ranked = stated.with_columns(
        pl.col("votes_count").is_not_null().sum().over(*area, "series").alias("parties_count"),
        status_rank(pl.col("status")).max().over(*area, "series").alias("rank"),
        pl.col("series").replace_strict(places, default=len(places), return_dtype=pl.Int64).alias("place"),
    ).sort(
        *area,
        "parties_count",
        "rank",
        "place",
        "series",
        descending=[False] * 4 + [True] + [False] * 3,
        maintain_order=True,
    )
    return ranked.filter(pl.col("series") == pl.col("series").first().over(area)).drop("parties_count", "rank", "place")


def _whole_count(national: pl.DataFrame) -> dict[str, int]:
    """Return the votes of all parties; empty for a partial count, one of unknown status, or one with a figure that is not known."""
    is_whole = pl.col("status").is_not_null() & pl.col("status").ne_missing("UNOFFICIAL_PARTIAL")
    whole = national.filter(is_whole & pl.col("votes_count").is_not_null())
    return _pairs(whole, "votes_count") if len(whole) == len(national) else {}


def _pairs(frame: pl.DataFrame, count: str) -> dict[str, int]:
    return dict(frame.select("nomination_id", count).drop_nulls().sort("nomination_id").iter_rows())


def _rows(election: ElectionSeats) -> Iterator[tuple[Any, ...]]:
    for district in election.districts:
        given = election.allocations[district.contest_id]
        for name in district.votes:
            seats_count = None if name in given.tied and given.open_count else given.seats.get(name, 0)
            yield district.contest_id, name, name in election.over_threshold, seats_count, given.missing.get(name)

"""Seats by law for each list of a contest: votes, whether it is over the threshold, its seats, and the margin in votes at the last seat.

The margin is what a list lacks for one more seat; for the holder of the last seat, what the next list lacks.
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

    `lists`: contest_id, nomination_id, votes_count, is_complete. `national`: edition_id, office, nomination_id, votes_count, of
    `one_series`. `stated`: contest_id, nomination_id, stated_count of contests of which all who were elected are known.
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
        national_votes = _pairs(national.filter(here), "votes_count")
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


def one_series(national: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Return the national votes of one series by edition and office, of those that are a whole count and have every list.

    The better status goes first, then the series that the workspace lists first.
    """
    of = ["edition_id", "office"]
    places = {name: place for place, name in enumerate(order)}
    place = pl.col("series").replace_strict(places, default=len(places), return_dtype=pl.Int64)
    has_all = pl.col("nomination_id").n_unique().over(*of, "series") == pl.col("nomination_id").n_unique().over(of)
    whole = pl.col("status").is_not_null() & pl.col("status").ne_missing("UNOFFICIAL_PARTIAL")
    ranked = (
        national.filter(has_all)
        .filter(pl.all_horizontal(whole, pl.col("votes_count").is_not_null()).all().over(*of, "series"))
        .sort(*of, status_rank(pl.col("status")), place, "series")
    )
    return ranked.filter(pl.col("series") == pl.col("series").first().over(of))


def _pairs(frame: pl.DataFrame, count: str) -> dict[str, int]:
    return dict(frame.select("nomination_id", count).drop_nulls().sort("nomination_id").iter_rows())


def _rows(election: ElectionSeats) -> Iterator[tuple[Any, ...]]:
    for district in election.districts:
        given = election.allocations[district.contest_id]
        for name in district.votes:
            seats_count = None if name in given.tied and given.open_count else given.seats.get(name, 0)
            yield district.contest_id, name, name in election.over_threshold, seats_count, given.missing.get(name)

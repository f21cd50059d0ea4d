"""Frames of outcomes, computed from the tables of a release: one row per contest, its choices, lists and parts, and parties by area.

One series answers for each grain of figures; what it does not state is null. A contest that nothing is known of has an outcome that
says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from hub.outcomes.choice import Pin, choose
from hub.outcomes.claims import CHOICES, LISTS, PARTY_ONLY, STATED, Claims, claims
from hub.outcomes.law import LIST_OFFICES, NATIONAL_COUNTS, SEATS_BY_LAW
from hub.outcomes.lists import Seats, one_series, seats_of
from hub.outcomes.parties import party_outcomes_frame
from hub.outcomes.standing import standing, with_all
from hub.outcomes.winners import by_votes, declared, elected_by_list, is_pair, margins
from hub.tables.sums import sum_of_all

SAMPLE = "SAMPLE"

TABLES = (
    "editions", "contests", "regions", "districts", "candidacies", "candidacy_events", "tickets", "nominations", "results", "turnout",
)  # fmt: skip
"""The tables of a release that outcomes are computed from."""

MEASURES = ("registered_count", "voted_count", "valid_count", "invalid_count")
STATIONS = ("stations_reported_count", "stations_expected_count")


@dataclass(frozen=True)
class Outcomes:
    """Frames by what they are about, and the seats of every election of lists."""

    outcomes: pl.DataFrame
    """One row per contest."""
    choices: pl.DataFrame
    """Candidates, pairs and parties that were voted for, with grain, status and series; `elected` as declared, else as votes and law make it."""
    lists: pl.DataFrame
    """One row per list of a contest of lists: votes, share, seats by law and as stated."""
    parts: pl.DataFrame
    """The figures of provinces and of voters abroad that an outcome of the nation is summed from."""
    series: pl.DataFrame
    parties: pl.DataFrame
    """One row per party, edition, office and area."""
    by_list: pl.DataFrame
    """Whom the votes elect within each list, whoever is declared elected; `is_tied` where equal votes leave it open."""
    seats: Seats


def outcomes_of(tables: Mapping[str, pl.DataFrame], order: Sequence[str] = (), pins: Sequence[Pin] = ()) -> Outcomes:
    """Return the outcomes of all contests. `tables` are those of TABLES; `order` are the series as the workspace lists them."""
    years = dict(tables["editions"].select("edition_id", "year").iter_rows())
    contests = tables["contests"].with_columns(pl.col("office").cast(pl.String))
    who = standing(tables)
    claimed = claims(tables["results"], contests, tables["regions"], years, who)
    chosen = choose(claimed.rows, contests, order, pins)
    rows = with_all(chosen.rows, who)
    ballots = _ballots(rows, tables["turnout"], claimed)
    base = _base(contests, rows, claimed, ballots, years)
    lists, seats = _lists(base, rows, tables, years, order)
    choices = _choices(rows, base)
    winning = by_votes(choices, base)
    last_seats = lists.filter(pl.col("last_seat_margin_votes_count").is_not_null())
    closest = (
        pl.concat([margins(choices, base), last_seats.group_by("contest_id").agg(pl.col("last_seat_margin_votes_count").min().alias("margin_votes_count"))])
    )  # fmt: skip
    outcomes = base.join(closest, on="contest_id", how="left", maintain_order="left").with_columns(
        pl.when("adds_up").then(pl.col("margin_votes_count") / pl.col("valid_votes_count")).alias("margin_share")
    )
    by_list = elected_by_list(choices, lists)
    return Outcomes(
        outcomes=outcomes,
        choices=_elected(choices, tables["candidacies"], winning, by_list, outcomes),
        lists=lists,
        parts=_parts(claimed, base),
        series=chosen.series,
        parties=_parties(lists, contests, tables, years, order),
        by_list=by_list,
        seats=seats,
    )


def _ballots(chosen: pl.DataFrame, turnout: pl.DataFrame, claimed: Claims) -> pl.DataFrame:
    """Return what the chosen series states of ballots and stations: of the whole contest, or of all the parts that are summed."""
    used = chosen.filter(pl.col("grain") != PARTY_ONLY).select("contest_id", "series", "basis").unique()
    counts = [*MEASURES, *STATIONS]
    of_series = turnout.filter(pl.col("station_id").is_null() & pl.col("contest_id").is_not_null()).join(
        used, on=["contest_id", "series"]
    )
    is_whole = pl.col("region_id").is_null() | (pl.col("level").cast(pl.String) == "NATION")
    whole = of_series.filter((pl.col("basis") == STATED) & is_whole).unique(
        ["contest_id", "series"], keep="first", maintain_order=True
    )
    parts = claimed.parts.select("contest_id", "series", "region_id")
    size = parts.group_by("contest_id", "series").len("parts_count")
    summed = (
        of_series.filter(pl.col("basis") != STATED)
        .join(parts, on=["contest_id", "series", "region_id"], how="semi")
        .join(size, on=["contest_id", "series"])
        .group_by("contest_id", "series", maintain_order=True)
        .agg(pl.when(pl.col(name).count() == pl.col("parts_count").first()).then(pl.col(name).sum()) for name in counts)
    )
    return pl.concat([whole.select("contest_id", "series", *counts), summed.select("contest_id", "series", *counts)])


def _base(
    contests: pl.DataFrame, chosen: pl.DataFrame, claimed: Claims, ballots: pl.DataFrame, years: Mapping[str, int]
) -> pl.DataFrame:
    """Return one row per contest: status, basis and series of its figures, coverage, valid votes and ballots.

    Valid votes are those that the series states, else the sum of its votes; `adds_up` says that both are the same.
    """
    grain = pl.when(pl.col("office").is_in(LIST_OFFICES)).then(pl.lit(LISTS)).otherwise(pl.lit(CHOICES))
    total = sum_of_all("votes_count")
    told = chosen.group_by("contest_id", "grain", maintain_order=True).agg(
        pl.col("series").first(), pl.col("basis").first(), pl.col("status").first(), total.alias("added_votes_count")
    )
    only_choices = told.filter(pl.col("grain") == CHOICES).select(
        "contest_id", pl.col("series").alias("choices_series")
    )
    counted = {edition: NATIONAL_COUNTS[year] for edition, year in years.items() if year in NATIONAL_COUNTS}
    stations = {edition: count.stations_count for edition, count in counted.items()}
    provinces = {edition: count.provinces_count for edition, count in counted.items()}
    summed, sampled = pl.col("basis") == "SUM_OF_PARTS", pl.col("series").is_null() & pl.col("unit").is_not_null()
    national = pl.col("district_id").is_null()
    by_station = pl.col("stations_reported_count").is_not_null()
    of_parts = summed & national
    edition_id = pl.col("edition_id")
    return (
        contests.select("contest_id", "edition_id", "office", "district_id", "seats_count")
        .with_columns(grain.alias("grain"))
        .join(told, on=["contest_id", "grain"], how="left", maintain_order="left")
        .join(only_choices, on="contest_id", how="left", maintain_order="left")
        .join(claimed.held, on="contest_id", how="left", maintain_order="left")
        .join(ballots, on=["contest_id", "series"], how="left", maintain_order="left")
        .with_columns(
            pl.col("seats_count").fill_null(pl.col("office").replace_strict(SEATS_BY_LAW, default=None, return_dtype=pl.Int64)),
            pl.when(sampled).then(pl.lit(SAMPLE)).otherwise("status").alias("status"),
            pl.when(by_station).then(pl.lit("POLLING_STATION"))
            .when(of_parts).then(pl.lit("PROVINCE"))
            .when(sampled).then("unit").alias("unit"),
            pl.when(by_station).then("stations_reported_count")
            .when(of_parts).then(edition_id.replace_strict(provinces, default=None, return_dtype=pl.Int64))
            .when(sampled).then("reported_count").alias("reported_count"),
            pl.when(by_station).then("stations_expected_count")
            .when(of_parts).then(edition_id.replace_strict(provinces, default=None, return_dtype=pl.Int64))
            .when(sampled & national & (pl.col("unit") == "POLLING_STATION"))
            .then(edition_id.replace_strict(stations, default=None, return_dtype=pl.Int64))
            .alias("expected_count"),
            pl.coalesce("valid_count", "added_votes_count").alias("valid_votes_count"),
            pl.col("invalid_count").alias("invalid_votes_count"),
            (pl.col("voted_count") / pl.col("registered_count")).alias("turnout_ratio"),
        )
        .with_columns(
            (pl.col("added_votes_count") == pl.col("valid_votes_count")).alias("adds_up"),
            _is_complete().alias("is_complete"),
            _unknown_because().alias("unknown_because"),
        )
        .sort("contest_id")
    )  # fmt: skip


def _is_complete() -> pl.Expr:
    """Whether the figures are those of every unit and of all who stand; null where nothing is known, or where the source does not say.

    A sum of all provinces and abroad is complete whatever its status; the sum of a list's candidates is as complete as they are.
    """
    status = pl.col("status")
    of_provinces = (pl.col("basis") == "SUM_OF_PARTS") & pl.col("district_id").is_null()
    return (
        pl.when(status.is_in(["UNOFFICIAL_PARTIAL", SAMPLE]))
        .then(pl.lit(value=False))
        .when((status.is_not_null() | of_provinces) & pl.col("added_votes_count").is_not_null())
        .then(pl.lit(value=True))
    )


def _unknown_because() -> pl.Expr:
    """Why no votes of the contest are known; null where they are."""
    return (
        pl.when(pl.col("series").is_not_null())
        .then(pl.lit(None, dtype=pl.String))
        .when(pl.col("status") == SAMPLE)
        .then(pl.lit("PARTS_ONLY"))
        .otherwise(pl.lit("NO_FIGURES"))
    )


def _lists(
    base: pl.DataFrame,
    chosen: pl.DataFrame,
    tables: Mapping[str, pl.DataFrame],
    years: Mapping[str, int],
    order: Sequence[str],
) -> tuple[pl.DataFrame, Seats]:
    rows = (
        chosen.filter(pl.col("grain") == LISTS)
        .select("contest_id", "nomination_id", "votes_count", "series", "status", "basis")
        .join(
            base.select(
                "contest_id", "is_complete", pl.when("adds_up").then("valid_votes_count").alias("valid_votes_count")
            ),
            on="contest_id",
            maintain_order="left",
        )
        .join(tables["nominations"].select("nomination_id", "party_id"), on="nomination_id", maintain_order="left")
    )
    won = declared(tables["candidacies"])
    filled = (
        won.group_by("contest_id").len("elected_count").join(base.select("contest_id", "seats_count"), on="contest_id")
    )
    all_known = filled.filter(pl.col("elected_count") == pl.col("seats_count"))
    stated = (
        won.join(all_known, on="contest_id", how="semi")
        .group_by("contest_id", "nomination_id")
        .agg(pl.len().cast(pl.Int64).alias("stated_count"))
    )
    national = one_series(_national(tables["results"], "NATION"), order)
    seats = seats_of(rows, tables["contests"], national, years, stated)
    key = ["contest_id", "nomination_id"]
    knows = pl.col("contest_id").is_in(all_known["contest_id"].implode())
    made = (
        rows.join(seats.lists, on=key, how="left", maintain_order="left")
        .join(stated, on=key, how="left", maintain_order="left")
        .with_columns(
            pl.when(knows).then(pl.col("stated_count").fill_null(0)).alias("seats_stated_count"),
            (pl.col("votes_count") / pl.col("valid_votes_count")).alias("votes_share"),
        )
        .drop("stated_count")
    )
    return made, seats


def _choices(chosen: pl.DataFrame, base: pl.DataFrame) -> pl.DataFrame:
    """Return the candidates, pairs and parties that were voted for, with rank and share.

    A share is told where all choices of the contest add up to its valid votes: then they are figures of one count, from whatever source.
    """
    rows = chosen.filter(pl.col("grain") != LISTS).join(
        base.select("contest_id", "valid_votes_count"), on="contest_id", maintain_order="left"
    )
    adds_up = pl.col("votes_count").sum().over("contest_id") == pl.col("valid_votes_count")
    of_people = pl.when(pl.col("grain") == CHOICES).then("votes_count")
    return rows.with_columns(
        pl.when(adds_up).then(pl.col("votes_count") / pl.col("valid_votes_count")).alias("votes_share"),
        of_people.rank("min", descending=True).over("contest_id").cast(pl.Int64).alias("rank"),
    )


def _elected(
    choices: pl.DataFrame,
    candidacies: pl.DataFrame,
    winning: pl.DataFrame,
    by_list: pl.DataFrame,
    outcomes: pl.DataFrame,
) -> pl.DataFrame:
    """Return the choices with `elected`: as declared where anybody of the contest is, else as votes and law make it; null if unknown.

    The others are not elected where as many are elected as there are seats; elsewhere only those whom a source says so of.
    """
    said = pl.concat(
        [
            candidacies.select("contest_id", pl.col(name).alias("option"), "elected")
            for name in ("candidacy_id", "ticket_id")
        ]
    ).drop_nulls()
    won, lost = (said.filter(is_so).drop("elected").unique() for is_so in (pl.col("elected"), ~pl.col("elected")))
    settled = by_list.filter(~pl.col("is_tied")).select("contest_id", pl.col("candidacy_id").alias("option"))
    computed = pl.concat([winning, settled]).join(won, on="contest_id", how="anti")
    elected = pl.concat(
        [choices.select("contest_id", "option").join(won, on=["contest_id", "option"], how="semi"), computed]
    ).unique()
    filled = (
        elected.group_by("contest_id").len()
        .join(outcomes.select("contest_id", "seats_count"), on="contest_id")
        .filter(pl.col("len") == pl.col("seats_count"))
    )["contest_id"]  # fmt: skip
    key = ["contest_id", "option"]
    is_lost = pl.col("contest_id").is_in(filled.implode()) | pl.col("is_lost")
    return (
        choices.join(
            elected.with_columns(pl.lit(value=True).alias("elected")), on=key, how="left", maintain_order="left"
        )
        .join(lost.with_columns(pl.lit(value=True).alias("is_lost")), on=key, how="left", maintain_order="left")
        .with_columns(
            pl.when(pl.col("grain") == CHOICES)
            .then(pl.coalesce("elected", pl.when(is_lost).then(pl.lit(value=False))))
            .alias("elected")
        )
        .drop("is_lost")
        .join(
            outcomes.select("contest_id", is_pair(pl.col("office")).alias("is_pair")),
            on="contest_id",
            maintain_order="left",
        )
    )


def _parts(claimed: Claims, base: pl.DataFrame) -> pl.DataFrame:
    """Return the parts that the outcomes of whole nations are summed from."""
    summed = base.filter((pl.col("basis") == "SUM_OF_PARTS") & pl.col("district_id").is_null())
    return claimed.parts.join(summed.select("contest_id", "series"), on=["contest_id", "series"], how="semi").sort(
        "contest_id", "region_id"
    )


def _national(results: pl.DataFrame, level: str) -> pl.DataFrame:
    """Return the totals of parties in areas larger than a district, as stated."""
    found = results.filter(
        pl.col("contest_id").is_null()
        & (pl.col("kind").cast(pl.String) == "PARTY_TOTAL")
        & (pl.col("level").cast(pl.String) == level)
    )
    return found.select(
        "edition_id", "nomination_id", "party_id", "region_id", "votes_count", "series",
        *(pl.col(name).cast(pl.String) for name in ("office", "level", "status")),
        sum_of_all("votes_count").over("edition_id", "office", "region_id", "series").alias("valid_votes_count"),
    )  # fmt: skip


def _parties(
    lists: pl.DataFrame,
    contests: pl.DataFrame,
    tables: Mapping[str, pl.DataFrame],
    years: Mapping[str, int],
    order: Sequence[str],
) -> pl.DataFrame:
    of_lists = contests.filter(pl.col("office").is_in(LIST_OFFICES)).select(
        "contest_id", "edition_id", "office", "district_id"
    )
    every = of_lists.join(lists, on="contest_id", how="left", maintain_order="left")
    nation = tables["regions"].filter(pl.col("level").cast(pl.String) == "NATION")["region_id"]
    stated = one_series(pl.concat([_national(tables["results"], level) for level in ("NATION", "PROVINCE")]), order)
    return party_outcomes_frame(every, tables["districts"], stated, nation[0] if len(nation) == 1 else None, years)

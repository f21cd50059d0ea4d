"""Checks of totals against the sums of their parts, within and between series: a finding with both figures; no figure is changed."""

from collections.abc import Mapping

import polars as pl

from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.tables.sums import sum_of_all

OFFICE_OF = ["edition_id", "office"]


def check_list_totals(results: pl.DataFrame, rejections: Rejections) -> None:
    """Report party lists whose candidates and party-only votes do not sum to the total of the list, within a series."""
    whole = results.filter(pl.col("nomination_id").is_not_null() & pl.col("region_id").is_null())
    sums = whole.group_by("contest_id", "nomination_id", "series").agg(
        sum_of_all(pl.col("votes_count").filter(pl.col("kind") != "PARTY_TOTAL")).alias("sum"),
        pl.col("votes_count").filter(pl.col("kind") == "PARTY_TOTAL").first().alias("total"),
        (pl.col("kind") == "PARTY_ONLY").any().alias("has_party_only"),
        (pl.col("kind") == "CANDIDATE").any().alias("has_candidates"),
    )
    complete = sums.filter(pl.col("has_party_only") & pl.col("has_candidates"))
    for row in (
        complete.filter(pl.col("sum") != pl.col("total")).sort("contest_id", "nomination_id").iter_rows(named=True)
    ):
        _totals_differ(
            rejections,
            (f"candidates and party-only votes of {row['nomination_id']} in the contest", row["sum"]),
            (f"the list's total in {row['series']}", row["total"]),
            ("contest", row["contest_id"]),
        )


def check_national_totals(
    results: pl.DataFrame, parts_counts: Mapping[tuple[str, str], int], rejections: Rejections
) -> None:
    """Report national totals that differ from the sum over districts or provinces, by series that gives either.

    `parts_counts`: edition and office -> how many parts a nation's votes have. A series that has not all of them is not compared.
    """
    _check_party_totals(results.filter(pl.col("kind") == "PARTY_TOTAL"), parts_counts, rejections)
    _check_ticket_totals(results.filter(pl.col("kind") == "TICKET"), parts_counts, rejections)


def _with_all(figures: pl.DataFrame, part: str, parts_counts: Mapping[tuple[str, str], int]) -> pl.DataFrame:
    """Return the figures of the series that have every part of the nation; `part` is the column that names it."""
    counts = {f"{edition} {office}": count for (edition, office), count in parts_counts.items()}
    expected = pl.concat_str(*OFFICE_OF, separator=" ").replace_strict(counts, default=None, return_dtype=pl.Int64)
    return figures.filter(pl.col(part).n_unique().over(*OFFICE_OF, "series") == expected)


def _check_party_totals(
    totals: pl.DataFrame, parts_counts: Mapping[tuple[str, str], int], rejections: Rejections
) -> None:
    by = [*OFFICE_OF, "nomination_id", "series"]
    districts = totals.filter(pl.col("district_id").is_not_null() & pl.col("region_id").is_null())
    districts = _with_all(districts, "district_id", parts_counts)
    sums = districts.group_by(by).agg(sum_of_all("votes_count"))
    national = totals.filter(pl.col("district_id").is_null() & (pl.col("level") == "NATION")).select(*by, "votes_count")
    pairs = sums.join(national, on=[*OFFICE_OF, "nomination_id"], suffix="_national")
    for row in pairs.filter(pl.col("votes_count") != pl.col("votes_count_national")).sort(by).iter_rows(named=True):
        _totals_differ(
            rejections,
            (f"the sum over districts in {row['series']}", row["votes_count"]),
            (f"the national total in {row['series_national']}", row["votes_count_national"]),
            ("nomination", row["nomination_id"]),
        )
    over_all = pairs.group_by(*OFFICE_OF, "series", "series_national").agg(
        sum_of_all("votes_count"), sum_of_all("votes_count_national")
    )
    for row in (
        over_all.filter(pl.col("votes_count") != pl.col("votes_count_national")).sort(OFFICE_OF).iter_rows(named=True)
    ):
        _totals_differ(
            rejections,
            (f"the sum over districts and parties in {row['series']}", row["votes_count"]),
            (f"the national total of all parties in {row['series_national']}", row["votes_count_national"]),
            ("edition", row["edition_id"]),
        )


def _check_ticket_totals(
    tickets: pl.DataFrame, parts_counts: Mapping[tuple[str, str], int], rejections: Rejections
) -> None:
    by = ["ticket_id", "series"]
    parts = _with_all(tickets.filter(pl.col("level").is_in(["PROVINCE", "OVERSEAS"])), "region_id", parts_counts)
    provinces = parts.group_by(by).agg(sum_of_all("votes_count"))
    national = tickets.filter(pl.col("level") == "NATION").select(*by, "votes_count")
    pairs = provinces.join(national, on="ticket_id", suffix="_national")
    for row in pairs.filter(pl.col("votes_count") != pl.col("votes_count_national")).sort(by).iter_rows(named=True):
        _totals_differ(
            rejections,
            (f"the sum over provinces in {row['series']}", row["votes_count"]),
            (f"the national total in {row['series_national']}", row["votes_count_national"]),
            ("ticket", row["ticket_id"]),
        )


def _totals_differ(
    rejections: Rejections, left: tuple[str, int], right: tuple[str, int], subject: tuple[str, str]
) -> None:
    (left_what, left_votes), (right_what, right_votes) = left, right
    rejections.find(
        FindingFact(
            rule="totals-differ",
            severity="WARNING",
            message=f"{left_what} is {left_votes:,}, {right_what} is {right_votes:,}",
            evidence={left_what: left_votes, right_what: right_votes, "difference": left_votes - right_votes},
            subject_kind=subject[0],
            subject_key=subject[1],
        )
    )

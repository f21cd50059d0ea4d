"""Notional results: the votes of each party by district, shared out over the districts of the other editions of the office."""

from collections.abc import Mapping, Sequence

import polars as pl

from hub.assembly.overlaps import Laid
from hub.crosswalk.notional import Estimate, notional, weight_of
from hub.tables.notional_results import NotionalResults
from hub.tables.sums import sum_of_all
from hub.tables.vocabulary import WEIGHTS

Totals = Mapping[tuple[str, str], tuple[str, dict[tuple[str, str], int]]]
"""(edition, office) -> series, and votes by district and nomination."""


def assemble_notional(laid: Sequence[Laid], results: pl.DataFrame, nominations: pl.DataFrame) -> pl.DataFrame:
    """Return the estimates for each edition with votes of parties by district, on the districts of each other edition of the office."""
    party_of = dict(nominations.select("nomination_id", "party_id").iter_rows())
    totals = party_totals(results)
    back = {(pair.other.edition, pair.one.edition, pair.one.office): pair for pair in laid}
    rows = []
    for pair in laid:
        edition, office = pair.one.edition, pair.one.office
        if (edition, office) not in totals:
            continue
        series, votes = totals[edition, office]
        returning = back[edition, pair.other.edition, office].overlaps
        weighed = (name for name in WEIGHTS if any(weight_of(each, name) is not None for each in pair.overlaps))
        measure = next(weighed, None)
        if measure is None:  # of no district of the edition it is clear which regions it holds
            continue
        estimates = notional(pair.overlaps, returning, votes, measure)
        rows += [_row(estimate, edition, party_of[estimate.party], measure, series) for estimate in estimates]
    return pl.DataFrame(rows, schema={**NotionalResults.polars_schema(), "shared_by": pl.String()})


def _row(estimate: Estimate, edition: str, party: str, measure: str, series: str) -> dict[str, object]:
    return {
        "district_id": estimate.district,
        "nomination_id": estimate.party,
        "edition_id": edition,
        "party_id": party,
        "votes_count": estimate.votes_count,
        "coverage_ratio": float(estimate.coverage),
        "shared_by": measure,
        "series": series,
    }


def party_totals(results: pl.DataFrame) -> Totals:
    """Return the votes of each party in each district: totals as stated, or the votes for the party and its candidates together.

    Of several series the one that tells of most districts and parties is taken. A list of which the votes of a candidate or of the
    party alone are not reported has no total.
    """
    counted = results.filter(
        pl.col("district_id").is_not_null() & pl.col("region_id").is_null() & pl.col("nomination_id").is_not_null()
    ).with_columns(pl.col("kind").cast(pl.String), pl.col("office").cast(pl.String))
    by = ["edition_id", "office", "series", "district_id", "nomination_id"]
    lists = counted.group_by(by).agg(
        pl.col("votes_count").filter(pl.col("kind") == "PARTY_TOTAL").first().alias("stated"),
        sum_of_all(pl.col("votes_count").filter(pl.col("kind") != "PARTY_TOTAL")).alias("added"),
        (pl.col("kind") == "PARTY_ONLY").any().alias("is_whole"),
    )
    lists = lists.with_columns(pl.coalesce("stated", pl.when("is_whole").then("added")).alias("votes")).drop_nulls(
        "votes"
    )
    found: dict[tuple[str, str], tuple[str, dict[tuple[str, str], int]]] = {}
    ranked = lists.group_by("edition_id", "office", "series").len().sort("len", "series", descending=[True, False])
    for edition, office, series, _ in ranked.iter_rows():
        if (edition, office) not in found:
            own = lists.filter(
                (pl.col("edition_id") == edition) & (pl.col("office") == office) & (pl.col("series") == series)
            )
            votes = {(d, n): count for d, n, count in own.select("district_id", "nomination_id", "votes").iter_rows()}
            found[edition, office] = series, votes
    return found

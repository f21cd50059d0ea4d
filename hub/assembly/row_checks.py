"""Checks of single figures against others: each contradiction is a finding about the row that states the figure, with its source."""

import polars as pl

from hub.assembly.rejections import Rejections
from hub.facts import FindingFact
from hub.tables.sums import sum_of_all

LARGE_SHARE = 0.2
"""Share of the sum of all amounts of an edition at which a single amount is reported as a finding."""

FEW_LINES = 100
"""Below so many lines of an edition, one may well be a large part of all."""


def check_same_cell(results: pl.DataFrame, rejections: Rejections) -> None:
    """Report cells for which two series give different votes: one station, or one area of one level. One finding per row of the cell.

    A partial count of an area is expected to differ: a finding that needs its figure is of severity INFO, which contradicts nothing.
    """
    subject = pl.coalesce("candidacy_id", "ticket_id", pl.concat_str("contest_id", pl.lit(" "), "nomination_id"))
    cells = results.with_columns(subject.alias("subject")).filter(
        pl.col("votes_count").is_not_null() & pl.col("contest_id").is_not_null()
    )
    by = ["contest_id", "subject", "kind", "region_id", "level", "station_id"]
    differing = (
        cells.group_by(by)
        .agg(
            pl.col("series", "votes_count", "result_id", "source_id", "source_row"),
            (pl.col("status").cast(pl.String).eq_missing("UNOFFICIAL_PARTIAL") & pl.col("station_id").is_null()).alias(
                "partial"
            ),
            pl.col("votes_count").n_unique().alias("distinct"),
        )
        .filter(pl.col("distinct") > 1)
        .sort(by)
    )
    for row in differing.iter_rows(named=True):
        figures = dict(sorted(zip(row["series"], row["votes_count"], strict=True)))
        told = ", ".join(f"{votes:,} in {series}" for series, votes in figures.items())
        where = f" at {row['station_id']}" if row["station_id"] else ""
        whole = {votes for votes, partial in zip(row["votes_count"], row["partial"], strict=True) if not partial}
        stated = zip(row["series"], row["result_id"], row["source_id"], row["source_row"], row["partial"], strict=True)
        for series, result_id, source_id, source_row, partial in sorted(stated):
            rejections.find(
                FindingFact(
                    rule="figures-differ",
                    severity="INFO" if partial or len(whole) < 2 else "WARNING",
                    message=f"sources differ on the votes of {row['subject']}{where}: {told}",
                    evidence={
                        "contest": row["contest_id"],
                        "figures": figures,
                        "region": row["region_id"],
                        "series": series,
                        "station": row["station_id"],
                        "subject": row["subject"],
                    },
                    subject_kind="result",
                    subject_key=result_id,
                    row=source_row,
                ),
                source_id,
            )


def check_parts_of_regions(
    voters: pl.DataFrame, turnout: pl.DataFrame, regions: pl.DataFrame, rejections: Rejections
) -> None:
    """Report voters of a region that are as many as those of the larger region that it is one of several parts of, or more.

    The larger region's figure is that of the list of voters for the same office; where several series state it, the largest.
    """
    cell = ["edition_id", "office", "region_id"]
    listed = voters.filter(pl.col("list_kind").cast(pl.String) == "DPT").select(
        *cell, "series", "source_id", "source_row", pl.col("total_count").alias("count"),
        pl.lit("voters").alias("kind"), pl.col("voters_id").alias("key"),
    )  # fmt: skip
    registered = turnout.filter(pl.col("station_id").is_null()).select(
        *cell, "series", "source_id", "source_row", pl.col("registered_count").alias("count"),
        pl.lit("turnout").alias("kind"), pl.col("turnout_id").alias("key"),
    )  # fmt: skip
    above = regions.select("region_id", "parent_id").drop_nulls()
    parents = listed.group_by(cell).agg(pl.col("count").max().alias("parent_count")).rename({"region_id": "parent_id"})
    parts = pl.concat([listed, registered]).filter(pl.col("count") > 0).join(above, on="region_id")
    siblings = ["kind", "edition_id", "office", "series", "parent_id"]
    found = (
        parts.with_columns(pl.len().over(siblings).alias("parts_count"))
        .join(parents, on=["edition_id", "office", "parent_id"], nulls_equal=True)
        .filter((pl.col("parts_count") > 1) & (pl.col("count") >= pl.col("parent_count")))
        .sort("kind", "key")
    )
    for row in found.iter_rows(named=True):
        rejections.find(
            FindingFact(
                rule="part-over-whole",
                severity="WARNING",
                message=f"expected fewer voters than the {row['parent_count']:,} of the region that it is a part of, found {row['count']:,} "
                f"in {row['series']}; the figure is shown as stated",
                evidence={
                    "part": row["count"], "whole": row["parent_count"], "region": row["region_id"], "whole_region": row["parent_id"],
                    "series": row["series"],
                },
                subject_kind=row["kind"],
                subject_key=row["key"],
                row=row["source_row"],
            ),
            row["source_id"],
        )  # fmt: skip


def check_amounts(lines: pl.DataFrame, reports: pl.DataFrame, rejections: Rejections) -> None:
    """Report amounts of campaign reports that are a fifth or more of all amounts of an edition with many of them."""
    edition = ["edition_id"]
    of_edition = (
        lines.drop_nulls("amount_idr")
        .join(reports.select("report_id", *edition), on="report_id")
        .with_columns(
            pl.col("amount_idr").sum().over(edition).alias("all"),
            pl.len().over(edition).alias("lines_count"),
            pl.col("amount_idr").filter(pl.col("amount_idr") < pl.col("amount_idr").max()).max().over(edition).alias("next"),
        )
    )  # fmt: skip
    large = (pl.col("lines_count") >= FEW_LINES) & (pl.col("amount_idr") >= LARGE_SHARE * pl.col("all"))
    for row in of_edition.filter(large).sort("line_id").iter_rows(named=True):
        rejections.find(
            FindingFact(
                rule="amount-far-outside",
                severity="WARNING",
                message=f"expected an amount like the other {row['lines_count'] - 1:,} of the edition, found Rp {row['amount_idr']:,}, "
                f"{row['amount_idr'] / row['all']:.0%} of all; the next largest is Rp {row['next'] or 0:,}; it is shown as stated",
                evidence={"amount_idr": row["amount_idr"], "all_idr": row["all"], "next_idr": row["next"]},
                subject_kind="finance-line",
                subject_key=row["line_id"],
                row=row["source_row"],
            ),
            row["source_id"],
        )


def check_reports(lines: pl.DataFrame, reports: pl.DataFrame, rejections: Rejections) -> None:
    """Report campaign reports whose total is not the sum of their contributions, where all of these have an amount."""
    sums = lines.group_by("report_id").agg(sum_of_all("amount_idr"))
    stated = reports.drop_nulls("total_idr").join(sums, on="report_id")
    for row in stated.filter(pl.col("total_idr") != pl.col("amount_idr")).sort("report_id").iter_rows(named=True):
        rejections.find(
            FindingFact(
                rule="totals-differ",
                severity="WARNING",
                message=f"expected the total of the report, Rp {row['total_idr']:,}, equal to the sum of its contributions, found "
                f"Rp {row['amount_idr']:,}; both are shown as stated",
                evidence={"lines_idr": row["amount_idr"], "total_idr": row["total_idr"]},
                subject_kind="finance-report",
                subject_key=row["report_id"],
                row=row["source_row"],
            ),
            row["source_id"],
        )

"""Campaign finance: reports, and the contributions in them, joined to candidacies by the publisher's own candidate id."""

from dataclasses import dataclass

import polars as pl

from hub.assembly import keys
from hub.assembly.stated import Stated
from hub.facts import FinanceFact
from hub.tables.sums import sum_of_all


@dataclass(frozen=True)
class Finance:
    """The tables `finance_reports` and `finance_lines`."""

    reports: pl.DataFrame
    lines: pl.DataFrame


def assemble_finance(stated: Stated, external_ids: pl.DataFrame) -> Finance:
    """Return the reports and their lines; `external_ids` says which candidacy a published id belongs to.

    A report whose candidate is not in a list here is kept under its party, with no candidacy.
    """
    known = external_ids.filter(pl.col("kind") == "candidacy").select(
        pl.col("value").alias("candidate_published_id"),
        pl.col("key").alias("candidacy_id"),
        pl.col("key").str.extract(r"^([^/]+)/").alias("edition_id"),
    )
    facts = (
        stated.frame(FinanceFact)
        .join(
            known.unique(["candidate_published_id", "edition_id"], keep="first", maintain_order=True),
            on=["candidate_published_id", "edition_id"],
            how="left",
            maintain_order="left",
        )
        .with_columns(keys.NOMINATION.alias("nomination_id"))
    )
    unlinked = pl.concat_str("nomination_id", pl.lit("/"), "candidate_published_id")
    reporter = pl.coalesce("candidacy_id", unlinked, "nomination_id")
    facts = facts.with_columns(pl.format("{}/finance/{}", reporter, "period").alias("report_id"))
    sums = facts.filter(pl.col("kind").is_null()).group_by("report_id").agg(sum_of_all("amount_idr").alias("total_idr"))
    reports = facts.unique("report_id", keep="first", maintain_order=True).join(sums, on="report_id", how="left")
    lines = facts.filter(pl.col("kind").is_not_null()).with_columns(
        pl.format("{}/{}", "report_id", (pl.int_range(pl.len()).over("report_id") + 1).cast(pl.String)).alias("line_id")
    )
    said = pl.concat(
        [
            facts.filter(pl.col("kind").is_null()).select("statement", "report_id"),
            lines.select("statement", "line_id").rename({"line_id": "report_id"}),
        ]
    )
    stated.trace(FinanceFact, said, "report_id")
    return Finance(reports, lines)

"""Campaign finance: reports, and the contributions in them, joined to candidacies by the publisher's own candidate id."""

from dataclasses import dataclass

import polars as pl

from hub.assembly import keys
from hub.assembly.merge import once
from hub.assembly.rejections import Rejections
from hub.assembly.stated import Stated
from hub.facts import FinanceFact, FindingFact
from hub.tables.sums import sum_of_all


@dataclass(frozen=True)
class Finance:
    """The tables `finance_reports` and `finance_lines`."""

    reports: pl.DataFrame
    lines: pl.DataFrame


def assemble_finance(
    stated: Stated, external_ids: pl.DataFrame, candidacies: pl.DataFrame, rejections: Rejections
) -> Finance:
    """Return the reports and their lines; `external_ids` says which candidacy of the finished `candidacies` a published id belongs to.

    A report whose candidate is not on the lists of its party here, or could be several of them, is kept under its party, with no
    candidacy. Of a report that several series state, the total is that of the first series with a total, and so with the lines; the
    others are set aside.
    """
    facts = stated.frame(FinanceFact).with_columns(keys.NOMINATION.alias("nomination_id"))
    facts = _with_candidacies(facts, external_ids, candidacies, rejections)
    unlinked = pl.concat_str("nomination_id", pl.lit("/"), "candidate_published_id")
    reporter = pl.coalesce("candidacy_id", unlinked, "nomination_id")
    facts = facts.with_columns(
        pl.format("{}/finance/{}", reporter, "period").alias("report_id"), pl.col("kind").is_null().alias("is_total")
    )
    facts = _of_first_series(facts, rejections)
    totals = facts.filter("is_total")
    lines = _keyed(facts.filter(~pl.col("is_total")))
    reports = once(facts, "report_id").join(
        totals.group_by("report_id").agg(sum_of_all("amount_idr").alias("total_idr")), on="report_id", how="left"
    )
    said = pl.concat([totals.select("statement", "report_id"), lines.select("statement", report_id="line_id")])
    stated.trace(FinanceFact, said, "report_id")
    return Finance(reports, lines)


def _with_candidacies(
    facts: pl.DataFrame, external_ids: pl.DataFrame, candidacies: pl.DataFrame, rejections: Rejections
) -> pl.DataFrame:
    """Add the candidacy that a published id means among those of the report's party; an id of several means none, and is a finding."""
    by = ["edition_id", "nomination_id", "candidate_published_id"]
    known = (
        external_ids.filter(pl.col("kind") == "candidacy")
        .select(candidacy_id="key", candidate_published_id="value")
        .join(candidacies.select("candidacy_id", "edition_id", "nomination_id"), on="candidacy_id")
        .unique([*by, "candidacy_id"])
        .sort("candidacy_id")
    )
    doubtful = known.group_by(by).agg("candidacy_id").filter(pl.col("candidacy_id").list.len() > 1)
    meant = facts.join(doubtful, on=by, how="semi").unique(by, keep="first", maintain_order=True)
    for row in meant.join(doubtful, on=by, maintain_order="left").iter_rows(named=True):
        finding = FindingFact(
            rule="candidate-of-several",
            severity="WARNING",
            message=f"expected one candidate of {row['nomination_id']} with the published id {row['candidate_published_id']}, found "
            f"{', '.join(row['candidacy_id'])}; reports of that id are kept under the party",
            evidence={"published_id": row["candidate_published_id"], "candidacies": row["candidacy_id"]},
            subject_kind="nomination",
            subject_key=row["nomination_id"],
            row=row["source_row"],
        )
        rejections.find(finding, row["source_id"])
    return facts.join(known.unique(by, keep="none"), on=by, how="left", maintain_order="left")


def _of_first_series(facts: pl.DataFrame, rejections: Rejections) -> pl.DataFrame:
    """Return the totals and lines of each report as the first series states them; the same of other series is set aside, not added."""
    first = facts.with_columns(pl.col("series").first().over("report_id", "is_total").alias("_shown_in"))
    is_first = pl.col("report_id").is_null() | (pl.col("series") == pl.col("_shown_in"))
    others = first.filter(~is_first)
    cause = "expected the report {report_id} in one series, found it in {series} too; what {_shown_in} states is shown"
    for table, of_table in (("finance_reports", pl.col("is_total")), ("finance_lines", ~pl.col("is_total"))):
        rejections.reject(others.filter(of_table), table, "report-of-another-series", cause)
    return first.filter(is_first)


def _keyed(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `line_id`: report, donor kind, kind, amount, and name and unit where stated; equal lines are numbered from the second on.

    So a line that is added to a report changes no other line's key.
    """
    words = [
        pl.col(name).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-")
        for name in ("donor_name", "unit")
    ]
    what = [pl.col(name).str.to_lowercase() for name in ("donor_kind", "kind")]
    amount = pl.col("amount_idr").cast(pl.String).fill_null("unknown")
    facts = pl.concat_str("report_id", *what, amount, *words, separator="/", ignore_nulls=True)
    keyed = lines.with_columns(pl.when(pl.col("report_id").is_not_null()).then(facts).alias("line_id"))
    number = pl.int_range(1, pl.len() + 1).over("line_id")
    return keyed.with_columns(
        pl.when(number > 1).then(pl.format("{}/{}", "line_id", number)).otherwise("line_id").alias("line_id")
    )

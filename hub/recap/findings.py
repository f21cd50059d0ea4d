"""Findings of a recapitulation: what does not add up, with both figures, in the columns of the table `findings`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import orjson
import polars as pl

from hub.recap.columns import MEASURES
from hub.recap.contest import OPTION
from hub.tables.findings import Findings, finding_id

Severity = Literal["ERROR", "WARNING", "INFO"]


@dataclass(frozen=True)
class Finding:
    """A rule that the figures of a region break. `evidence` holds both figures, and with `contest` and `region` says where."""

    rule: str
    severity: Severity
    contest_id: str
    region_id: str
    message: str
    evidence: dict[str, Any]


def findings_frame(findings: Iterable[Finding]) -> pl.DataFrame:
    """Return findings as rows of the table `findings`, whose subject is the contest, sorted by id, without duplicates."""
    frame = pl.DataFrame([_row(finding) for finding in findings], schema=Findings.polars_schema(), orient="row")
    return frame.unique("finding_id", keep="first").sort("finding_id")


def on_rows(findings: pl.DataFrame, turnout: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """Return findings of forms and of a parent's ballots about the row of turnout, and of a parent's votes about the result, each with its source.

    A finding that names no series, or no row of it, stays about its contest.
    """
    named = findings.with_columns(
        *(pl.col("evidence").str.json_path_match(f"$.{name}").alias(name) for name in ("region", "series", "figure"))
    )
    area = pl.coalesce("station_id", "region_id").alias("region")
    contest = pl.col("contest_id").alias("subject_key")
    found = [pl.col("source_id").alias("row_source"), pl.col("source_row").alias("row_number")]
    ballots = turnout.select(contest, area, "series", pl.col("turnout_id").alias("row_key"), *found)
    votes = results.select(
        contest, area, "series", OPTION.alias("figure"), pl.col("result_id").alias("row_key"), *found
    )
    is_of_votes = (pl.col("rule") == "parent-differs") & ~pl.col("figure").is_in(MEASURES)
    placed = pl.concat(
        [
            named.filter(~is_of_votes)
            .join(ballots.unique(["subject_key", "region", "series"]), on=["subject_key", "region", "series"], how="left")
            .with_columns(pl.lit("turnout").alias("row_kind")),
            named.filter(is_of_votes)
            .join(votes.unique(["subject_key", "region", "series", "figure"]), on=["subject_key", "region", "series", "figure"], how="left")
            .with_columns(pl.lit("result").alias("row_kind")),
        ],
        how="diagonal",
    )  # fmt: skip
    is_known = pl.col("row_key").is_not_null()
    return (
        placed.with_columns(
            pl.when(is_known).then("row_kind").otherwise("subject_kind").alias("subject_kind"),
            pl.when(is_known).then("row_key").otherwise("subject_key").alias("subject_key"),
            pl.coalesce("source_id", "row_source").alias("source_id"),
            pl.coalesce("source_row", "row_number").alias("source_row"),
        )
        .select(findings.columns)
        .sort("finding_id")
    )


def _row(finding: Finding) -> dict[str, Any]:
    where = {"contest": finding.contest_id, "region": finding.region_id}
    evidence = orjson.dumps({**where, **finding.evidence}, option=orjson.OPT_SORT_KEYS).decode()
    return {
        "finding_id": finding_id(finding.rule, evidence),
        "rule": finding.rule,
        "severity": finding.severity,
        "subject_kind": "contest",
        "subject_key": finding.contest_id,
        "message": finding.message,
        "evidence": evidence,
        "source_id": None,
        "source_row": None,
    }

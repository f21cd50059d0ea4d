"""Collects, while tables are assembled, the rows that are set aside with their reasons, and the findings about contradictions."""

from dataclasses import dataclass, field
from typing import Any

import orjson
import polars as pl

from hub.facts import FindingFact, SetAsideRow
from hub.national_id import strike_out
from hub.tables import Table
from hub.tables.findings import Findings, finding_id
from hub.tables.set_aside import SetAside

ROW = "row"
"""In place of a table: a row of a file that a loader set aside, before it was known what it states."""

CAUSES_MOST = 5
"""Causes that a finding on rows left out names."""


@dataclass
class Rejections:
    """Rows set aside and findings of a build, in the order in which they were found."""

    set_aside: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[tuple[str, str, int, str, str]] = field(default_factory=list)
    """Table, source, row, rule and cause of each row that a table refused; the table is `row` for what a loader set aside."""
    findings: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of_reasons(cls, reasons: list[tuple[str, str, int, str, str]], findings: list[dict[str, Any]]) -> "Rejections":
        """Return what was collected with these reasons and findings."""
        names = ("source_id", "source_row", "rule", "cause")
        return cls([dict(zip(names, reason[1:], strict=True)) for reason in reasons], reasons, findings)

    def add(self, later: "Rejections") -> None:
        """Add what was found after this."""
        self.set_aside += later.set_aside
        self.reasons += later.reasons
        self.findings += later.findings

    def reject(self, rows: pl.DataFrame, table: str, rule: str, cause: str) -> None:
        """Set aside rows that were to be rows of `table`; `cause` may name columns of the row in braces, as in a format string.

        Of rows that no source states, but the hub derives, a finding says that they are left out.
        """
        derived = []
        for row in rows.iter_rows(named=True):
            if row.get("source_id") is not None and row.get("source_row") is not None:
                self._set_aside(table, row["source_id"], row["source_row"], rule, cause.format_map(row))
            else:
                derived.append(cause.format_map(row))
        if derived:
            self._find_left_out(table, rule, derived)

    def _find_left_out(self, table: str, rule: str, causes: list[str]) -> None:
        finding = FindingFact(
            rule="derived-rows-left-out",
            severity="WARNING",
            message=f"expected the rows that the hub derives for the table {table} to keep its rules and to refer to rows that are "
            f"there, found {len(causes):,} that do not; they are left out",
            evidence={
                "table": table,
                "rule": rule,
                "rows_count": len(causes),
                "causes": sorted(set(causes))[:CAUSES_MOST],
            },
        )
        self.find(finding)

    def set_aside_row(self, source_id: str, row: SetAsideRow) -> None:
        """Set aside one row that a loader read and does not keep."""
        self._set_aside(ROW, source_id, row.row, row.rule, row.cause)

    def _set_aside(self, table: str, source_id: str, row: int, rule: str, cause: str) -> None:
        cause = strike_out(cause)
        self.set_aside.append({"source_id": source_id, "source_row": row, "rule": rule, "cause": cause})
        self.reasons.append((table, source_id, row, rule, cause))

    def find(self, finding: FindingFact, source_id: str | None = None) -> None:
        """Record a finding. One rule and subject give one finding: a repeated one is told apart by its evidence."""
        evidence = orjson.dumps(finding.evidence, option=orjson.OPT_SORT_KEYS, default=str).decode()
        seed = (finding.subject_kind, finding.subject_key, source_id, finding.row, evidence)
        self.findings.append(
            {
                "finding_id": finding_id(finding.rule, *seed),
                "rule": finding.rule,
                "severity": finding.severity,
                "subject_kind": finding.subject_kind,
                "subject_key": finding.subject_key,
                "message": strike_out(finding.message),
                "evidence": strike_out(evidence),
                "source_id": source_id,
                "source_row": finding.row,
            }
        )

    def validated(self, frame: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
        """Return the rows of `frame` that keep the rules of `table`, cast to its types; the others are set aside by rule."""
        columns = table.columns()
        missing = [pl.lit(None).alias(name) for name in columns if name not in frame.columns]
        complete = frame.with_columns(missing).select(list(columns))
        good, failures = table.filter(complete, cast=True)
        if failures.counts():
            broken = (pl.when(pl.col(name) == "invalid").then(pl.lit(name)) for name in sorted(failures.counts()))
            bad = failures.details().with_columns(
                pl.concat_str(broken, separator=", ", ignore_nulls=True).alias("_broken")
            )
            cause = f"expected a row of {table.table_name()} that keeps its rules; broken by this row: {{_broken}}"
            self.reject(bad, table.table_name(), f"{table.table_name()}-rules", cause)
        return good

    def set_aside_frame(self) -> pl.DataFrame:
        """Return the rows set aside, one per source row: reported with the first rule that it breaks."""
        frame = pl.DataFrame(self.set_aside, schema=SetAside.polars_schema(), orient="row")
        return frame.unique(["source_id", "source_row"], keep="first", maintain_order=True)

    def findings_frame(self) -> pl.DataFrame:
        """Return the findings, each once."""
        frame = pl.DataFrame(self.findings, schema_overrides=Findings.polars_schema(), orient="row")
        if frame.is_empty():
            return Findings.create_empty()
        return frame.unique("finding_id", keep="first", maintain_order=True)

"""Output of a delivery: its state, the rows that are kept and set aside, findings, and what it would change."""

from typing import Any

from hub.cli.console import data, messages, print_grid
from hub.feed.database import Row
from hub.feed.report import Report

SHOWN = 20
"""Findings that are printed; `--json` has all."""


def print_delivery(row: Row, report: Report | None) -> None:
    """Print a delivery."""
    data.print(f"delivery {row['number']}: {row['state'].lower()}, {row['dataset']}, {row['place']}", markup=False)
    data.print(f"SHA-256 {row['sha256']}", markup=False)
    if row["reason"]:
        data.print(f"reason: {report.broken[1] if report and report.broken else row['reason']}", markup=False)
    if row["release"] is not None:
        data.print(f"release {row['release']}", markup=False)
    if report is None or report.broken is not None:
        return
    data.print(
        f"{report.rows_read_count:,} rows read = {report.rows_kept_count:,} kept + {report.rows_set_aside_count:,} set aside",
        markup=False,
    )
    if report.findings:
        header = ["row", "column", "found", "expected", "what to do"]
        print_grid(
            header,
            [
                [str(each.row or ""), each.column or "", each.found[1], each.expected[1], each.remedy[1]]
                for each in report.findings[:SHOWN]
            ],
        )
    if report.findings_count > SHOWN:
        messages.print(f"... and {report.findings_count - SHOWN:,} more findings; --json prints all")
    if row["state"] in {"CHECKED", "SUBMITTED"}:
        for table in report.tables:
            told = f"{table.added_count:,} added, {table.removed_count:,} removed, {table.changed_count:,} changed"
            data.print(f"{table.table}: {told}", markup=False)


def delivery_json(row: Row, report: Report | None) -> dict[str, Any]:
    """Return a delivery as JSON holds it."""
    return {**row, "report": None if report is None else report.model_dump(mode="json")}

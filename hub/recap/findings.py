"""Findings of a recapitulation: what does not add up, with both figures, in the columns of the table `findings`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import orjson
import polars as pl

from hub.tables.findings import Findings

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


def _row(finding: Finding) -> dict[str, Any]:
    where = {"contest": finding.contest_id, "region": finding.region_id}
    evidence = orjson.dumps({**where, **finding.evidence}, option=orjson.OPT_SORT_KEYS).decode()
    digest = hashlib.sha256(f"{finding.rule}\n{evidence}".encode()).hexdigest()[:12]
    return {
        "finding_id": f"{finding.rule}/{digest}",
        "rule": finding.rule,
        "severity": finding.severity,
        "subject_kind": "contest",
        "subject_key": finding.contest_id,
        "message": finding.message,
        "evidence": evidence,
        "source_id": None,
        "source_row": None,
    }

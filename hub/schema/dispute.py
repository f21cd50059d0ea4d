"""Disputes before the Constitutional Court in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.contest import Contest
    from hub.schema.edition import Edition
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.scalars import Date
    from hub.schema.source import Source


@entity("dispute")
class Dispute:
    edition: Edition
    contest: Contest | None
    number: str
    applicant: str
    respondent: str | None
    subject: str | None
    filed: Date | None
    decided: Date | None
    decision: str | None
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

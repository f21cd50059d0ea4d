"""Nominations in GraphQL: parties as they stand in an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.edition import Edition
    from hub.schema.external_id import ExternalId
    from hub.schema.finance_report import FinanceReport
    from hub.schema.finding import Finding
    from hub.schema.notional_result import NotionalResult
    from hub.schema.page import Connection
    from hub.schema.party import Party
    from hub.schema.result import Result
    from hub.schema.rollup import Rollup
    from hub.schema.source import Source


@entity("nomination")
class Nomination:
    name: str
    abbreviation: str | None
    ballot_number: int
    edition: Edition
    party: Party
    candidacies: Connection[Candidacy]
    results: Connection[Result]
    notional_results: Connection[NotionalResult]
    rollups: Connection[Rollup]
    finance_reports: Connection[FinanceReport]
    external_ids: list[ExternalId]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

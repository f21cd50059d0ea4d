"""Contributions in reports of campaign funds in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.enums import DonorKind, FinanceKind
    from hub.schema.finance_report import FinanceReport
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.scalars import Long
    from hub.schema.source import Source


@entity("finance-line")
class FinanceLine:
    report: FinanceReport
    donor_kind: DonorKind
    donor_name: str | None
    kind: FinanceKind
    amount_idr: Long | None
    unit: str | None
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

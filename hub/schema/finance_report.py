"""Reports of campaign funds in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.edition import Edition
    from hub.schema.finance_line import FinanceLine
    from hub.schema.finding import Finding
    from hub.schema.nomination import Nomination
    from hub.schema.page import Connection
    from hub.schema.scalars import Long
    from hub.schema.source import Source


@entity("finance-report")
class FinanceReport:
    edition: Edition
    candidacy: Candidacy | None
    nomination: Nomination | None
    period: int
    total_idr: Long | None
    lines: Connection[FinanceLine] = over("finance_lines")
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

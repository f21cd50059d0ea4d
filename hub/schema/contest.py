"""Contests in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.dispute import Dispute
    from hub.schema.district import District
    from hub.schema.edition import Edition
    from hub.schema.enums import Office
    from hub.schema.finding import Finding
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.progress import Progress
    from hub.schema.result import Result
    from hub.schema.rollup import Rollup
    from hub.schema.source import Source
    from hub.schema.ticket import Ticket
    from hub.schema.turnout import Turnout


@entity("contest")
class Contest:
    name: str
    edition: Edition
    office: Office
    office_detail: OfficeDetail
    district: District | None
    seats_count: int | None
    candidacies: Connection[Candidacy]
    tickets: Connection[Ticket]
    results: Connection[Result]
    turnout: Connection[Turnout]
    progress: Connection[Progress]
    rollups: Connection[Rollup]
    disputes: Connection[Dispute]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

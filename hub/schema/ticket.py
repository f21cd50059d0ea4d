"""Tickets in GraphQL: pairs that stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.result import Result
    from hub.schema.rollup import Rollup
    from hub.schema.source import Source
    from hub.schema.ticket_party import TicketParty


@entity("ticket")
class Ticket:
    name: str
    ballot_number: int | None
    contest: Contest
    candidacies: Connection[Candidacy]
    parties: list[TicketParty]
    votes_count: int | None
    results: Connection[Result]
    rollups: Connection[Rollup]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

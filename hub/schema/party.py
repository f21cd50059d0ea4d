"""Parties in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, texts

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.enums import PartyScope
    from hub.schema.finding import Finding
    from hub.schema.nomination import Nomination
    from hub.schema.notional_result import NotionalResult
    from hub.schema.page import Connection
    from hub.schema.party_event import PartyEvent
    from hub.schema.person_move import PersonMove
    from hub.schema.result import Result
    from hub.schema.source import Source
    from hub.schema.ticket_party import TicketParty


@entity("party")
class Party:
    name: str
    abbreviation: str | None
    scope: PartyScope
    aliases: list[str] = texts("aliases", "alias")
    nominations: list[Nomination]
    predecessors: list[Party]
    successors: list[Party]
    events: list[PartyEvent]
    candidacies: Connection[Candidacy]
    results: Connection[Result]
    notional_results: Connection[NotionalResult]
    ticket_parties: Connection[TicketParty]
    moves_from: Connection[PersonMove]
    moves_to: Connection[PersonMove]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

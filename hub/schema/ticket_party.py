"""Parties behind a pair in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.party import Party
    from hub.schema.source import Source
    from hub.schema.ticket import Ticket


@entity("ticket_party")
class TicketParty:
    ticket: Ticket
    party_name: str
    party: Party | None
    source: Source | None
    source_row: int | None

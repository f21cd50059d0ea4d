"""Events in the life of a party in GraphQL, with what tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.enums import PartyEventKind
    from hub.schema.party import Party


@entity("party_event")
class PartyEvent:
    event_id: str
    kind: PartyEventKind
    date: str
    year: int
    party: Party
    name: str | None
    from_party: Party | None
    from_name: str | None
    description: str
    source_title: str
    source_url: str | None
    source_number: str | None

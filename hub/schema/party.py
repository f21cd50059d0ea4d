"""Parties in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, texts

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.enums import PartyScope
    from hub.schema.finding import Finding
    from hub.schema.nomination import Nomination
    from hub.schema.page import Connection
    from hub.schema.party_event import PartyEvent
    from hub.schema.result import Result
    from hub.schema.source import Source


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
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

"""Polling stations in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.region import Region
    from hub.schema.result import Result
    from hub.schema.source import Source
    from hub.schema.turnout import Turnout


@entity("polling-station")
class PollingStation:
    edition: Edition
    region: Region
    number: int
    results: Connection[Result]
    turnout: Connection[Turnout]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

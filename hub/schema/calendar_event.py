"""Steps of editions in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.scalars import Date
    from hub.schema.source import Source


@entity("calendar-event")
class CalendarEvent:
    edition: Edition
    name: str
    starts: Date
    ends: Date | None
    basis: str
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

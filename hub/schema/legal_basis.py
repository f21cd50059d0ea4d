"""Laws and regulations that editions are held under, in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.source import Source


@entity("legal-basis")
class LegalBasis:
    edition: Edition
    title: str
    number: str
    subject: str
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

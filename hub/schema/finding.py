"""Findings in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import about, entity

if TYPE_CHECKING:
    from hub.schema.enums import Severity
    from hub.schema.node import Node
    from hub.schema.scalars import JSON
    from hub.schema.source import Source


@entity("finding")
class Finding:
    rule: str
    severity: Severity
    message: str
    evidence: JSON
    subject: Node | None = about("subject_kind", "subject_key")
    subject_kind: str | None
    subject_key: str | None
    source: Source | None
    source_row: int | None

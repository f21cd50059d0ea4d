"""External identifiers in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.source import Source


@entity("external_id")
class ExternalId:
    scheme: str
    value: str
    source: Source | None
    source_row: int | None

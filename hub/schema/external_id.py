"""External identifiers in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import about, entity

if TYPE_CHECKING:
    from hub.schema.node import Node
    from hub.schema.source import Source


@entity("external_id")
class ExternalId:
    scheme: str
    value: str
    subject: Node | None = about("kind", "key")
    source: Source | None
    source_row: int | None

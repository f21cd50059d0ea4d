"""Rows set aside in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.source import Source


@entity("set_aside")
class SetAside:
    source: Source
    source_row: int
    rule: str
    cause: str

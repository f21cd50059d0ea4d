"""Codes of regions in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.region import Region
    from hub.schema.source import Source


@entity("region_code")
class RegionCode:
    scheme: str
    value: str
    valid_from: int | None
    valid_to: int | None
    region: Region
    source: Source | None
    source_row: int | None

"""The regions of a district in GraphQL, with the names of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.region import Region
    from hub.schema.source import Source


@entity("district_region")
class DistrictRegion:
    district: District
    region: Region
    part: str
    is_split: bool
    source: Source | None
    source_row: int | None

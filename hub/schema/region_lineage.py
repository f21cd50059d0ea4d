"""Changes between regions in GraphQL, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.enums import LineageKind
    from hub.schema.region import Region


@entity("region_lineage")
class RegionLineage:
    region: Region
    successor: Region
    year: int
    kind: LineageKind
    moved_count: int
    parts_count: int
    evidence: str

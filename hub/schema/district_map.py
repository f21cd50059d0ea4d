"""Shapes of districts in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.enums import GeometryMethod
    from hub.schema.scalars import JSON
    from hub.schema.source import Source


@entity("district_map")
class DistrictMap:
    district: District
    method: GeometryMethod
    is_approximate: bool
    area_km2: float
    parts_count: int
    geometry: JSON = over("geojson")
    source: Source | None

"""Overlaps of districts across editions in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.edition import Edition


@entity("district_overlap")
class DistrictOverlap:
    district: District
    with_: District | None = over("with")
    edition: Edition
    weight_population: float | None
    weight_area: float | None
    weight_regions: float
    shared_count: int
    is_approximate: bool
    evidence: str

"""What regions were part of, by period, in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.region import Region


@entity("region_parent")
class RegionParent:
    region: Region
    parent: Region
    valid_from: int
    valid_to: int | None

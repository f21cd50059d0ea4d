"""Progress of counts in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.contest import Contest
    from hub.schema.enums import Level, ResultStatus
    from hub.schema.region import Region


@entity("progress")
class Progress:
    contest: Contest
    series: str
    region: Region | None
    level: Level | None
    unit_level: Level
    counted_count: int
    expected_count: int
    status: ResultStatus | None

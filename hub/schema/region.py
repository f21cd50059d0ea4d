"""Regions in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over, texts

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.district_region import DistrictRegion
    from hub.schema.enums import Level
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.polling_station import PollingStation
    from hub.schema.progress import Progress
    from hub.schema.region_code import RegionCode
    from hub.schema.region_lineage import RegionLineage
    from hub.schema.region_parent import RegionParent
    from hub.schema.result import Result
    from hub.schema.rollup import Rollup
    from hub.schema.source import Source
    from hub.schema.turnout import Turnout
    from hub.schema.voters import Voters


@entity("region")
class Region:
    name: str
    level: Level
    codes: list[RegionCode] = over("region_codes")
    aliases: list[str] = texts("aliases", "alias")
    parent: Region | None
    children: Connection[Region]
    ancestors: list[Region]
    descendants: Connection[Region]
    parents: list[RegionParent]
    parts: Connection[RegionParent]
    predecessors: list[Region]
    successors: list[Region]
    lineage: list[RegionLineage]
    districts: Connection[District]
    districts_by_province: Connection[District]
    district_regions: Connection[DistrictRegion]
    results: Connection[Result]
    turnout: Connection[Turnout]
    progress: Connection[Progress]
    rollups: Connection[Rollup]
    voters: Connection[Voters]
    polling_stations: Connection[PollingStation]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

"""Districts in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import detail, entity, texts

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.district_family import DistrictFamily
    from hub.schema.district_map import DistrictMap
    from hub.schema.district_overlap import DistrictOverlap
    from hub.schema.district_region import DistrictRegion
    from hub.schema.district_turnover import DistrictTurnover
    from hub.schema.edition import Edition
    from hub.schema.enums import Office
    from hub.schema.external_id import ExternalId
    from hub.schema.finding import Finding
    from hub.schema.notional_result import NotionalResult
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.region import Region
    from hub.schema.result import Result
    from hub.schema.scalars import JSON
    from hub.schema.source import Source
    from hub.schema.turnout import Turnout


@entity("district")
class District:
    name: str
    edition: Edition
    office: Office
    office_detail: OfficeDetail
    code: str
    line_id: str
    aliases: list[str] = texts("aliases", "alias")
    province: Region | None
    seats_count: int | None
    population_count: int | None
    contest: Contest | None
    regions: Connection[Region]
    district_regions: list[DistrictRegion]
    overlaps: list[DistrictOverlap]
    overlaps_of_others: Connection[DistrictOverlap]
    notional_results: Connection[NotionalResult]
    turnover: list[DistrictTurnover]
    families: Connection[DistrictFamily]
    geometry: JSON | None = detail("map", "geojson")
    map: DistrictMap | None
    candidacies: Connection[Candidacy]
    results: Connection[Result]
    turnout: Connection[Turnout]
    external_ids: list[ExternalId]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

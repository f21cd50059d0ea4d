"""Turnout in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.contest import Contest
    from hub.schema.district import District
    from hub.schema.edition import Edition
    from hub.schema.enums import Level, Office, ResultStatus
    from hub.schema.finding import Finding
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.polling_station import PollingStation
    from hub.schema.region import Region
    from hub.schema.source import Source


@entity("turnout")
class Turnout:
    edition: Edition
    office: Office
    office_detail: OfficeDetail
    contest: Contest | None
    district: District | None
    region: Region | None
    level: Level | None
    polling_station: PollingStation | None
    registered_count: int | None
    voted_count: int | None
    valid_count: int | None
    invalid_count: int | None
    status: ResultStatus | None
    series: str
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

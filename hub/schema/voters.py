"""Counts of voters on the lists in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.enums import Office, VoterList
    from hub.schema.finding import Finding
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.region import Region
    from hub.schema.source import Source


@entity("voters")
class Voters:
    edition: Edition
    office: Office | None
    office_detail: OfficeDetail | None
    region: Region
    list_kind: VoterList
    male_count: int | None
    female_count: int | None
    unknown_count: int | None
    total_count: int | None
    stations_count: int | None
    series: str
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

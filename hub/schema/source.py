"""Sources in GraphQL, and what was set aside of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.calendar_event import CalendarEvent
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.dispute import Dispute
    from hub.schema.district import District
    from hub.schema.district_map import DistrictMap
    from hub.schema.district_region import DistrictRegion
    from hub.schema.edition import Edition
    from hub.schema.enums import SourceState
    from hub.schema.external_id import ExternalId
    from hub.schema.finance_line import FinanceLine
    from hub.schema.finance_report import FinanceReport
    from hub.schema.finding import Finding
    from hub.schema.legal_basis import LegalBasis
    from hub.schema.nomination import Nomination
    from hub.schema.page import Connection
    from hub.schema.party import Party
    from hub.schema.polling_station import PollingStation
    from hub.schema.region import Region
    from hub.schema.region_code import RegionCode
    from hub.schema.result import Result
    from hub.schema.scalars import Long
    from hub.schema.set_aside import SetAside
    from hub.schema.ticket import Ticket
    from hub.schema.ticket_party import TicketParty
    from hub.schema.turnout import Turnout
    from hub.schema.voters import Voters


@entity("source")
class Source:
    title: str
    series: str
    path: str
    edition: Edition | None
    publisher: str
    collected_by: str | None
    licence: str | None
    url: str | None
    retrieved: str | None
    loader: str
    state: SourceState
    bytes_count: Long
    rows_read_count: int
    rows_kept_count: int
    rows_set_aside_count: int
    set_aside: Connection[SetAside]
    regions: Connection[Region]
    region_codes: Connection[RegionCode]
    districts: Connection[District]
    district_regions: Connection[DistrictRegion] = over("district_regions_stated")
    district_maps: Connection[DistrictMap]
    contests: Connection[Contest]
    parties: Connection[Party]
    nominations: Connection[Nomination]
    tickets: Connection[Ticket]
    ticket_parties: Connection[TicketParty]
    candidacies: Connection[Candidacy]
    polling_stations: Connection[PollingStation]
    results: Connection[Result]
    turnout: Connection[Turnout]
    voters: Connection[Voters]
    finance_reports: Connection[FinanceReport]
    finance_lines: Connection[FinanceLine]
    calendar_events: Connection[CalendarEvent]
    legal_bases: Connection[LegalBasis]
    disputes: Connection[Dispute]
    external_ids: Connection[ExternalId] = over("external_ids_stated")
    findings: Connection[Finding]

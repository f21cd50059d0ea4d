"""Editions in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.calendar_event import CalendarEvent
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.dataset import Dataset
    from hub.schema.dispute import Dispute
    from hub.schema.district import District
    from hub.schema.district_overlap import DistrictOverlap
    from hub.schema.district_turnover import DistrictTurnover
    from hub.schema.enums import EditionKind
    from hub.schema.finance_report import FinanceReport
    from hub.schema.finding import Finding
    from hub.schema.legal_basis import LegalBasis
    from hub.schema.nomination import Nomination
    from hub.schema.notional_result import NotionalResult
    from hub.schema.page import Connection
    from hub.schema.person_move import PersonMove
    from hub.schema.polling_station import PollingStation
    from hub.schema.result import Result
    from hub.schema.scalars import Date
    from hub.schema.source import Source
    from hub.schema.turnout import Turnout
    from hub.schema.voters import Voters


@entity("edition")
class Edition:
    name: str
    name_en: str | None
    kind: EditionKind
    year: int
    voting_date: Date | None
    contests: Connection[Contest]
    districts: Connection[District]
    nominations: Connection[Nomination]
    candidacies: Connection[Candidacy]
    results: Connection[Result]
    turnout: Connection[Turnout]
    voters: Connection[Voters]
    polling_stations: Connection[PollingStation]
    finance_reports: Connection[FinanceReport]
    calendar: list[CalendarEvent]
    legal_bases: Connection[LegalBasis]
    disputes: Connection[Dispute]
    datasets: Connection[Dataset]
    district_overlaps: Connection[DistrictOverlap]
    notional_results: Connection[NotionalResult]
    moves_from: Connection[PersonMove]
    moves_to: Connection[PersonMove]
    turnovers_since: Connection[DistrictTurnover]
    source_files: Connection[Source]
    findings: Connection[Finding]

"""Results in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.district import District
    from hub.schema.edition import Edition
    from hub.schema.enums import Level, Office, ResultKind, ResultStatus
    from hub.schema.finding import Finding
    from hub.schema.nomination import Nomination
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.party import Party
    from hub.schema.polling_station import PollingStation
    from hub.schema.region import Region
    from hub.schema.source import Source
    from hub.schema.ticket import Ticket


@entity("result")
class Result:
    edition: Edition
    office: Office
    office_detail: OfficeDetail
    contest: Contest | None
    district: District | None
    region: Region | None
    level: Level | None
    polling_station: PollingStation | None
    kind: ResultKind
    candidacy: Candidacy | None
    ticket: Ticket | None
    nomination: Nomination | None
    party: Party | None
    votes_count: int | None
    status: ResultStatus | None
    series: str
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

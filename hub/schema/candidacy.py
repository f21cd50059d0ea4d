"""Candidacies in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.contest import Contest
    from hub.schema.district import District
    from hub.schema.edition import Edition
    from hub.schema.enums import Gender, Office, Role
    from hub.schema.external_id import ExternalId
    from hub.schema.finance_report import FinanceReport
    from hub.schema.finding import Finding
    from hub.schema.judgement import Judgement
    from hub.schema.link import Link
    from hub.schema.nomination import Nomination
    from hub.schema.office import OfficeDetail
    from hub.schema.page import Connection
    from hub.schema.party import Party
    from hub.schema.person import Person
    from hub.schema.person_move import PersonMove
    from hub.schema.result import Result
    from hub.schema.rollup import Rollup
    from hub.schema.source import Source
    from hub.schema.ticket import Ticket


@entity("candidacy", also_named={"name": "name_on_ballot"})
class Candidacy:
    person: Person
    contest: Contest
    edition: Edition
    office: Office
    office_detail: OfficeDetail
    district: District | None
    party: Party | None
    nomination: Nomination | None
    ticket: Ticket | None
    role: Role | None
    ballot_number: int | None
    name_on_ballot: str
    gender: Gender | None
    birth_year: int | None
    residence: str | None
    elected: bool | None
    incumbent: bool | None
    votes_count: int | None
    rank: int | None
    results: Connection[Result]
    rollups: Connection[Rollup]
    finance_reports: Connection[FinanceReport]
    moves_from: Connection[PersonMove]
    moves_to: Connection[PersonMove]
    external_ids: list[ExternalId]
    links: Connection[Link]
    judgements: Connection[Judgement]
    findings: Connection[Finding]
    source: Source | None
    source_row: int | None

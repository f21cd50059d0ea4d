"""Offices in GraphQL. `Office` is the enum; the table's type is `OfficeDetail`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.district import District
    from hub.schema.enums import Level, Office
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.result import Result
    from hub.schema.turnout import Turnout
    from hub.schema.voters import Voters


@entity("office")
class OfficeDetail:
    office: Office
    name: str
    name_en: str
    level: Level
    contests: Connection[Contest]
    districts: Connection[District]
    candidacies: Connection[Candidacy]
    results: Connection[Result]
    turnout: Connection[Turnout]
    voters: Connection[Voters]
    findings: Connection[Finding]

"""Votes rolled up, in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.contest import Contest
    from hub.schema.enums import Level, ResultKind
    from hub.schema.nomination import Nomination
    from hub.schema.region import Region
    from hub.schema.ticket import Ticket


@entity("rollup")
class Rollup:
    contest: Contest
    series: str
    region: Region | None
    level: Level | None
    kind: ResultKind
    candidacy: Candidacy | None
    ticket: Ticket | None
    nomination: Nomination | None
    votes_count: int | None
    reporting_count: int
    stated_count: int | None

"""Persons in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, texts

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.enums import Gender
    from hub.schema.external_id import ExternalId
    from hub.schema.finding import Finding
    from hub.schema.judgement import Judgement
    from hub.schema.link import Link
    from hub.schema.page import Connection
    from hub.schema.person_move import PersonMove


@entity("person")
class Person:
    name: str
    names: list[str]
    birth_year: int | None
    gender: Gender | None
    candidacies: Connection[Candidacy]
    path: list[Candidacy]
    moves: Connection[PersonMove]
    aliases: list[str] = texts("aliases", "alias")
    external_ids: list[ExternalId]
    links: Connection[Link]
    judgements: Connection[Judgement]
    findings: Connection[Finding]

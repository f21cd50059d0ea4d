"""Moves of persons in GraphQL: what changed between two candidacies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.edition import Edition
    from hub.schema.enums import CareerStep, Level, Office
    from hub.schema.party import Party
    from hub.schema.person import Person


@entity("person_move")
class PersonMove:
    person: Person
    from_: Candidacy = over("from")
    to: Candidacy
    from_edition: Edition
    to_edition: Edition
    from_office: Office
    to_office: Office
    from_level: Level
    to_level: Level
    step: CareerStep
    from_party: Party | None
    to_party: Party | None
    is_party_changed: bool | None
    is_district_changed: bool | None
    from_elected: bool | None
    to_elected: bool | None
    is_next: bool
    is_incumbent: bool | None

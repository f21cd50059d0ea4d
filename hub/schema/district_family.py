"""Families of name in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.enums import Office


@entity("district_family")
class DistrictFamily:
    family_name: str
    district: str
    line_id: str
    office: Office
    persons_count: int
    bearers_count: int
    share: float
    elected_count: int
    names: list[str]
    candidacies: list[str]

"""Notional results in GraphQL: estimates, apart from results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.edition import Edition
    from hub.schema.nomination import Nomination
    from hub.schema.party import Party


@entity("notional_result")
class NotionalResult:
    district: District
    edition: Edition
    party: Party
    nomination: Nomination
    votes_count: int
    coverage_ratio: float
    shared_by: str
    series: str

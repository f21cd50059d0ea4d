"""Turnover of districts in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.district import District
    from hub.schema.edition import Edition


@entity("district_turnover")
class DistrictTurnover:
    district: District
    since: Edition
    is_previous: bool
    elected_count: int
    returned_count: int
    new_count: int
    members_count: int
    stood_again_count: int
    re_elected_count: int

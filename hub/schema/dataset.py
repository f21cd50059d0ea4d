"""Datasets of the commission in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.enums import Availability, System, Theme
    from hub.schema.finding import Finding
    from hub.schema.page import Connection


@entity("dataset")
class Dataset:
    title: str
    edition: Edition | None
    theme: Theme
    system: System
    steward: str
    formats: list[str]
    availability: Availability
    reason: str | None
    rows_count: int
    files_count: int
    findings: Connection[Finding]

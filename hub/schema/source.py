"""Sources in GraphQL, and what was set aside of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.edition import Edition
    from hub.schema.enums import SourceState
    from hub.schema.finding import Finding
    from hub.schema.page import Connection
    from hub.schema.scalars import Long
    from hub.schema.set_aside import SetAside


@entity("source")
class Source:
    title: str
    series: str
    path: str
    edition: Edition | None
    publisher: str
    collected_by: str | None
    licence: str | None
    url: str | None
    retrieved: str | None
    loader: str
    state: SourceState
    bytes_count: Long
    rows_read_count: int
    rows_kept_count: int
    rows_set_aside_count: int
    set_aside: Connection[SetAside]
    findings: Connection[Finding]

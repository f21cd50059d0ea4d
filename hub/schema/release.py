"""The release in GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity, over

if TYPE_CHECKING:
    from hub.schema.scalars import JSON


@entity("release", description="The release that every answer is taken from.")
class Release:
    id: str = over("release_id")
    number: int
    previous: str | None
    title: str
    base_iri: str
    software: str
    quality: JSON

"""Links between candidacies in GraphQL: why they are held for one person, or wait for somebody to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.enums import LinkBand
    from hub.schema.finding import Finding
    from hub.schema.judgement import Judgement
    from hub.schema.page import Connection


@entity("link")
class Link:
    left: Candidacy
    right: Candidacy
    band: LinkBand
    score: float | None
    model: str | None
    reasons: list[str]
    is_same_person: bool
    judgement: Judgement | None
    findings: Connection[Finding]

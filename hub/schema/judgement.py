"""Judgements in GraphQL: what somebody decided of two candidacies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.schema.entity import entity

if TYPE_CHECKING:
    from hub.schema.candidacy import Candidacy
    from hub.schema.enums import Verdict
    from hub.schema.finding import Finding
    from hub.schema.link import Link
    from hub.schema.page import Connection


@entity("judgement")
class Judgement:
    left: Candidacy
    right: Candidacy
    verdict: Verdict
    by: str
    at: str
    why: str
    evidence: list[str]
    score: float | None
    model: str | None
    links: Connection[Link]
    findings: Connection[Finding]

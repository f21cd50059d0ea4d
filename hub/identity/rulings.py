"""What the judgements that hold demand of the candidacies of a build: who is joined, who is held apart, and what cannot be done.

A chain of `same` that ends where a `different` begins contradicts itself: none of its `same` is followed until one is undone, as
a false merge is worse than a missed link.
"""

from collections.abc import Set
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Ruling:
    """A judgement that holds, on two candidacies."""

    judgement_id: str
    left: str
    right: str
    verdict: str


@dataclass(frozen=True)
class Contradiction:
    """Judgements that cannot all be followed, and why; `left` and `right` are the candidacies that they say two things of."""

    left: str
    right: str
    judgement_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Rulings:
    """same, different: what is followed. absent: judgements on a candidacy that the build does not have, kept for a later one."""

    same: list[Ruling] = field(default_factory=list)
    different: list[Ruling] = field(default_factory=list)
    absent: list[Ruling] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)


def rulings(judgements: pl.DataFrame, candidacies: Set[str]) -> Rulings:
    """Return what the judgements (`hub.identity.judgements.SCHEMA`) demand, in the order of the pairs."""
    every = [Ruling(*row) for row in judgements.select("judgement_id", "left", "right", "verdict").iter_rows()]
    known = [ruling for ruling in every if {ruling.left, ruling.right} <= candidacies]
    same = [ruling for ruling in known if ruling.verdict == "same"]
    different = [ruling for ruling in known if ruling.verdict == "different"]
    component = _components(same)
    contradictions, spoiled = [], set()
    for ruling in different:
        if ruling.left in component and component[ruling.left] == component.get(ruling.right):
            spoiled.add(component[ruling.left])
            chain = [other for other in same if component[other.left] == component[ruling.left]]
            contradictions.append(_contradiction(ruling, chain))
    return Rulings(
        [ruling for ruling in same if component[ruling.left] not in spoiled],
        different,
        [ruling for ruling in every if not {ruling.left, ruling.right} <= candidacies],
        contradictions,
    )


def _components(same: list[Ruling]) -> dict[str, str]:
    """Return candidacy -> any name of all that judgements join it with."""
    name: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for ruling in same:
        for candidacy in (ruling.left, ruling.right):
            if candidacy not in name:
                name[candidacy], members[candidacy] = candidacy, [candidacy]
        kept, gone = name[ruling.left], name[ruling.right]
        if kept != gone:
            for candidacy in members[gone]:
                name[candidacy] = kept
            members[kept] += members.pop(gone)
    return name


def _contradiction(different: Ruling, chain: list[Ruling]) -> Contradiction:
    told = ", ".join(
        f"{ruling.judgement_id} says that {ruling.left} and {ruling.right} are the same" for ruling in chain
    )
    reason = f"{told}, and {different.judgement_id} says that {different.left} and {different.right} are different"
    return Contradiction(
        different.left,
        different.right,
        (different.judgement_id, *(ruling.judgement_id for ruling in chain)),
        reason,
    )

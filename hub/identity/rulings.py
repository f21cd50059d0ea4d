"""Rulings: what the valid judgements demand of the candidacies of a build (joined, held apart, impossible).

A chain of `same` whose ends somebody judged `different`, or that holds two candidacies of one edition, contradicts itself: none of its
`same` is followed until one is undone, as a false merge is worse than a missed link. Two candidacies of one edition are one person only
where a judgement says so of just these two: a list may name somebody twice, as that of 2009 names who resigned.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import combinations

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
    chains = _chains(same)
    contradictions = [found for chain in chains for found in _contradictions(chain, different)]
    spoiled = {judgement for found in contradictions for judgement in found.judgement_ids}
    return Rulings(
        [ruling for ruling in same if ruling.judgement_id not in spoiled],
        different,
        [ruling for ruling in every if not {ruling.left, ruling.right} <= candidacies],
        contradictions,
    )


def _chains(same: list[Ruling]) -> list[list[Ruling]]:
    """Return the judgements by the groups of candidacies that they would join."""
    chain_of: dict[str, list[Ruling]] = {}
    for ruling in same:
        one, other = chain_of.get(ruling.left, []), chain_of.get(ruling.right, [])
        joined = [ruling, *one, *(other if other is not one else [])]
        for member in joined:
            chain_of[member.left] = chain_of[member.right] = joined
    return list({id(chain): chain for chain in chain_of.values()}.values())


def _contradictions(chain: list[Ruling], different: list[Ruling]) -> Iterator[Contradiction]:
    """Yield what a chain of `same` contradicts: a `different` between two of its candidacies, or the law."""
    ordered = sorted(chain, key=lambda ruling: (ruling.left, ruling.right))
    candidacies = sorted({ruling.left for ruling in ordered} | {ruling.right for ruling in ordered})
    told = ", ".join(
        f"{ruling.judgement_id} says that {ruling.left} and {ruling.right} are the same" for ruling in ordered
    )
    ids = tuple(ruling.judgement_id for ruling in ordered)
    for ruling in different:
        if {ruling.left, ruling.right} <= set(candidacies):
            reason = f"{told}, and {ruling.judgement_id} says that {ruling.left} and {ruling.right} are different"
            yield Contradiction(ruling.left, ruling.right, (*ids, ruling.judgement_id), reason)
    judged = {frozenset((ruling.left, ruling.right)) for ruling in ordered}
    for one, other in combinations(candidacies, 2):
        if _edition(one) == _edition(other) and frozenset((one, other)) not in judged:
            reason = f"{told}, but {one} and {other} stand in one edition, and a person stands once"
            yield Contradiction(one, other, ids, reason)


def _edition(candidacy: str) -> str:
    """Return the edition of a candidacy: its key begins with it."""
    return candidacy.partition("/")[0]

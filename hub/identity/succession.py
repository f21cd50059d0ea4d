"""Succession: the people of the previous release found again in this one, by name and birth year and not by list place alone.

A published list may replace a candidate, or two may swap numbers: the key of a candidacy then names another human, and the person's
id must not go over to her or him.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.identity.agreement import agreeing, letters

_LIST = re.compile(r"/[^/]+(/[a-z][^/]*)?$")
"""What follows the party's list in the key of a candidacy: the number, and the name of who stands beside another there."""
_DISTRICT = re.compile(r"^([^/]+/[^/]+)/[^/]+")


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody at a candidacy: the key, the name as published (None where an old release did not keep it), and the year of birth."""

    candidacy: str
    name: str | None
    birth_year: int | None = None


Place = Callable[[Human], str]
Pair = tuple[int, Human]


def here(human: Human) -> str:
    """Return the key of the candidacy."""
    return human.candidacy


def party_list(human: Human) -> str:
    """Return what the candidacies of one party in one contest have in common."""
    return _LIST.sub("", human.candidacy)


def party_lists(human: Human) -> str:
    """Return what the candidacies of one party for one office have in common, in whatever district."""
    return _DISTRICT.sub(r"\1", party_list(human))


def follow(before: Sequence[Human], now: Iterable[Human]) -> list[str | None]:
    """Return for each human of `before` the candidacy of now that is the same human's, or None where there is none.

    In this order, and each only where neither side has a second counterpart: the same letters at the same key, the same letters on the
    same list, an agreeing name at the same key, an agreeing name on the same list, the same letters on another list of the party for the
    office. Years of birth that differ tell two humans apart, unless all else fails and the letters are the same at the same key.
    """
    found: list[str | None] = [None] * len(before)
    free = {human.candidacy: human for human in now}

    def give(pairs: Iterable[Pair]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        offered: dict[int, set[str]] = defaultdict(set)
        for index, human in pairs:
            wanted[human.candidacy].add(index)
            offered[index].add(human.candidacy)
        for index, keys in offered.items():
            (key, *others) = keys
            if not others and len(wanted[key]) == 1:
                found[index] = key
                del free[key]

    def pairs(place: Place) -> Iterator[Pair]:
        at: dict[str, list[Human]] = defaultdict(list)
        for human in free.values():
            at[place(human)].append(human)
        for index, human in enumerate(before):
            if found[index] is None:
                yield from ((index, other) for other in at.get(place(human), ()))

    def in_years(of: Iterable[Pair]) -> Iterator[Pair]:
        return ((index, other) for index, other in of if not _years_differ(before[index], other))

    def same(of: Iterable[Pair]) -> Iterator[Pair]:
        return ((index, other) for index, other in of if _same(before[index], other))

    def agree(of: Iterable[Pair]) -> Iterator[Pair]:
        asked = [(index, other) for index, other in of if before[index].name is not None]
        held = agreeing((before[index].name or "", other.name or "") for index, other in asked)
        return ((index, other) for index, other in asked if (before[index].name, other.name) in held)

    give(in_years(same(pairs(here))))
    give(in_years(same(pairs(party_list))))
    give(agree(in_years(pairs(here))))
    give(agree(in_years(pairs(party_list))))
    give(in_years(same(pairs(party_lists))))
    give(same(pairs(here)))
    give((index, other) for index, other in pairs(here) if before[index].name is None)
    return found


def _same(one: Human, other: Human) -> bool:
    return one.name is not None and other.name is not None and letters(one.name) == letters(other.name)


def _years_differ(one: Human, other: Human) -> bool:
    return one.birth_year is not None and other.birth_year is not None and one.birth_year != other.birth_year

"""Succession: the people of the previous release found again in this one, by name and birth year and not by list place alone.

A published list may replace a candidate, or two may swap numbers: the key of a candidacy then names another human, and the person's
id must not go over to her or him.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.identity.agreement import agreeing, has_two_words, is_rare, letters

PAIR_OFFICES = frozenset({"president", "governor", "regent", "mayor"})
"""Offices, as keys name them, for which two stand together: the key goes on with the number of the pair and the role."""
PARTY_OFFICES = frozenset({"dpr", "dprd-province", "dprd-regency"})
"""Offices with lists of parties: the key goes on with the district, the party and the number."""


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody at a candidacy: the key, the name as published (None where an old release did not keep it), and the year of birth."""

    candidacy: str
    name: str | None
    birth_year: int | None = None


Place = Callable[[Human], str | None]
Pair = tuple[int, Human]


def here(human: Human) -> str:
    """Return the key of the candidacy."""
    return human.candidacy


def own_list(human: Human) -> str:
    """Return what the candidacies of one party in one contest have in common; without parties, all of the contest."""
    edition, office, *place = human.candidacy.split("/")
    kept = 2 if office in PARTY_OFFICES else 0 if office == "president" else 1
    return "/".join((edition, office, *place[:kept]))


def party(human: Human) -> str | None:
    """Return what the candidacies of one party for one office have in common, in whatever district; None without parties."""
    edition, office, *place = human.candidacy.split("/")
    return f"{edition}/{office}/{place[1]}" if office in PARTY_OFFICES and len(place) > 2 else None


def follow(before: Sequence[Human], now: Iterable[Human]) -> list[str | None]:
    """Return for each human of `before` the candidacy of now that is the same human's, or None where there is none.

    In this order, and a step links two only where each is the other's only counterpart: the same letters at the same key, the same
    letters on the same list, an agreeing name at the same key, an agreeing name on the same list (of two words, or with the year of
    birth), the same letters on another list of the party for the office (a rare name, or with the year of birth). Years of birth that
    differ tell two humans apart, unless all else fails and the letters are the same at the same key.
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
        where: str | None
        for human in free.values():
            if (where := place(human)) is not None:
                at[where].append(human)
        for index, human in enumerate(before):
            if found[index] is None and (where := place(human)) is not None:
                yield from ((index, other) for other in at.get(where, ()))

    def in_years(of: Iterable[Pair]) -> Iterator[Pair]:
        return ((index, other) for index, other in of if not _years_differ(before[index], other))

    def same(of: Iterable[Pair]) -> Iterator[Pair]:
        return ((index, other) for index, other in of if _same(before[index], other))

    def agree(of: Iterable[Pair]) -> Iterator[Pair]:
        asked = [(index, other) for index, other in of if before[index].name is not None]
        held = agreeing((before[index].name or "", other.name or "") for index, other in asked)
        return ((index, other) for index, other in asked if (before[index].name, other.name) in held)

    def telling(of: Iterable[Pair], by_name: Callable[[str], bool]) -> Iterator[Pair]:
        for index, other in of:
            one = before[index]
            if _years_agree(one, other) or all(by_name(human.name or "") for human in (one, other)):
                yield index, other

    give(in_years(same(pairs(here))))
    give(in_years(same(pairs(own_list))))
    give(agree(in_years(pairs(here))))
    give(telling(agree(in_years(pairs(own_list))), has_two_words))
    give(telling(in_years(same(pairs(party))), is_rare))
    give(same(pairs(here)))
    give((index, other) for index, other in pairs(here) if before[index].name is None)
    return found


def _same(one: Human, other: Human) -> bool:
    return one.name is not None and other.name is not None and letters(one.name) == letters(other.name) != ""


def _years_agree(one: Human, other: Human) -> bool:
    return one.birth_year is not None and one.birth_year == other.birth_year


def _years_differ(one: Human, other: Human) -> bool:
    return one.birth_year is not None and other.birth_year is not None and one.birth_year != other.birth_year

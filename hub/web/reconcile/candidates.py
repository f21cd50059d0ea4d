"""Candidate things for a written name: by two shared words, by a rare one, else by misspelt ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hub.graph.sqlite.name_index import Named, NameIndex, words_of
from hub.identity import places
from hub.schema.execute import Executor
from hub.web.reconcile import party_names
from hub.web.reconcile.facts import Entity, ask
from hub.web.reconcile.kinds import KINDS, Kind
from hub.web.reconcile.likeness import Likeness, Rarity, among, likeness, people
from hub.web.reconcile.normalized_names import NormalizedName, numerals, person, thing
from hub.web.reconcile.vocabulary import Vocabulary

MOST = 80
"""Things whose names are compared with a query."""
PARTED = 3
"""Ways to part a word into two that are looked up: PANGKALPINANG is PANGKAL PINANG as well."""
RARE_COUNT = 300
"""A word in at most this many names is selective enough to search by alone."""
GOOD = 0.85
"""Where nothing is as like as this, misspellings are looked up as well."""


CITY_FOR_REGENCY = 0.85
"""What is left of the likeness of a city and the regency of its name, where both say which they are."""


@dataclass(frozen=True, slots=True)
class Candidate:
    kind: Kind
    key: str
    name: str
    likeness: Likeness


_MOST_NAMES = 20_000
"""Texts of which it is remembered whether they name something."""


class Finder:
    """Finds things of one release by name."""

    def __init__(self, index: NameIndex, executor: Executor) -> None:
        self._index = index
        self.vocabulary = Vocabulary(index.words(), index.names_count)
        self._among = among(self.vocabulary)
        self._parties = _parties(executor)
        self._called = {party.key: party.names for party in self._parties}
        self._names: dict[tuple[str, str], bool] = {}

    def find(self, kind: Kind, text: str) -> list[Candidate]:
        """Return things of a kind by how like their names are to a text, the likest first."""
        asked = _written(kind, text)
        groups = self._groups(kind, asked, text)
        found = self._compared(kind, asked, self._named(kind, groups))
        if not found or found[0].likeness.value < GOOD:
            wider = [list(dict.fromkeys([*group, *self._misspelled(group, asked)])) for group in groups]
            found = self._compared(kind, asked, self._named(kind, wider))
        return found

    def beginning(self, kind: Kind, prefix: str, most: int) -> list[Named]:
        """Return things whose names hold every word of a text, the last of them perhaps not written to its end."""
        words = words_of(prefix)
        if kind.id == "party":
            return [each for each in self._parties if _begins(words, each)][:most]
        groups = [self.vocabulary.forms(word) or [word] for word in words[:-1]] + [[f"{word}*"] for word in words[-1:]]
        return self._index.find(kind.id, [groups], most) if groups else []

    def aliases(self, entity: Entity) -> tuple[str, ...]:
        """Return further names of a thing: of a party those of every election and of the press, and its abbreviations."""
        if entity.kind == "region":
            code = places.province(entity.name)
            return places.names_of_province(code) if code else ()
        return self._called.get(entity.key, ())

    def is_name(self, kind: str, text: str) -> bool:
        """Tell whether a text names some thing of a kind: `is_name("party", "Partai Mawar")`."""
        # Kept in a dictionary rather than by lru_cache: that would hold this finder, and so its file, for as long as itself.
        known = self._names.get((kind, text))
        if known is None:
            known = self._names[kind, text] = self._names_something(kind, text)
            if len(self._names) > _MOST_NAMES:
                self._names.pop(next(iter(self._names)), None)
        return known

    def _names_something(self, kind: str, text: str) -> bool:
        if kind not in KINDS:
            return False
        if kind == "region" and places.province(text):
            return True
        found = self.find(KINDS[kind], text)
        return bool(found) and found[0].likeness.value >= GOOD

    def _compared(self, kind: Kind, asked: NormalizedName, named: Sequence[Named]) -> list[Candidate]:
        rarity = people if kind.is_person else self._among
        found = []
        for each in named:
            compared = ((_likeness(kind, asked, _written(kind, name), rarity), name) for name in each.names)
            best, name = max(compared, key=lambda pair: pair[0].value)
            found.append(Candidate(kind, each.key, name, best))
        return sorted(found, key=lambda candidate: (-candidate.likeness.value, candidate.key))

    def _groups(self, kind: Kind, asked: NormalizedName, text: str) -> list[list[str]]:
        """Return for each word of a query the words of names that it may be; words of one letter only where there are no others."""
        words = [word for word in asked.words if len(word) > 1 or word.isdecimal()] or list(asked.words)
        groups = []
        for place, word in enumerate(words):
            forms = self.vocabulary.forms(word)
            if kind.id == "district" and word.isdecimal():
                forms = [*forms, *numerals(word)]
            glued = word + words[place + 1] if place + 1 < len(words) else ""
            glued_before = words[place - 1] + word if place else ""
            forms += [each for each in (glued, glued_before) if each in self.vocabulary]
            parts = None if forms else next(iter(self.vocabulary.parted(word)), None)
            groups += [[part] for part in parts] if parts else [forms or [word]]
        return groups or [[word] for word in words_of(text)]

    def _misspelled(self, group: Sequence[str], asked: NormalizedName) -> list[str]:
        """Return what the words of a group may be misspelled for; only those that the query itself has."""
        own = set(asked.words)
        return [near for word in group if word in own or len(group) == 1 for near in self.vocabulary.near(word)]

    def _named(self, kind: Kind, groups: Sequence[Sequence[str]]) -> Sequence[Named]:
        if kind.id == "party":
            return self._parties
        glued = [[[one], [other]] for group in groups for one, other in self.vocabulary.parted(group[0])[:PARTED]]
        if len(groups) == 1:
            return self._index.find(kind.id, [groups, *glued], MOST)
        rare = [[group] for group in groups if self.vocabulary.count(group) <= RARE_COUNT]
        pairs = [[one, other] for one, other in combinations(groups[:6], 2)]
        return self._index.find(kind.id, [*glued, *pairs, *rare], MOST)


def _likeness(kind: Kind, asked: NormalizedName, held: NormalizedName, rarity: Rarity) -> Likeness:
    found = likeness(asked, held, rarity, is_person=kind.is_person)
    is_told = kind.id == "district" or (kind.id == "region" and asked.level and held.level)
    if is_told and asked.is_city != held.is_city:
        return replace(found, value=found.value * CITY_FOR_REGENCY)
    return found


def _written(kind: Kind, text: str) -> NormalizedName:
    return person(text) if kind.is_person else thing(kind.id, text)


def _begins(words: Sequence[str], each: Named) -> bool:
    held = [other for name in each.names for other in words_of(name)]
    return bool(words) and all(any(other.startswith(word) for other in held) for word in words)


def _parties(executor: Executor) -> list[Named]:
    """Return all parties, each with the names and abbreviations of every election: there are a few dozen."""
    document = "{ parties(first: 1000) { nodes { key name abbreviation nominations { name abbreviation } } } }"
    found = []
    for party in ask(executor, document)["parties"]["nodes"]:
        called = [party, *party["nominations"]]
        names = [name for each in called for name in (each["name"], each["abbreviation"]) if name]
        found.append(Named(party["key"], tuple(dict.fromkeys([*names, *party_names.further(names)]))))
    return found

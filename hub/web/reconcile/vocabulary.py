"""The words that stand in names of a release, and which of them a written word may mean: the same by sound, or misspelled."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hub.identity.spelling import sound, variants

NEAR_COUNT = 20
"""Misspelled forms of a word that are looked up."""


class Vocabulary:
    """Words as the index of names holds them, each with the number of names that contain it."""

    def __init__(self, words: Iterable[tuple[str, int]], names_count: int) -> None:
        self._counts = dict(words)
        self._names_count = max(names_count, 1)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_length[len(word)].append(word)
            if word.isascii() and word.isalpha():
                self._by_sound[sound(word.upper())].append(word)
        spellings: dict[str, list[str]] = defaultdict(list)
        for spelling, word in variants().items():
            spellings[word].append(spelling.lower())
        self._spellings = dict(spellings)
        # Of a function rather than a method: a cache that held the vocabulary it is part of would keep both for ever.
        self.near = lru_cache(maxsize=20_000)(partial(_near, self._counts, self._by_length))

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def count(self, words: Iterable[str]) -> int:
        """Return an upper bound of the names that contain one of the words."""
        return sum(self._counts.get(word, 0) for word in words)

    def rarity(self, word: str) -> float:
        """Return -ln of the share of names with a word; a word that no name has counts as standing in half a name."""
        return -math.log(max(self.count(self.forms(word)), 0.5) / self._names_count)

    def forms(self, word: str) -> list[str]:
        """Return the words of names that are this one: as it is written, by its known spellings, or by how it sounds."""
        alike = self._by_sound.get(sound(word.upper()), ()) if word.isascii() and word.isalpha() else ()
        known = (word, *self._spellings.get(word.upper(), ()), *alike)
        return [each for each in dict.fromkeys(known) if each in self._counts]

    def parted(self, word: str) -> list[tuple[str, str]]:
        """Return the pairs of words that may be written in one, the commonest first; empty where there are none."""
        parts = [(word[:place], word[place:]) for place in range(3, len(word) - 2)]
        known = [both for both in parts if both[0] in self._counts and both[1] in self._counts]
        return sorted(known, key=lambda both: -min(self._counts[both[0]], self._counts[both[1]]))


def _near(counts: Mapping[str, int], by_length: Mapping[int, list[str]], word: str) -> tuple[str, ...]:
    """Return words that differ in a letter, in two for a long word: the nearest first, of equals the commonest."""
    if len(word) < 3:
        return ()
    most = 1 if len(word) < 6 else 2
    lengths = range(len(word) - most, len(word) + most + 1)
    among = [other for length in lengths for other in by_length.get(length, ())]
    found = process.extract(word, among, scorer=OSA.distance, score_cutoff=most, limit=None)
    ranked = sorted((distance, -counts[other], other) for other, distance, _ in found)
    return tuple(other for _, _, other in ranked[:NEAR_COUNT])

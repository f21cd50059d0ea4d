"""Likeness of two names: words matched by sound, by a few letters changed, or by an initial; rare words count for more."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from hub.identity.frequencies import packaged
from hub.web.reconcile.normalized_names import NormalizedName
from hub.web.reconcile.vocabulary import Vocabulary

Rarity = Callable[[str], float]
"""-ln of the share of things whose name has a word, given by its sound."""

LEAST_RARITY, MOST_RARITY, INITIAL_RARITY = 1.0, 10.0, 0.8
OTHER_ORDER = 0.97
RUN_TOGETHER = 0.98
"""Likeness of names that are the same when spaces are left out."""
ONE_LETTER_COSTS = 2.2
"""What a share of changed letters takes from the likeness of two words: one of seven letters leaves 0.69."""
INITIAL_FOR_WORD = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """`value` from 0 to 1; `rarity` is -ln of the share of things that bear the shared words by chance."""

    value: float
    rarity: float


UNLIKE = Likeness(0.0, 0.0)


def people(word: str) -> float:
    """Return the rarity of a word among the names of Indonesian candidates."""
    return packaged().rarity("word", word)


def among(vocabulary: Vocabulary) -> Rarity:
    """Return the rarity of words among the names of a release."""
    return lambda word: vocabulary.rarity(word.lower())


def likeness(one: NormalizedName, other: NormalizedName, rarity: Rarity, *, is_person: bool) -> Likeness:
    """Compare two names."""
    if not one.words or not other.words:
        return UNLIKE
    if one.line == other.line:
        in_order = one.sounds == other.sounds
        return Likeness(1.0 if in_order else RUN_TOGETHER, _whole(one, rarity, is_person=is_person))
    sounds_one, sounds_other = _apart(one.sounds, other.sounds), _apart(other.sounds, one.sounds)
    weights_one, weights_other = ([_weight(word, rarity) for word in each] for each in (sounds_one, sounds_other))
    matched, shared = 0.0, 0.0
    for place, there, credit in _couples(sounds_one, sounds_other):
        matched += credit * (weights_one[place] + weights_other[there])
        shared += credit * min(weights_one[place], weights_other[there])
    value = matched / (sum(weights_one) + sum(weights_other))
    if sorted(one.sounds) == sorted(other.sounds):
        return Likeness(OTHER_ORDER, _whole(one, rarity, is_person=is_person))
    return Likeness(value, shared)


def _couples(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Yield places of words that are matched, each once, with how alike they are; the likest words first."""
    alike = ((_alike(word, there), place, at) for place, word in enumerate(one) for at, there in enumerate(other))
    taken_one, taken_other = set(), set()
    for credit, place, at in sorted(alike, key=lambda couple: -couple[0]):
        if credit > 0 and place not in taken_one and at not in taken_other:
            taken_one.add(place)
            taken_other.add(at)
            yield place, at, credit


def _apart(sounds: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return words, those that two neighbours of the other name were run together to parted again."""
    pairs = {one + other: (one, other) for one, other in pairwise(others)}
    return [part for word in sounds for part in pairs.get(word, (word,))]


def _whole(name: NormalizedName, rarity: Rarity, *, is_person: bool) -> float:
    """Return the rarity of a whole name: that of its words, or of the name itself where lists have shown it to be common."""
    words = sum(_weight(word, rarity) for word in name.sounds)
    if not is_person:
        return words
    key = " ".join(sorted(word for word in set(name.sounds) if len(word) > 1) or name.sounds)
    known = packaged().name_rarity(key)
    return min(words, known) if math.isfinite(known) else words


def _weight(word: str, rarity: Rarity) -> float:
    if len(word) == 1 and word.isalpha():
        return INITIAL_RARITY
    return min(max(rarity(word), LEAST_RARITY), MOST_RARITY)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.isdecimal() or other.isdecimal():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL_FOR_WORD if one[0] == other[0] else 0.0
    return max(0.0, 1.0 - ONE_LETTER_COSTS * (1.0 - OSA.normalized_similarity(one, other)))

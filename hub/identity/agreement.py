"""Name agreement as yes or no: whether two names at one ballot place or in one seat can be one person's.

A place on a ballot already says edition, district and party, so that names decide: no score, no rarity of the whole name. What is not
clearly one name is two people, because a false merge shows one person's attributes under the other's name.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import polars as pl

from hub.identity import frequencies, word_agreement
from hub.identity.names import parse
from hub.identity.records import prepare
from hub.identity.spelling import sounds

MOST_KNOWN = 3.5
"""How well known two words may be that differ in a letter: YUDI and RUDI are two names, JAJULI is a misspelling of JAZULI."""
MOST_RARE_IN_FRONT = 6.5
"""Rarity up to which a further word may stand in front of a name: SITI AMINAH is AMINAH, GILANG HARYONO may be the son of HARYONO."""
GENERATIONS = frozenset({"JUNIOR", "JR", "YUNIOR", "SENIOR", "SR", "II", "III", "IV"})
"""Words that tell a parent from a child of the same name."""
RARE = 13.0
"""Rarity from which a whole name tells a human by itself: fewer than one bearer is expected among 400,000 candidates."""

Pair = tuple[str, str]


def agreeing(pairs: Iterable[Pair]) -> set[Pair]:
    """Return those of the pairs of names (as published, titles included) that can be one person's; equal letters always are, none never.

    They can where each word of the shorter name has a counterpart in the longer one, equal by sound, a misspelling, or its initial.
    """
    asked = list(dict.fromkeys(pairs))
    same = {pair for pair in asked if letters(pair[0]) == letters(pair[1]) != ""}
    open_pairs = [pair for pair in asked if pair not in same and letters(pair[0]) and letters(pair[1])]
    return same | set(_compared(open_pairs)) if open_pairs else same


def agree(one: str, other: str) -> bool:
    """Tell whether two names as published can be one person's."""
    return bool(agreeing([(one, other)]))


def has_two_words(name: str) -> bool:
    """Tell whether a name has two words that are more than an initial; titles are none."""
    return len(_sounds(name)) > 1


def is_rare(name: str) -> bool:
    """Tell whether a whole name is so rare in the country that two candidates of it are hardly two humans."""
    known, heard = frequencies.packaged(), _sounds(name)
    by_words = sum(known.rarity("word", sound) for sound in heard)
    return min(by_words, known.name_rarity(" ".join(sorted(heard)))) >= RARE


def _sounds(name: str) -> set[str]:
    return {sound for sound in sounds(list(parse(name).tokens)) if len(sound) > 1}


@lru_cache(maxsize=1 << 18)
def letters(name: str) -> str:
    """Return a name folded to its letters and digits, so that punctuation and case do not count as a difference."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).lower() if letter.isalnum())


def _compared(pairs: list[Pair]) -> list[Pair]:
    names = [name for pair in pairs for name in pair]
    frame = pl.DataFrame(
        {
            "candidacy_id": [f"{number:09d}" for number in range(len(names))],
            "edition_id": "0",
            "office": "DPR",
            "name_on_ballot": names,
        }
    )
    records = prepare(frame, frequencies.packaged())
    left = np.arange(0, len(names), 2, dtype=np.int32)
    compared = word_agreement.compare(records, left, left + 1, word_agreement.line_jaro(records, left, left + 1))
    shared = compared["words_same"] + compared["words_alike"] + compared["run_together"]
    in_front = ~compared["first_word_same"].astype(bool) & (compared["extra_weight_most"] > MOST_RARE_IN_FRONT)
    holds = (
        (shared > 0)
        & (compared["extra_least"] == 0)
        & (compared["stray_initials_least"] == 0)
        & (compared["alike_first_letter_differs"] == 0)
        & (compared["alike_known"] <= MOST_KNOWN)
        & ((compared["stray_initials_most"] == 0) | (compared["extra_most"] == 0))
        & ~in_front
    )
    return [pair for pair, held in zip(pairs, holds, strict=True) if held and _one_generation(*pair)]


def _one_generation(one: str, other: str) -> bool:
    words = [GENERATIONS & set(parse(name).tokens) for name in (one, other)]
    return words[0] == words[1]

"""Word agreement of two names, for all pairs at once.

Each word of one name is matched to a word of the other: the same by sound, alike (a few letters differ), or an initial with the word
that it may stand for. What stays unmatched on both sides speaks against one person; what only one side has is an extra part.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler, Prefix
from rapidfuzz.process import cpdist

from hub.identity.records import ALIAS_COUNT, WORDS_COUNT, Bools, Floats, Ints, Records

LEAST_LIKENESS = 0.7
"""Least likeness of two words that are taken for one misspelled word."""
_JARO_FROM, _JARO_DISCOUNT = 0.9, 0.1
"""Jaro-Winkler forgives more than letters changed: it counts from this value on, less the discount."""
_CUT_SHORT_FROM, _CUT_SHORT_LIKENESS = 3, 0.8
"""A word that another one begins with (ALK. for ALKADRIE) is taken for its abbreviation from this length on."""
_WHOLE = 0.999
_THREADS = 2

Compared = dict[str, npt.NDArray[np.float32]]


def line_jaro(records: Records, left: Ints, right: Ints) -> Floats:
    """Return how alike the two names are as lines of sounds, by Jaro-Winkler; 0 to 1."""
    return _likeness_of_lines(records, left, right, JaroWinkler.normalized_similarity)


def _likeness_of_lines(records: Records, left: Ints, right: Ints, scorer: Callable[..., float]) -> Floats:
    one, other = records.line[left].tolist(), records.line[right].tolist()
    found: Floats = cpdist(one, other, scorer=scorer, dtype=np.float32, workers=_THREADS)
    return found


def is_worth_comparing(records: Records, left: Ints, right: Ints, jaro: Floats) -> Bools:
    """Tell which pairs share enough of their names for a full comparison; cheap, and no evidence but the name is asked."""
    one, other = records.sounds[left], records.sounds[right]
    same = (one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]
    full_one, full_other = _full(records, one), _full(records, other)
    shared = np.minimum((full_one & same.any(2)).sum(1), (full_other & same.any(1)).sum(1))
    contained = shared >= np.minimum(records.full_words_count[left], records.full_words_count[right])
    worth: Bools = (shared >= 2) | ((shared >= 1) & contained) | (jaro >= 0.84) | ((shared >= 1) & (jaro >= 0.75))
    return worth


def compare(records: Records, left: Ints, right: Ints, jaro: Floats) -> Compared:
    """Return the comparison of names by column; see `hub.identity.comparison.COLUMNS` for what each says. `jaro`: as `line_jaro` returns it."""
    count, one, other = records.words_count, records.sounds[left], records.sounds[right]
    rarity_one = np.where(_full(records, one), records.word_rarity[one], 0)
    rarity_other = np.where(_full(records, other), records.word_rarity[other], 0)
    full_one, full_other = _full(records, one), _full(records, other)
    initial_one, initial_other = (one >= 0) & ~full_one, (other >= 0) & ~full_other
    same = (one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]
    same_one, same_other = same.any(2), same.any(1)
    letter_for_letter = ((records.words[left][:, :, None] == records.words[right][:, None, :]) & same).any(2)

    alike = _alike(records, one, other, full_one & ~same_one, full_other & ~same_other)
    like_one, like_other = alike.like_one, alike.like_other
    alike_one, alike_other = like_one > 0, like_other > 0
    open_one, open_other = full_one & ~same_one & ~alike_one, full_other & ~same_other & ~alike_other

    letters = _first_letters(records, left), _first_letters(records, right)
    begins = letters[0][:, :, None] == letters[1][:, None, :]
    short_one = (initial_one & ~same_one)[:, :, None] & open_other[:, None, :] & begins
    short_other = open_one[:, :, None] & (initial_other & ~same_other)[:, None, :] & begins
    extra_one = (open_one & ~short_other.any(2))[:, :count]
    extra_other = (open_other & ~short_one.any(1))[:, :count]
    stray_one = (initial_one & ~same_one & ~short_one.any(2))[:, :count].sum(1)
    stray_other = (initial_other & ~same_other & ~short_other.any(1))[:, :count].sum(1)

    abbreviated = _abbreviated(records, (left, extra_one), (right, extra_other))
    abbreviated += _abbreviated(records, (right, extra_other), (left, extra_one))
    one_each = (extra_one.sum(1) == 1) & (extra_other.sum(1) == 1)
    both_extra = extra_one[:, :, None] & extra_other[:, None, :]

    extra_weight_one = (rarity_one[:, :count] * extra_one).sum(1)
    extra_weight_other = (rarity_other[:, :count] * extra_other).sum(1)
    weight = _added(rarity_one * same_one) + np.minimum(
        _added(rarity_one * alike_one * like_one), _added(rarity_other * alike_other * like_other)
    )
    matched_one, matched_other = same_one | alike_one, same_other | alike_other
    begins_later_one = _begins_later(records, (one, extra_one), (other, extra_other), matched_other)
    begins_later_other = _begins_later(records, (other, extra_other), (one, extra_one), matched_one)
    light_one, light_other = (
        (_is_light(records, sounds)[:, :count] & extra).sum(1)
        for sounds, extra in ((one, extra_one), (other, extra_other))
    )
    line = _likeness_of_lines(records, left, right, OSA.normalized_similarity)
    whole_one, whole_other = rarity_one[:, :count].sum(1), rarity_other[:, :count].sum(1)
    compared = {
        "words_same": (full_one & same_one).sum(1),
        "words_sound_same": (full_one & same_one & ~letter_for_letter).sum(1),
        "words_alike": (alike_one.sum(1) + alike_other.sum(1)) / 2,
        "unlikeness": (_added((1 - like_one) * alike_one) + _added((1 - like_other) * alike_other)) / 2,
        "alike_known": alike.known,
        "alike_first_letter_differs": alike.first_letter_differs,
        "initials_same": (initial_one & same_one).sum(1),
        "initials_for_words": np.minimum(short_one.any(2).sum(1), short_one.any(1).sum(1))
        + np.minimum(short_other.any(2).sum(1), short_other.any(1).sum(1))
        + abbreviated,
        "extra_least": np.minimum(
            extra_one.sum(1) + _alias_unmatched(same_one, full_one, count),
            extra_other.sum(1) + _alias_unmatched(same_other, full_other, count),
        ),
        "extra_most": np.maximum(extra_one.sum(1), extra_other.sum(1)),
        "extra_weight_least": np.minimum(extra_weight_one, extra_weight_other),
        "extra_weight_most": np.maximum(extra_weight_one, extra_weight_other),
        "extra_first": begins_later_one | begins_later_other,
        "extra_begin_alike": one_each & (both_extra & begins[:, :count, :count]).any((1, 2)),
        "extra_light": np.where(extra_one.any(1) & extra_other.any(1), 0, light_one + light_other),
        "alias_same": _alias_matched(same_one, full_one, count) | _alias_matched(same_other, full_other, count),
        "together": _together(records, left, same),
        "stray_initials_least": np.minimum(stray_one, stray_other),
        "stray_initials_most": np.maximum(stray_one, stray_other),
        "first_word_same": matched_one[:, 0] & matched_other[:, 0],
        "last_word_same": _last(records, left, matched_one) & _last(records, right, matched_other),
        "words_least": np.minimum(records.full_words_count[left], records.full_words_count[right]),
        "words_most": np.maximum(records.full_words_count[left], records.full_words_count[right]),
        "line_likeness": line,
        "line_jaro": jaro,
        "letters_same": records.letters[left] == records.letters[right],
    }
    here_one = (records.word_commoner_here[left] * (same_one & full_one)[:, :count]).sum(1)
    here_other = (records.word_commoner_here[right] * (same_other & full_other)[:, :count]).sum(1)
    is_one_province = (records.province[left] == records.province[right]) & (records.province[left] >= 0)
    compared["commoner_here"] = np.where(is_one_province, np.minimum(here_one, here_other), 0)
    run_together = (line >= _WHOLE) & (compared["extra_most"] + compared["words_alike"] > 0)
    for column in (
        *(name for name in compared if name.startswith(("extra", "stray"))),
        "unlikeness",
        "words_alike",
        "alike_known",
    ):
        compared[column] = np.where(run_together, 0, compared[column])
    weight = np.where(run_together, np.minimum(whole_one, whole_other), weight)
    compared["run_together"] = run_together
    compared["name_weight"] = weight
    shorter = records.full_words_count[left] <= records.full_words_count[right]
    whole_name = np.where(shorter, records.name_rarity[left], records.name_rarity[right])
    is_whole = (compared["extra_least"] == 0) & (compared["unlikeness"] < 0.3)
    compared["name_rarity"] = np.where(is_whole, np.minimum(weight, whole_name), weight)
    already_counted = weight - compared["name_rarity"]
    compared["together"] = np.maximum(compared["together"] - already_counted, 0)
    return {name: np.asarray(column, dtype=np.float32) for name, column in compared.items()}


def _added(numbers: Floats) -> Floats:
    """Return the sum of each row, whatever its columns: added in the order of all columns, so that short names have the same sums."""
    every = np.zeros((len(numbers), WORDS_COUNT + ALIAS_COUNT), dtype=numbers.dtype)
    every[:, : numbers.shape[1]] = numbers
    added: Floats = every.sum(1)
    return added


def _abbreviated(records: Records, short: tuple[Ints, Bools], long: tuple[Ints, Bools]) -> Ints:
    """Return how many words the other name abbreviates to two letters that it writes as a word (SA for SUKMA ALAMSYAH).

    `short`, `long`: rows of the records, and which of their words have no counterpart; those of an abbreviation are struck from both.
    """
    (rows, extra), (rows_long, extra_long) = short, long
    places_count = records.words_count
    words, words_long = records.words[rows][:, :places_count], records.words[rows_long][:, :places_count]
    is_short = extra & records.word_is_of_two_letters[np.maximum(words, 0)]
    count = np.zeros(len(rows), dtype=np.int32)
    for pair in np.flatnonzero(is_short.any(1) & (extra_long.sum(1) > 1)):
        for place in np.flatnonzero(is_short[pair]):
            letters = records.vocabulary[words[pair, place]]
            places = [
                at
                for at in range(places_count - 1)
                if extra_long[pair, at : at + 2].all()
                and letters == "".join(records.vocabulary[word][0] for word in words_long[pair, at : at + 2])
            ]
            if places:
                extra[pair, place] = False
                extra_long[pair, places[0] : places[0] + 2] = False
                count[pair] += 2
    return count


def _begins_later(
    records: Records, longer: tuple[Ints, Bools], other: tuple[Ints, Bools], matched_other: Bools
) -> Bools:
    """Tell which names are the other name with a word before it; initials, and words that names are written with and without, do not count.

    `longer`, `other`: sounds of the names, and which of them have no counterpart. DEAN ASLI CHAIDIR is so beside MUHAMAD ASLI CHAIDIR,
    and M. ADI NUGRAHA beside NUGRAHA.
    """
    (sounds, extra), (sounds_other, extra_other) = longer, other
    count = records.words_count
    rows = np.arange(len(sounds))
    first, first_other = (_full(records, each)[:, :count].argmax(1) for each in (sounds, sounds_other))
    second_other = np.minimum(first_other + 1, count - 1)
    is_light_other = extra_other[rows, first_other] & _is_light(records, sounds_other[rows, first_other])
    begins = matched_other[rows, first_other] | (is_light_other & matched_other[rows, second_other])
    found: Bools = extra[rows, first] & ~_is_light(records, sounds[rows, first]) & begins
    return found


def _is_light(records: Records, sounds: Ints) -> Bools:
    """Tell which places hold a word that names are written with and without."""
    return np.asarray((sounds >= 0) & records.word_is_light[sounds], dtype=np.bool_)


def _alias_matched(same: Bools, full: Bools, count: int) -> Bools:
    """Return which names contain a word of the other's second name (`RANO KARNO (SI DOEL)`)."""
    return np.asarray((same & full)[:, count:].any(1), dtype=np.bool_)


def _alias_unmatched(same: Bools, full: Bools, count: int) -> Ints:
    """Return how many words of a second name the other lacks, where it has the rest: of YOYOK SUKAWI, beside SUKAWI SUTARIP, one."""
    same, full = same[:, count:], full[:, count:]
    counted: Ints = np.where((same & full).any(1), (full & ~same).sum(1), 0)
    return counted


def _together(records: Records, left: Ints, same: Bools) -> Floats:
    """Return how much commoner the shared words are as neighbours than each by itself, summed over the neighbours of the left name.

    `same`: pair, place on the left, place on the right. Neighbours that are neighbours on the right as well count.
    """
    count = records.words_count
    here = same[:, :count, :count]
    both = (here[:, :-1, :-1] & here[:, 1:, 1:]).any(2)
    counted: Floats = (records.words_together[left][:, :-1] * both).sum(1)
    return counted


def _full(records: Records, sounds: Ints) -> Bools:
    """Tell which places hold a word that is more than an initial."""
    return (sounds >= 0) & (records.sound_length[sounds] > 1)


def _first_letters(records: Records, rows: Ints) -> Ints:
    words = records.words[rows]
    return np.where(words >= 0, records.first_letter[words], -1)


def _last(records: Records, rows: Ints, matched: Bools) -> Bools:
    """Tell of which names the last word is matched."""
    last = np.maximum((records.words[rows][:, : records.words_count] >= 0).sum(1) - 1, 0)
    found: Bools = matched[np.arange(len(rows)), last]
    return found


class _Alike(NamedTuple):
    """Words without equal: how like the most like counterpart of each is (0 where none is); and for each pair of names.

    known: how well known both words of the alike are, summed; two known words (YUDI, RUDI) are two names, a misspelling is not known.
    first_letter_differs: words alike but for the letter that they begin with.
    """

    like_one: Floats
    like_other: Floats
    known: Floats
    first_letter_differs: Floats


def _alike(records: Records, one: Ints, other: Ints, open_one: Bools, open_other: Bools) -> _Alike:
    pair, column_one, column_other = np.nonzero(open_one[:, :, None] & open_other[:, None, :])
    found = _Alike(*(np.zeros(shape, np.float32) for shape in (one.shape, other.shape, len(one), len(one))))
    if len(pair) == 0:
        return found
    first, second = one[pair, column_one], other[pair, column_other]
    like = _likeness(records, first, second)
    np.maximum.at(found.like_one, (pair, column_one), like)
    np.maximum.at(found.like_other, (pair, column_other), like)
    unknown = records.unseen_rarity - np.maximum(records.word_rarity[first], records.word_rarity[second])
    np.add.at(found.known, pair, np.where(like > 0, unknown, 0))
    begins = records.sound_first_letter
    np.add.at(found.first_letter_differs, pair, (like > 0) & (begins[first] != begins[second]))
    return found


def _likeness(records: Records, first: Ints, second: Ints) -> Floats:
    """Return how alike words are, 0 to 1; 0 where they are less alike than counts."""
    low, high = np.minimum(first, second).astype(np.int64), np.maximum(first, second).astype(np.int64)
    unique, which = np.unique((low << 32) | high, return_inverse=True)
    texts = records.sound_texts
    ones, others = [texts[code] for code in unique >> 32], [texts[code] for code in unique & 0xFFFFFFFF]
    changed = cpdist(ones, others, scorer=OSA.normalized_similarity, dtype=np.float32, workers=_THREADS)
    jaro = cpdist(ones, others, scorer=JaroWinkler.normalized_similarity, dtype=np.float32, workers=_THREADS)
    like = np.maximum(changed, np.where(jaro >= _JARO_FROM, jaro - _JARO_DISCOUNT, 0))
    shared = cpdist(ones, others, scorer=Prefix.similarity, dtype=np.int32, workers=_THREADS)
    lengths = records.sound_length
    shorter = np.minimum(lengths[unique >> 32], lengths[unique & 0xFFFFFFFF])
    cut_short = (shared == shorter) & (shorter >= _CUT_SHORT_FROM)
    like = np.maximum(like, np.where(cut_short, _CUT_SHORT_LIKENESS, 0))
    counted: Floats = np.where(like >= LEAST_LIKENESS, like, 0)[which].astype(np.float32)
    return counted

"""Comparison of candidacy pairs: one row per pair, one column per kind of evidence."""

from collections.abc import Iterator

import polars as pl

from hub.identity import context_agreement, word_agreement
from hub.identity.records import Ints, Records

COLUMNS = {
    "name_rarity": "How rare the shared name is: -ln of the share of candidates who bear it; common whole names count as common",
    "name_weight": "The sum of the rarities of the shared words",
    "words_same": "Words that sound the same",
    "words_sound_same": "of these, words that are spelled in two ways",
    "words_alike": "Words that differ in a few letters",
    "unlikeness": "How much the words that are alike differ, summed",
    "alike_known": "How well known both words of each such couple are: two known words are two names, a misspelling is not known",
    "alike_first_letter_differs": "Such couples that begin with two letters",
    "initials_same": "Initials on both sides",
    "initials_for_words": "Initials on one side that a word of the other side begins with",
    "extra_least": "Words without counterpart, on the side that has fewer, with those of a second name of which the other has a part: above zero each side has a word the other lacks",
    "extra_most": "Words without counterpart, on the side that has more",
    "extra_weight_least": "Their rarity, on the side that has less",
    "extra_weight_most": "Their rarity, on the side that has more",
    "extra_first": "One name is the other with a word before it, and not a word that names are written with and without",
    "extra_begin_alike": "Each side has one word without counterpart, and both begin with one letter",
    "extra_light": "Of the words without counterpart, those that names are written with and without (Muhamad, Andi)",
    "alias_same": "A second name of the one, such as one in brackets, stands in the other",
    "together": "How much commoner the shared words are next to each other than each by itself, beyond what the rarity of the whole name says",
    "commoner_here": "How much commoner the shared words are in the province of both than in the country",
    "stray_initials_least": "Initials without counterpart, on the side that has fewer",
    "stray_initials_most": "Initials without counterpart, on the side that has more",
    "first_word_same": "The first words agree",
    "last_word_same": "The last words agree",
    "words_least": "Words of the shorter name",
    "words_most": "Words of the longer name",
    "line_likeness": "Likeness of the names without spaces, by letters changed",
    "line_jaro": "Likeness of the names without spaces, by Jaro-Winkler",
    "letters_same": "What is written before the first comma is the same, letter for letter",
    "run_together": "The names are the same when spaces are left out, and not otherwise",
    "gender_differs": "The genders stated differ",
    "gender_unknown": "A gender is not stated",
    "party_same": "The same party line",
    "party_differs": "Two party lines",
    "district_same": "Districts of the same office and name, or the one became the other when districts were redrawn",
    "province_same": "The same province, as before the splits since 2012",
    "province_differs": "Two provinces",
    "office_kind_same": "The same kind of office",
    "councils": "Both stand for the council of a province, a regency or a city",
    "one_council": "One of the two stands for such a council",
    "years_apart": "Years between the editions",
    "residence_same": "The same regency or city of residence",
    "residence_near": "Residences in one province, or both around the capital",
    "residence_far": "Residences in two provinces",
    "residence_kind_differs": "The same name of residence, but city on one side and regency on the other",
    "residence_rarity": "How rare the shared residence is",
    "home_where_other_stands": "One lives in the province where the other stands",
    "titles_shared": "Degrees and titles that both bear",
    "titles_shared_rarity": "How rare these are",
    "titles_lost": "Titles of the earlier candidacy that the later lacks",
    "titles_gained": "Titles of the later candidacy that the earlier lacks",
    "titles_exchanged": "The lesser of both: above zero each bears a title that the other lacks",
    "haji_both": "Both are hajis",
    "haji_lost": "Haji in the earlier candidacy only",
    "haji_gained": "Haji in the later candidacy only",
    "birth_date_same": "The birth dates are equal",
    "birth_date_near": "The birth dates differ in one part, or have day and month exchanged",
    "birth_date_differs": "The birth dates differ",
    "birth_year_same": "The years of birth are equal, where a side states no more than the year",
    "birth_year_near": "The years of birth are next to each other, where a side states no more than the year",
    "birth_year_differs": "The years of birth differ by more, where a side states no more than the year",
    "birth_place_same": "The birth places agree",
    "birth_place_differs": "The birth places differ",
}
"""Columns of a comparison and what each says."""

_CHUNK = 50_000
"""Pairs compared at a time: bounds the memory."""
_MANY = 1000
"""Pairs from which short names are compared by themselves."""


def compare(records: Records, left: Ints, right: Ints) -> pl.DataFrame:
    """Return the comparison of the pairs whose names share enough: `left`, `right` (record numbers) and `COLUMNS` as Float32.

    One row per pair. `left`, `right`: sorted; the rows keep that order.
    """
    return pl.concat(in_parts(records, left, right))


def in_parts(records: Records, left: Ints, right: Ints) -> Iterator[pl.DataFrame]:
    """Yield the comparison as `compare` returns it, a part of the pairs at a time: all of a large list at once would not fit into memory."""
    is_short, short = (records.is_short(), records.shortened()) if len(left) >= _MANY else (None, records)
    for start in range(0, max(len(left), 1), _CHUNK):
        one, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        if is_short is None:
            yield _compared(records, one, other)
            continue
        both = is_short[one] & is_short[other]
        parts = _compared(short, one[both], other[both]), _compared(records, one[~both], other[~both])
        yield pl.concat(parts).sort("left", "right")


def _compared(records: Records, left: Ints, right: Ints) -> pl.DataFrame:
    jaro = word_agreement.line_jaro(records, left, right)
    worth = word_agreement.is_worth_comparing(records, left, right, jaro)
    left, right, jaro = left[worth], right[worth], jaro[worth]
    columns = word_agreement.compare(records, left, right, jaro) | context_agreement.compare(records, left, right)
    return pl.DataFrame({"left": left, "right": right} | {name: columns[name] for name in COLUMNS}).with_columns(
        pl.col("left", "right").cast(pl.Int32)
    )

"""The terms of the model: products of columns of a comparison, whose weights are learned."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from hub.identity.model import Factor, product

Numbers = npt.NDArray[np.float64]

_PLAIN = [
    "words_same",
    "words_sound_same",
    "words_alike",
    "unlikeness",
    "alike_first_letter_differs",
    "initials_same",
    "initials_for_words",
    "first_word_same",
    "last_word_same",
    "words_least",
    "words_most",
    "line_likeness",
    "line_jaro",
    "run_together",
    "gender_differs",
    "gender_unknown",
    "party_same",
    "party_differs",
    "district_same",
    "province_same",
    "province_differs",
    "office_kind_same",
    "residence_same",
    "residence_near",
    "residence_far",
    "residence_kind_differs",
    "residence_rarity",
    "home_where_other_stands",
    "titles_shared",
    "titles_shared_rarity",
    "titles_lost",
    "titles_gained",
    "titles_exchanged",
    "haji_both",
    "haji_lost",
    "haji_gained",
    "extra_least",
    "extra_most",
    "extra_weight_least",
    "extra_weight_most",
    "stray_initials_least",
    "stray_initials_most",
    "alike_known",
    "extra_first",
    "extra_light",
    "together",
    "commoner_here",
]
_HIGHEST = {
    "words_same": 7, "words_sound_same": 4, "words_alike": 4, "unlikeness": 1, "alike_first_letter_differs": 3,
    "initials_same": 4, "initials_for_words": 3, "words_least": 7, "words_most": 7, "residence_rarity": 12, "titles_shared": 6,
    "titles_shared_rarity": 30, "titles_lost": 6, "titles_gained": 6, "titles_exchanged": 4, "extra_least": 4, "extra_most": 5,
    "extra_weight_least": 30, "extra_weight_most": 40, "stray_initials_least": 2, "stray_initials_most": 4, "alike_known": 15,
    "extra_light": 3, "together": 12, "commoner_here": 12,
}  # fmt: skip
TERMS: dict[str, tuple[Factor, ...]] = {
    **{name: (Factor(name, 0, _HIGHEST.get(name, 1)),) for name in _PLAIN},
    "name_rarity_common": (Factor("name_rarity", 0, 7),),
    "name_rarity_rare": (Factor("name_rarity", 7, 12),),
    "name_rarity_unique": (Factor("name_rarity", 12, 25),),
    "name_weight": (Factor("name_weight", 0, 25),),
    "years_apart_first": (Factor("years_apart", 0, 6),),
    "years_apart_second": (Factor("years_apart", 6, 10),),
    "years_apart_third": (Factor("years_apart", 10, 20),),
    "lines_nearly_equal": (Factor("line_likeness", 0.8, 1),),
    "each_has_a_word_more": (Factor("extra_least", 0, 1),),
    "more_than_one_word": (Factor("words_least", 1, 2),),
    "same_home_other_province": (Factor("province_differs"), Factor("residence_same")),
    "same_home_rare_other_province": (Factor("province_differs"), Factor("residence_rarity", 0, 12)),
    "same_home_same_district": (Factor("district_same"), Factor("residence_same")),
    "same_party_other_province": (Factor("province_differs"), Factor("party_same")),
    "extra_words_to_rare_name": (Factor("extra_most", 0, 5), Factor("name_rarity", 0, 15)),
    "same_home_titles_exchanged": (Factor("residence_same"), Factor("titles_exchanged", 0, 4)),
}

HELPS = frozenset({
    "first_word_same", "last_word_same", "line_likeness", "line_jaro", "lines_nearly_equal", "run_together", "initials_same",
    "initials_for_words", "name_rarity_common", "name_rarity_rare", "name_rarity_unique", "name_weight", "party_same", "district_same",
    "province_same", "residence_same", "residence_rarity", "titles_shared", "titles_shared_rarity", "extra_light",
    "more_than_one_word",
})  # fmt: skip
"""Terms that never speak against one person."""
HINDERS = frozenset({
    "words_sound_same", "words_alike", "unlikeness", "alike_first_letter_differs", "alike_known", "gender_differs", "party_differs",
    "province_differs", "residence_far", "residence_kind_differs", "titles_exchanged", "haji_lost", "extra_least", "extra_most",
    "extra_weight_least", "extra_first", "each_has_a_word_more", "stray_initials_least", "stray_initials_most", "together",
    "commoner_here",
})  # fmt: skip
"""Terms that never speak for one person: names that begin with two letters are no more one person's for it."""


def bounds() -> tuple[Numbers, Numbers]:
    """Return the least and the greatest weight that each term may have."""
    least = [0.0 if name in HELPS else -np.inf for name in TERMS]
    greatest = [0.0 if name in HINDERS else np.inf for name in TERMS]
    return np.array(least), np.array(greatest)


def design(compared: pl.DataFrame) -> Numbers:
    """Return the products of the terms, one column each."""
    return products(compared, TERMS)


def products(compared: pl.DataFrame, terms: Mapping[str, tuple[Factor, ...]]) -> Numbers:
    """Return the products of some terms, one column each."""
    columns = {name: compared[name].to_numpy() for name in {f.column for factors in terms.values() for f in factors}}
    return np.column_stack([product(columns, factors) for factors in terms.values()])

"""Reasons of a pair's score, in words. They say whether birth dates and places agree, never what they are."""

import polars as pl

from hub.identity import bands

_C = pl.col
MAY_BE_RELATIVES = "the names differ as those of relatives do"


def _name() -> pl.Expr:
    """Say how the names agree, the first that holds."""
    all_shared = (_C("extra_most") == 0) & (_C("words_alike") == 0)
    return (
        pl.when(_C("run_together") > 0)
        .then(pl.lit("same name, run together or apart"))
        .when(all_shared & (_C("initials_for_words") > 0))
        .then(pl.lit("same name, a word abbreviated"))
        .when(all_shared & (_C("words_sound_same") > 0))
        .then(pl.lit("same name in another spelling"))
        .when(all_shared & (_C("words_same") > 0))
        .then(pl.lit("same name"))
        .when((_C("extra_most") == 0) & (_C("words_alike") > 0))
        .then(pl.lit("names alike but for a few letters"))
        .when((_C("extra_least") == 0) & (_C("extra_light") == _C("extra_most")) & (_C("words_same") > 0))
        .then(pl.lit("same name but for a title of birth or a given name that comes with it"))
        .when((_C("extra_least") == 0) & (_C("words_same") > 0))
        .then(pl.lit("one name has words more than the other"))
        .when(_C("words_same") > 0)
        .then(pl.lit("names share words, and each has another"))
        .otherwise(pl.lit("names differ"))
    )


_RARE, _COMMON = 12.0, 8.0
_WHERE_TRUE: tuple[tuple[pl.Expr, str], ...] = (
    ((_C("extra_least") == 0) & (_C("name_rarity") >= _RARE), "a rare name"),
    ((_C("extra_least") == 0) & (_C("name_rarity") < _COMMON), "a common name"),
    (bands.relatives(), MAY_BE_RELATIVES),
    (_C("alias_same") > 0, "a second name of one is the other's"),
    (_C("stray_initials_most") > 0, "an initial more"),
    (_C("birth_date_same") > 0, "same birth date"),
    (_C("birth_date_near") > 0, "birth dates nearly the same"),
    (_C("birth_date_differs") > 0, "birth dates differ"),
    (_C("birth_year_same") > 0, "same year of birth"),
    (_C("birth_year_near") > 0, "years of birth next to each other"),
    (_C("birth_year_differs") > 0, "years of birth differ"),
    ((_C("birth_place_same") > 0) & (_C("birth_date_same") == 0), "same birth place"),
    (_C("gender_differs") > 0, "genders differ"),
    (_C("district_same") > 0, "same district"),
    ((_C("province_same") > 0) & (_C("district_same") == 0), "same province"),
    (_C("province_differs") > 0, "other province"),
    (_C("residence_same") > 0, "same residence"),
    (_C("residence_near") > 0, "residence nearby"),
    (_C("residence_far") > 0, "residence elsewhere"),
    (_C("party_same") > 0, "same party"),
    (_C("party_differs") > 0, "other party"),
    (_C("titles_shared") > 1, "several titles shared"),
    (_C("titles_exchanged") > 0, "each bears a title that the other lacks"),
    (_C("is_contested"), "others of that edition are as like"),
)


def in_words() -> pl.Expr:
    """Return the reasons of each row of a comparison with `is_contested`, as a list: `same name`, `same district`, `other party`."""
    said = [pl.when(condition).then(pl.lit(words)) for condition, words in _WHERE_TRUE]
    return pl.concat_list(_name(), *said).list.drop_nulls()

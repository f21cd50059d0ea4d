"""The three bands of a pair: linked, to review, apart. The default is apart.

The model states the thresholds of the bands. Some evidence sends a pair to review however likely it is: a birth date or a gender that
differs, or names that differ as those of relatives do. So nothing contradictory is linked unseen; and nothing of the kind vetoes.
"""

import polars as pl

LINKED, REVIEW, APART = "LINKED", "REVIEW", "APART"


_RARE_FROM = 10.0
"""Rarity of a name that one candidate in 22,000 bears."""
_NEARLY_ONE_LINE = 0.9
_MISSPELLED_LINE = 0.85
"""Where the two words that differ begin alike, as ALLAEN and ALLEN do, and KURNIA and DENIA do not."""


def relatives() -> pl.Expr:
    """Tell which pairs have names that differ as those of relatives do, by the comparison's columns.

    One is the other with a first name before it, as sons and daughters bear their father's; each has a word that the other lacks, and
    the lines are not nearly one (FADLUN PATEDA, ATIN PATEDA); or words are alike but for the letter that they begin with (ARDIN, MARDIN).
    """
    is_misspelled = (pl.col("extra_begin_alike") > 0) & (pl.col("line_likeness") >= _MISSPELLED_LINE)
    is_one_line = (pl.col("line_likeness") >= _NEARLY_ONE_LINE) | is_misspelled
    each_has_another = (pl.col("extra_least") > 0) & ~is_one_line
    begins_otherwise = (pl.col("alike_first_letter_differs") > 0) & (pl.col("run_together") == 0)
    return (pl.col("extra_first") > 0) | each_has_another | begins_otherwise


def same_rare_name_and_home() -> pl.Expr:
    """Tell which pairs bear one rare name, without a word or a letter more on either side, live in one place, and bear no titles that exclude each other."""
    nothing_more = (pl.col("extra_most") == 0) & (pl.col("words_alike") == 0) & (pl.col("run_together") == 0)
    is_rare = pl.col("name_rarity") >= _RARE_FROM
    return nothing_more & is_rare & (pl.col("residence_same") > 0) & (pl.col("titles_exchanged") == 0)


def band(link_from: float, review_from: float, councils_link_from: float) -> pl.Expr:
    """Return the band of each row, from `score` (probability), `context_score` (without birth), `cautious_score` and the comparison's columns.

    link_from, review_from: probabilities where the bands begin; councils_link_from: where links begin between two lists for councils.

    A birth date that differs vetoes nothing: a pair that name and context would link waits for review. Of a council and another office, the weights of
    councils have to agree, unless name and home are the same and the name is rare.
    """
    birth_differs = pl.col("birth_date_differs") + pl.col("birth_year_differs")
    birth_agrees = pl.col("birth_date_same") + pl.col("birth_date_near") + pl.col("birth_year_same")
    perhaps_relatives = relatives() & (birth_agrees == 0)
    contradicted = (birth_differs + pl.col("gender_differs") > 0) | perhaps_relatives
    council_agrees = (pl.col("cautious_score") >= link_from) | (pl.col("one_council") == 0) | same_rare_name_and_home()
    least = pl.when(pl.col("councils") > 0).then(pl.lit(councils_link_from)).otherwise(pl.lit(link_from))
    likely = (pl.col("score") >= least) & council_agrees
    likely_but_for_birth = (pl.col("context_score") >= least) & (birth_differs > 0)
    likely_at_all = pl.col("score") >= review_from
    return (
        pl.when(likely & ~contradicted)
        .then(pl.lit(LINKED))
        .when(likely_at_all | likely_but_for_birth)
        .then(pl.lit(REVIEW))
        .otherwise(pl.lit(APART))
    )

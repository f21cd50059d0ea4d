"""The three bands of a pair: linked, to review, apart. The default is apart.

Where the bands begin stands in the model. Some evidence sends a pair to review however likely it is: a birth date or a gender that
differs, so that nothing contradictory is linked unseen; and nothing of the kind vetoes.
"""

import polars as pl

LINKED, REVIEW, APART = "LINKED", "REVIEW", "APART"


def band(link_from: float, review_from: float) -> pl.Expr:
    """Return the band of each row, from `score` (probability), `context_score` (without birth) and the comparison's columns.

    A birth date that differs vetoes nothing: a pair that name and context would link waits for review.
    """
    contradicted = (pl.col("birth_date_differs") + pl.col("gender_differs")) > 0
    likely = pl.col("score") >= link_from
    likely_but_for_birth = (pl.col("context_score") >= link_from) & (pl.col("birth_date_differs") > 0)
    return (
        pl.when(likely & ~contradicted)
        .then(pl.lit(LINKED))
        .when((pl.col("score") >= review_from) | likely_but_for_birth)
        .then(pl.lit(REVIEW))
        .otherwise(pl.lit(APART))
    )

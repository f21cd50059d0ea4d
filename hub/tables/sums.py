"""Sums of figures that may be null, in which null is not zero."""

import polars as pl


def sum_of_all(figures: str | pl.Expr) -> pl.Expr:
    """Return the sum of a column, null where one of its values is: what is not reported is not zero. The sum of no values is 0."""
    column = pl.col(figures) if isinstance(figures, str) else figures
    return pl.when(column.is_not_null().all()).then(column.sum())

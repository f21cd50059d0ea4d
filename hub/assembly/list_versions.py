"""Versions of a list of candidates, and which of them counts before the others."""

import polars as pl

LIST_ORDER = ("CORRECTED", "FINAL", None, "PROVISIONAL")
"""Versions of a list, the one first whose statement counts before the others'."""

PROVISIONAL_RANK = LIST_ORDER.index("PROVISIONAL")


def list_rank(column: str) -> pl.Expr:
    """Return the place of a list version in LIST_ORDER, 0 for the one that counts first."""
    places = {name: place for place, name in enumerate(LIST_ORDER) if name is not None}
    return pl.col(column).replace_strict(places, default=LIST_ORDER.index(None), return_dtype=pl.Int64)

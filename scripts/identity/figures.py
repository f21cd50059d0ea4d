"""Counts and shares of labelled pairs by band, with 95% intervals."""

import math
from typing import Any

import polars as pl

_Z = 1.959964
"""The 97.5% point of the normal distribution."""


def wilson(found: int, of: int) -> tuple[float, float]:
    """Return the 95% interval of a share after Wilson (1927); 0 to 1 where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share, z2 = found / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(found: int, of: int) -> dict[str, Any]:
    """Return a share with its interval and what it was counted from; the share is None where nothing was."""
    low, high = wilson(found, of)
    return {
        "share": round(found / of, 4) if of else None,
        "low": round(low, 4),
        "high": round(high, 4),
        "found": found,
        "of": of,
    }


def figures(judged: pl.DataFrame) -> dict[str, Any]:
    """Return the figures of labelled pairs with the columns `same` and `band`.

    precision: of the linked, those labelled one person. recall: of one person's, those linked. reached: those linked or to review.
    false_links: of two people's, those linked. missed_links: of one person's, those apart.
    """
    linked, review = pl.col("band") == "LINKED", pl.col("band") == "REVIEW"
    same = pl.col("same")
    counted = judged.select(
        same=same.sum(), different=(~same).sum(), linked=linked.sum(),
        linked_same=(linked & same).sum(), linked_different=(linked & ~same).sum(), review_same=(review & same).sum(),
        review_different=(review & ~same).sum(),
    ).row(0, named=True)  # fmt: skip
    reached = counted["linked_same"] + counted["review_same"]
    return {
        "same": counted["same"],
        "different": counted["different"],
        "precision": share(counted["linked_same"], counted["linked"]),
        "recall": share(counted["linked_same"], counted["same"]),
        "reached": share(reached, counted["same"]),
        "false_links": share(counted["linked_different"], counted["different"]),
        "missed_links": share(counted["same"] - reached, counted["same"]),
        "to_review": {"same": counted["review_same"], "different": counted["review_different"]},
    }

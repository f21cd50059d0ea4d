"""Pair evidence: for all pairs of a cluster, the odds that two candidacies are one person, and how much both state.

Unlike the score of a link it knows of no contention: of a pair that is looked up, nobody else is asked.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import polars as pl

from hub.identity import comparison
from hub.identity.contention import probability
from hub.identity.model import Model
from hub.identity.records import Records

_STATED = (
    ("gender_unknown",),
    ("party_same", "party_differs"),
    ("province_same", "province_differs"),
    ("residence_same", "residence_near", "residence_far"),
    ("birth_date_same", "birth_date_near", "birth_date_differs", "birth_year_same", "birth_year_near", "birth_year_differs"),
)  # fmt: skip
"""Columns of the comparison, at least one of which is set where both state the fact; of gender the first says that they do not."""


class PairEvidence(NamedTuple):
    """log_odds: that both are one person, by name, context and birth; minus infinity where the names share too little to compare.

    would_link: these odds are those of a link.
    stated_count: facts beside the name that both state, of gender, party, province, home and birth. birth_differs: the birth
    dates, or the years of birth, differ.
    """

    log_odds: float
    stated_count: int
    birth_differs: bool
    would_link: bool


UNLIKE = PairEvidence(-np.inf, 0, birth_differs=False, would_link=False)
"""Of two whose names share too little."""


class Evidence:
    """Evidence of pairs of rows of the records, compared when first asked for."""

    def __init__(self, records: Records, weights: Model) -> None:
        self._records, self._weights = records, weights
        self._known: dict[tuple[int, int], PairEvidence] = {}

    def compare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Compare pairs of rows at once, the earlier edition on the left; those known already are left out."""
        wanted = sorted({pair for pair in pairs if pair not in self._known})
        if not wanted:
            return
        left, right = (np.array(side, dtype=np.int32) for side in zip(*wanted, strict=True))
        compared = comparison.compare(self._records, left, right)
        odds = self._weights.log_odds(compared) + self._weights.birth_log_odds(compared)
        told = compared.select(
            "left",
            "right",
            stated=pl.sum_horizontal(
                1 - pl.col("gender_unknown"), *(pl.max_horizontal(group) for group in _STATED[1:])
            ).cast(pl.Int32),
            birth_differs=pl.max_horizontal("birth_date_differs", "birth_year_differs") > 0,
            would_link=pl.Series(probability(odds)) >= self._link_from(compared),
        )
        self._known.update(dict.fromkeys(wanted, UNLIKE))
        for (one, other, stated, differs, links), log_odds in zip(told.iter_rows(), odds.tolist(), strict=True):
            self._known[one, other] = PairEvidence(log_odds, stated, differs, links)

    def _link_from(self, compared: pl.DataFrame) -> pl.Series:
        of_councils = compared["councils"].to_numpy() > 0
        return pl.Series(np.where(of_councils, self._weights.councils_link_from, self._weights.link_from))

    def between(self, ones: Sequence[int], others: Sequence[int]) -> list[PairEvidence]:
        """Return the evidence of each pair of a row of `ones` with a row of `others`."""
        pairs = [in_time(self._records, one, other) for one, other in product(ones, others)]
        self.compare(pairs)
        return [self._known[pair] for pair in pairs]

    def of(self, one: int, other: int) -> PairEvidence:
        """Return the evidence of one pair."""
        return self.between([one], [other])[0]


def in_time(records: Records, one: int, other: int) -> tuple[int, int]:
    """Return two rows with the earlier edition first."""
    first, second = sorted((one, other), key=lambda row: (int(records.edition[row]), row))
    return first, second

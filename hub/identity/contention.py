"""Contention: candidacies of one edition that compete for one person, since the law allows a person one contest per edition.

Of all candidacies of an edition at most one is the same person as a given candidacy. Where two are as like as each other, neither
gets more than half of the probability, and where one fits much better the others lose theirs.
"""

import numpy as np
import numpy.typing as npt

from hub.identity.records import Ints

_MOST = 30.0
"""Log odds are held between plus and minus this: beyond, numbers overflow and nothing changes."""

Numbers = npt.NDArray[np.float64]


def contend(left: Ints, right: Ints, edition: Ints, log_odds: Numbers) -> Numbers:
    """Return the probability of each pair given all pairs: odds / (1 + the odds of all pairs that exclude each other).

    `edition` is the edition of every record. Exclusive are the pairs of one left record with records of one edition, and those
    of one right record with records of one edition.
    """
    if len(left) == 0:
        return np.zeros(0)
    odds = np.exp(np.clip(log_odds, -_MOST, _MOST))
    editions_count = int(edition.max()) + 1
    by_left = left.astype(np.int64) * editions_count + edition[right]
    by_right = right.astype(np.int64) * editions_count + edition[left]
    size = len(edition) * editions_count
    contending = np.bincount(by_left, odds, size)[by_left] + np.bincount(by_right, odds, size)[by_right] - odds
    held: Numbers = odds / (1 + contending)
    return held


def probability(log_odds: Numbers) -> Numbers:
    """Return the probability of each pair by itself, nothing contending."""
    odds: Numbers = np.exp(np.clip(log_odds, -_MOST, _MOST))
    return odds / (1 + odds)

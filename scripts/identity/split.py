"""Splits candidacies by person into folds, so that nobody who is measured on is learned from."""

import hashlib

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from hub.identity.records import Ints

FOLDS_COUNT = 5


def folds(candidacies: list[str], together: pl.DataFrame) -> Ints:
    """Return the fold of each candidacy, 0 to `FOLDS_COUNT` less one.

    `together` are pairs of candidacies (`left`, `right`) that may be one person or that are labelled against each other; whoever is
    connected by them, through others too, is in one fold. A fold depends on its candidacies alone, not on their order.
    """
    row_of = {candidacy: row for row, candidacy in enumerate(candidacies)}
    left = [row_of[one] for one in together["left"]]
    right = [row_of[other] for other in together["right"]]
    size = len(candidacies)
    count, component = connected_components(coo_array((np.ones(len(left)), (left, right)), shape=(size, size)))
    first = np.full(count, "", dtype=object)
    for row in sorted(range(size), key=candidacies.__getitem__, reverse=True):
        first[component[row]] = candidacies[row]
    fold = np.array([hashlib.sha256(name.encode()).digest()[0] % FOLDS_COUNT for name in first], dtype=np.int32)
    chosen: Ints = fold[component]
    return chosen

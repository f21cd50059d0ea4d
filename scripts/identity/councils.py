"""Learns what is weighed otherwise between two lists for councils, beside the weights that all lists share.

All who stand in a district of a province live near each other, so that district and home tell less than between lists of the DPR. No
council states birth dates: what is known for certain are the pairs within a list, which are two people.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from hub.identity.contention import contend
from hub.identity.context_agreement import COUNCIL
from hub.identity.frequencies import Frequencies
from hub.identity.model import Factor
from hub.identity.strangers import is_repeated
from scripts.identity.calibration import ListPair, line_between
from scripts.identity.pairs import Pairs, compare_lists
from scripts.identity.terms import Numbers, products
from scripts.identity.training import ROUNDS, STRANGERS_WEIGHT, Trained, fit

LISTS = ListPair("2014", "2019", "DPRD_PROVINCE")
TERMS: dict[str, tuple[Factor, ...]] = {
    "district_same": (Factor("district_same"),),
    "province_differs": (Factor("province_differs"),),
    "residence_same": (Factor("residence_same"),),
    "residence_rarity": (Factor("residence_rarity", 0, 12),),
    "residence_far": (Factor("residence_far"),),
    "party_same": (Factor("party_same"),),
    "party_differs": (Factor("party_differs"),),
    "name_rarity_usual": (Factor("name_rarity", 0, 12),),
    "name_rarity_unique": (Factor("name_rarity", 12, 25),),
    "extra_most": (Factor("extra_most", 0, 5),),
    "words_alike": (Factor("words_alike", 0, 4),),
    "titles_shared_rarity": (Factor("titles_shared_rarity", 0, 30),),
    "titles_exchanged": (Factor("titles_exchanged", 0, 4),),
}


def compare_councils(candidacies: pl.DataFrame, frequencies: Frequencies) -> Pairs:
    """Return the pairs of the lists for councils, compared; rows that a publisher printed twice are not taken for strangers."""
    pairs = compare_lists(candidacies.filter(pl.col("office").cast(pl.String).str.starts_with(COUNCIL)), frequencies)
    return replace(pairs, within=pairs.within.filter(~is_repeated(pairs.records, pairs.within)))


def stated(pairs: Pairs, shared: Trained) -> dict[str, Any]:
    """Return `councils` of `model.json`: terms beside the weights that all lists share, and the calibration."""
    trained = train(pairs, shared)
    own = Trained(trained.weights, trained.intercept)

    def log_odds(compared: pl.DataFrame) -> Numbers:
        return shared.log_odds(compared) + _own(compared, own)

    scale, shift = line_between(pairs, log_odds, (LISTS,))
    return {
        "calibration": {"scale": round(scale, 4), "shift": round(shift, 4)},
        "intercept": round(own.intercept, 5),
        "terms": [
            {
                "name": name,
                "weight": round(own.weights[name], 5),
                "factors": [{"column": f.column, "low": f.low, "high": f.high} for f in factors],
            }
            for name, factors in TERMS.items()
        ],
    }


def train(pairs: Pairs, shared: Trained, rounds: int = ROUNDS) -> Trained:
    """Return the weights of `TERMS` that, added to the shared ones, part pairs between lists from pairs within them."""
    left, right = pairs.between["left"].to_numpy(), pairs.between["right"].to_numpy()
    given = shared.log_odds(pairs.between), shared.log_odds(pairs.within)
    of_between, of_within = products(pairs.between, TERMS), products(pairs.within, TERMS)
    spread = of_between.std(0) + 1e-6
    of_between, of_within = of_between / spread, of_within / spread
    features = np.vstack([of_between, of_between, of_within])
    offset = np.concatenate([given[0], given[0], given[1]])
    is_same = np.r_[np.ones(len(of_between)), np.zeros(len(of_between) + len(of_within))]
    limits = np.full(len(TERMS), -np.inf), np.full(len(TERMS), np.inf)
    fitted = np.zeros(len(TERMS) + 1)
    probability = contend(left, right, pairs.records.edition, given[0])
    for _ in range(rounds):
        weight = np.r_[probability, 1 - probability, np.full(len(of_within), STRANGERS_WEIGHT)]
        fitted = fit(features, is_same, weight, fitted, limits=limits, offset=offset)
        log_odds = given[0] + of_between @ fitted[:-1] + fitted[-1]
        probability = contend(left, right, pairs.records.edition, log_odds)
    return Trained(dict(zip(TERMS, (fitted[:-1] / spread).tolist(), strict=True)), float(fitted[-1]))


def _own(compared: pl.DataFrame, own: Trained) -> Numbers:
    total: Numbers = products(compared, TERMS) @ np.array(list(own.weights.values())) + own.intercept
    return total

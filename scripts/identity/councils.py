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
from scripts.identity.training import Trained, fit

LISTS = ListPair("2014", "2019", "DPRD_PROVINCE")
TERMS: dict[str, tuple[Factor, ...]] = {
    "district_same": (Factor("district_same"),),
    "province_differs": (Factor("province_differs"),),
    "residence_same": (Factor("residence_same"),),
    "residence_near": (Factor("residence_near"),),
    "residence_rarity": (Factor("residence_rarity", 0, 12),),
    "residence_far": (Factor("residence_far"),),
    "party_same": (Factor("party_same"),),
    "party_differs": (Factor("party_differs"),),
    "name_rarity_usual": (Factor("name_rarity", 0, 12),),
    "name_rarity_unique": (Factor("name_rarity", 12, 25),),
    "commoner_here": (Factor("commoner_here", 0, 12),),
    "together": (Factor("together", 0, 12),),
    "words_least": (Factor("words_least", 0, 4),),
    "words_sound_same": (Factor("words_sound_same", 0, 4),),
    "words_alike": (Factor("words_alike", 0, 4),),
    "unlikeness": (Factor("unlikeness"),),
    "lines_nearly_equal": (Factor("line_likeness", 0.8, 1),),
    "initials_for_words": (Factor("initials_for_words", 0, 3),),
    "extra_least": (Factor("extra_least", 0, 4),),
    "extra_most": (Factor("extra_most", 0, 5),),
    "extra_weight_most": (Factor("extra_weight_most", 0, 40),),
    "extra_weight_least": (Factor("extra_weight_least", 0, 30),),
    "extra_light": (Factor("extra_light", 0, 3),),
    "alike_known": (Factor("alike_known", 0, 15),),
    "initials_same": (Factor("initials_same", 0, 4),),
    "stray_initials_most": (Factor("stray_initials_most", 0, 4),),
    "letters_same": (Factor("letters_same"),),
    "residence_kind_differs": (Factor("residence_kind_differs"),),
    "home_where_other_stands": (Factor("home_where_other_stands"),),
    "titles_shared": (Factor("titles_shared", 0, 6),),
    "titles_shared_rarity": (Factor("titles_shared_rarity", 0, 30),),
    "haji_both": (Factor("haji_both"),),
    "titles_exchanged": (Factor("titles_exchanged", 0, 4),),
    "titles_lost": (Factor("titles_lost", 0, 4),),
    "titles_gained": (Factor("titles_gained", 0, 4),),
    "haji_lost": (Factor("haji_lost"),),
    "haji_gained": (Factor("haji_gained"),),
    "same_party_and_home": (Factor("party_same"), Factor("residence_same")),
    "same_party_and_district": (Factor("party_same"), Factor("district_same")),
    "same_home_and_district": (Factor("residence_same"), Factor("district_same")),
    "same_party_rare_name": (Factor("party_same"), Factor("name_rarity", 0, 12)),
    "same_home_rare_name": (Factor("residence_same"), Factor("name_rarity", 0, 12)),
    "same_district_rare_name": (Factor("district_same"), Factor("name_rarity", 0, 12)),
}
LINK_FROM = 0.7
"""Probability from which a pair of two lists for councils is linked: there less than one link in 200 is to be expected false (docs/decisions/0290-councils-as-good-as-the-dpr.md)."""
_STRANGERS_WEIGHT = 1.0
"""What a pair within a list counts beside one between the lists: there are as many."""
_MOST_ROUNDS, _STEADY = 60, 0.01
"""Rounds of expectation and maximisation, and the greatest change of a weight at which they end before."""


def compare_councils(candidacies: pl.DataFrame, frequencies: Frequencies) -> Pairs:
    """Return the pairs of the lists for councils, compared; rows that a publisher printed twice are not taken for strangers."""
    pairs = compare_lists(candidacies.filter(pl.col("office").cast(pl.String).str.starts_with(COUNCIL)), frequencies)
    years = pl.lit(float(LISTS.later) - float(LISTS.earlier), pl.Float32)
    within = pairs.within.filter(~is_repeated(pairs.records, pairs.within)).with_columns(years_apart=years)
    return replace(pairs, within=within)


def stated(pairs: Pairs, shared: Trained) -> dict[str, Any]:
    """Return `councils` of `model.json`: terms beside the weights that all lists share, and the calibration."""
    trained = train(pairs, shared)
    own = Trained(trained.weights, trained.intercept)

    def log_odds(compared: pl.DataFrame) -> Numbers:
        return shared.log_odds(compared) + _own(compared, own)

    scale, shift = line_between(pairs, log_odds, (LISTS,))
    return {
        "link_from": LINK_FROM,
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


def train(pairs: Pairs, shared: Trained) -> Trained:
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
    for _ in range(_MOST_ROUNDS):
        weight = np.r_[probability, 1 - probability, np.full(len(of_within), _STRANGERS_WEIGHT)]
        before, fitted = fitted, fit(features, is_same, weight, fitted, limits=limits, offset=offset)
        if np.abs(fitted - before).max() < _STEADY:
            break
        log_odds = given[0] + of_between @ fitted[:-1] + fitted[-1]
        probability = contend(left, right, pairs.records.edition, log_odds)
    return Trained(dict(zip(TERMS, (fitted[:-1] / spread).tolist(), strict=True)), float(fitted[-1]))


def _own(compared: pl.DataFrame, own: Trained) -> Numbers:
    total: Numbers = products(compared, TERMS) @ np.array(list(own.weights.values())) + own.intercept
    return total

"""Learns the weights of `hub/identity/model.json` from the lists themselves.

What is known for certain: two candidacies of one edition are two people, so all alike pairs within a list show how alike strangers
are; pairs with equal birth dates and compatible names are one person, pairs with other dates two. All other pairs between
editions are unlabelled: their probability is computed with the weights so far, as in the model of Fellegi and Sunter with
expectation and maximisation, and in each round the candidacies of one edition contend for being the same person.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from scipy.optimize import Bounds, minimize
from scipy.special import expit

from hub.identity.contention import contend
from scripts.identity.pairs import Pairs, first_guess, known
from scripts.identity.terms import TERMS, Numbers, bounds, design

STRANGERS_WEIGHT = 0.3
"""What a pair within a list counts beside a pair between lists: there are more of them than the lists between need."""
ROUNDS = 14
_STEEP = 1e-4
"""Gradient per unit of weight at which fitting ends."""
_EASY, _KEPT_OF_EASY = -9.0, 6


@dataclass
class Trained:
    """Weights by term, and the intercept."""

    weights: dict[str, float]
    intercept: float
    rounds: list[float] = field(default_factory=list)

    def log_odds(self, compared: pl.DataFrame) -> Numbers:
        """Return the log odds of each pair."""
        return design(compared) @ np.array(list(self.weights.values())) + self.intercept


def train(pairs: Pairs, rounds: int = ROUNDS) -> Trained:
    """Return weights learned from pairs, in `rounds` of expectation and maximisation. The same pairs give the same weights."""
    stated = known(pairs.between)
    used = stated != -1
    between, stated = pairs.between.filter(pl.Series(used)), stated[used]
    between, between_weight, stated = _thinned(between, stated)
    within, within_weight, _ = _thinned(_as_between(pairs), np.full(pairs.within.height, np.nan))
    left, right = between["left"].to_numpy(), between["right"].to_numpy()
    of_between, of_within = design(between), design(within)
    mean, spread = of_between.mean(0), of_between.std(0) + 1e-6
    of_between, of_within = (of_between - mean) / spread, (of_within - mean) / spread
    everything = np.vstack([of_between, of_between, of_within])
    is_same = np.r_[np.ones(len(of_between)), np.zeros(len(of_between) + len(of_within))]
    probability = np.where(np.isnan(stated), 1 / (1 + np.exp(-first_guess(between))), stated)
    trained = Trained({}, 0.0)
    fitted = np.zeros(len(TERMS) + 1)
    for _ in range(rounds):
        weight = np.r_[
            probability * between_weight, (1 - probability) * between_weight, STRANGERS_WEIGHT * within_weight
        ]
        counted = weight > 1e-3
        fitted = fit(everything[counted], is_same[counted], weight[counted], fitted, limits=bounds())
        log_odds = of_between @ fitted[:-1] + fitted[-1]
        log_odds = np.where(np.isnan(stated), log_odds, np.where(stated == 1, 12, -12))
        contended = contend(left, right, pairs.records.edition, log_odds)
        probability = np.where(np.isnan(stated), contended, stated)
        trained.rounds.append(float((probability * between_weight).sum()))
    per_unit = fitted[:-1] / spread
    trained.weights = dict(zip(TERMS, per_unit.tolist(), strict=True))
    trained.intercept = float(fitted[-1] - (per_unit * mean).sum())
    return trained


def fit(
    features: Numbers,
    is_same: Numbers,
    weight: Numbers,
    start: Numbers,
    *,
    limits: tuple[Numbers, Numbers],
    offset: Numbers | float = 0.0,
) -> Numbers:
    """Return the weights, the intercept last, of a logistic regression whose weights keep between `limits`.

    `offset` is added to the log odds of each pair. Maximises the weighted likelihood less half the sum of squared weights (as sklearn with C=1 does), from `start` on.
    """
    signed = np.where(is_same > 0, 1.0, -1.0)
    penalised = np.r_[np.ones(features.shape[1]), 0.0]
    scale = float(weight.sum())

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margin = signed * (features @ weights[:-1] + weights[-1] + offset)
        pull = -signed * weight * expit(-margin)
        total = float((weight * np.logaddexp(0, -margin)).sum() + 0.5 * (penalised * weights**2).sum())
        return total / scale, (np.r_[features.T @ pull, pull.sum()] + penalised * weights) / scale

    least, greatest = limits
    found: Numbers = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=Bounds(np.r_[least, -np.inf], np.r_[greatest, np.inf]),
        options={"maxiter": 300, "gtol": _STEEP, "ftol": _STEEP**2},
    ).x
    return found


def _as_between(pairs: Pairs) -> pl.DataFrame:
    """Return the pairs within editions with the years apart of pairs between: that a list is one list tells nothing of strangers."""
    years = np.random.default_rng(0).choice(pairs.between["years_apart"].to_numpy(), pairs.within.height)
    return pairs.within.with_columns(years_apart=pl.Series(years))


def _thinned(compared: pl.DataFrame, stated: Numbers) -> tuple[pl.DataFrame, Numbers, Numbers]:
    """Keep every sixth of the pairs that are plainly two people, with six times the weight: they are most of all pairs."""
    easy = (first_guess(compared) < _EASY) & (stated != 1)
    kept = ~easy | (np.arange(compared.height) % _KEPT_OF_EASY == 0)
    weight = np.where(easy, float(_KEPT_OF_EASY), 1.0)[kept]
    return compared.filter(pl.Series(kept)), weight, stated[kept]

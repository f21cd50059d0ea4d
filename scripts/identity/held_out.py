"""Scores every pair with a model that has not seen its people: a model for each fold, trained on the others."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from hub.identity import bands, model
from hub.identity.contention import contend, probability
from hub.identity.model import Model, Numbers
from hub.identity.records import Ints, Records
from scripts.identity.calibration import DATES, PLACES, YEARS
from scripts.identity.pairs import Pairs
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.stated import stated
from scripts.identity.training import train

BIRTH = (*DATES, *YEARS, *PLACES)


@dataclass(frozen=True)
class HeldOut:
    """The compared pairs as models score them that were trained without the person on the left.

    dated, hidden: `left`, `right` (record numbers), `score`, `band`; with birth dates, and as if no list stated any.
    """

    dated: pl.DataFrame
    hidden: pl.DataFrame
    models: tuple[Model, ...]

    def log_odds(self, pairs: Pairs, compared: pl.DataFrame) -> Numbers:
        """Return the log odds of compared pairs by name and context, each from the model that has not seen the person on the left."""
        chosen: Numbers = np.choose(_fold(pairs, compared), [one.log_odds(compared) for one in self.models])
        return chosen


def held_out(pairs: Pairs, link_from: float, review_from: float) -> HeldOut:
    """Train a model per fold and score with each the pairs whose left side is in its fold."""
    models = tuple(model.read(stated(part, train(part))) for part in map(pairs.without_fold, range(FOLDS_COUNT)))
    without_birth = pairs.between.with_columns(pl.lit(0, pl.Float32).alias(name) for name in BIRTH)
    dated, hidden = (
        _by_fold(pairs, compared, models, link_from, review_from) for compared in (pairs.between, without_birth)
    )
    return HeldOut(dated, hidden, models)


def _by_fold(
    pairs: Pairs, compared: pl.DataFrame, models: tuple[Model, ...], link_from: float, review_from: float
) -> pl.DataFrame:
    fold = pl.Series(_fold(pairs, compared))
    parts = [
        scored(pairs.records, compared, one, link_from, review_from).filter(fold == number)
        for number, one in enumerate(models)
    ]
    return pl.concat(parts).sort("left", "right")


def _fold(pairs: Pairs, compared: pl.DataFrame) -> Ints:
    """Return the fold of the left side of each pair."""
    chosen: Ints = pairs.fold[compared["left"].to_numpy()]
    return chosen


def scored(
    records: Records, compared: pl.DataFrame, weights: Model, link_from: float, review_from: float
) -> pl.DataFrame:
    """Return `left`, `right`, `score` and `band` of compared pairs, which contend with each other."""
    left, right = compared["left"].to_numpy(), compared["right"].to_numpy()
    by_context = weights.log_odds(compared)
    odds = by_context + weights.birth_log_odds(compared)
    return compared.with_columns(
        score=pl.Series(contend(left, right, records.edition, odds)),
        context_score=pl.Series(contend(left, right, records.edition, by_context)),
        cautious_score=pl.Series(probability(weights.cautious_log_odds(compared) + odds - by_context)),
    ).select("left", "right", "score", band=bands.band(link_from, review_from, link_from))

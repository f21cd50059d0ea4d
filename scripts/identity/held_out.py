"""Scores every pair with a model that has not seen its people: a model for each fold, trained on the others."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from hub.identity import bands, model
from hub.identity.contention import contend
from hub.identity.model import Model
from hub.identity.records import Records
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.stated import stated
from scripts.identity.training import Pairs, train

BIRTH = ("birth_date_same", "birth_date_near", "birth_date_differs", "birth_place_same", "birth_place_differs")


@dataclass(frozen=True)
class HeldOut:
    """The compared pairs as models score them that were trained without the person on the left.

    dated, hidden: `left`, `right` (record numbers), `score`, `band`; with birth dates, and as if no list stated any. within: log odds
    of the pairs within editions.
    """

    dated: pl.DataFrame
    hidden: pl.DataFrame
    within: np.ndarray
    models: tuple[Model, ...]


def held_out(pairs: Pairs, link_from: float, review_from: float) -> HeldOut:
    """Train a model per fold and score with each the pairs whose left side is in its fold."""
    models = tuple(model.read(stated(part, train(part))) for part in map(pairs.without_fold, range(FOLDS_COUNT)))
    without_birth = pairs.between.with_columns(pl.lit(0, pl.Float32).alias(name) for name in BIRTH)
    fold = pairs.fold[pairs.within["left"].to_numpy()]
    within = np.choose(fold, [one.log_odds(pairs.within) for one in models])
    dated, hidden = (
        _by_fold(pairs, compared, models, link_from, review_from) for compared in (pairs.between, without_birth)
    )
    return HeldOut(dated, hidden, within, models)


def _by_fold(
    pairs: Pairs, compared: pl.DataFrame, models: tuple[Model, ...], link_from: float, review_from: float
) -> pl.DataFrame:
    fold = pl.Series(pairs.fold).gather(compared["left"])
    parts = [
        scored(pairs.records, compared, one, link_from, review_from).filter(fold == number)
        for number, one in enumerate(models)
    ]
    return pl.concat(parts).sort("left", "right")


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
    ).select("left", "right", "score", band=bands.band(link_from, review_from))

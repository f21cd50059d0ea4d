"""A trained model as `hub/identity/model.json` states it, with how it was trained."""

from typing import Any

from scripts.identity.calibration import birth_weights, calibrate, calibrate_across
from scripts.identity.pairs import Pairs
from scripts.identity.split import FOLDS_COUNT
from scripts.identity.terms import TERMS
from scripts.identity.training import ROUNDS, STRANGERS_WEIGHT, Trained

VERSION = "7"
HELD_BACK_FOLD = 0
"""Of the five folds of people, the one that the packaged model has not learned from."""
BANDS = {"link_from": 0.75, "review_from": 0.2}
"""Chosen on pairs that training never saw: docs/decisions/0010-identity-matching.md."""


def stated(pairs: Pairs, trained: Trained) -> dict[str, Any]:
    """Return the model as `model.json` has it, with how it was trained."""
    return {
        "version": VERSION,
        "trained": {
            "by": "scripts/identity/train.py",
            "on": "candidacies of 2009, 2014, 2015, 2019 and 2024 as examples/indonesia builds them",
            "method": "logistic regression on soft labels, expectation and maximisation with contention within editions",
            "pairs_between_count": pairs.between.height,
            "pairs_within_count": pairs.within.height,
            "rounds": ROUNDS,
            "strangers_weight": STRANGERS_WEIGHT,
            "held_back": f"fold {HELD_BACK_FOLD} of {FOLDS_COUNT} of the people",
        },
        "bands": BANDS,
        "calibration": {
            "one_office": _line(calibrate(pairs, trained)),
            "across_offices": _line(calibrate_across(pairs, trained)),
        },
        "birth": _rounded(birth_weights(pairs, trained)),
        "intercept": round(trained.intercept, 5),
        "terms": [
            {
                "name": name,
                "weight": round(trained.weights[name], 5),
                "factors": [{"column": f.column, "low": f.low, "high": f.high} for f in factors],
            }
            for name, factors in TERMS.items()
        ],
    }


def _line(fitted: tuple[float, float]) -> dict[str, float]:
    scale, shift = fitted
    return {"scale": round(scale, 4), "shift": round(shift, 4)}


def _rounded(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {name: _rounded(figure) for name, figure in figures.items()}
    return round(figures, 6)

"""The model that scores a comparison: a sum of weighted terms, as `model.json` states them.

A term is a product of factors; a factor is a column of the comparison, held between two bounds and counted from the lower one.
The sum is the logarithm of the odds that both candidacies are one person's, before birth dates and before other
candidacies compete for the same person. Birth dates and places add the logarithm of how much likelier they make it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Factor:
    """A column of the comparison between two bounds, counted from the lower."""

    column: str
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """Factors that are multiplied, and the weight of the product."""

    factors: tuple[Factor, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Councils:
    """What is weighed otherwise between two lists for councils: terms and intercept added to the sum, scale and shift in place of one office's, and the probability where links begin.

    All who stand in a district of a province live near each other, so that district and home tell less there than between lists of the DPR.
    """

    intercept: float
    terms: tuple[Term, ...]
    line: tuple[float, float]
    link_from: float


@dataclass(frozen=True, slots=True)
class Model:
    """The packaged weights.

    version: stands with every score. terms, intercept: the sum. one_office, across_offices: scale and shift that turn the sum into log
    odds that hold on lists; people stand for the same office again far more often than for another kind.
    councils: None where a model was trained without their lists. birth: column of the comparison -> log of the likelihood ratio. link_from, review_from: probabilities where the bands begin.
    """

    version: str
    intercept: float
    terms: tuple[Term, ...]
    one_office: tuple[float, float]
    across_offices: tuple[float, float]
    councils: Councils | None
    birth: dict[str, float]
    link_from: float
    review_from: float

    @property
    def councils_link_from(self) -> float:
        """Probability from which a pair of two lists for councils is linked."""
        return self.link_from if self.councils is None else self.councils.link_from

    def log_odds(self, compared: pl.DataFrame) -> Numbers:
        """Return the log odds of each pair by name and context, without birth dates."""
        return self._calibrated(compared, summed(compared, self.terms, self.intercept))

    def cautious_log_odds(self, compared: pl.DataFrame) -> Numbers:
        """Return the log odds as `log_odds`, where one of two stands for a council with what is weighed otherwise there.

        Such pairs are linked only where these odds agree: those who stand in one province for two offices and bear one name are often two.
        """
        total = summed(compared, self.terms, self.intercept)
        if self.councils is not None:
            of_councils = summed(compared, self.councils.terms, self.councils.intercept)
            total += np.where(compared["one_council"].to_numpy() > 0, of_councils, 0)
        return self._calibrated(compared, total)

    def _calibrated(self, compared: pl.DataFrame, total: Numbers) -> Numbers:
        is_one_office = compared["office_kind_same"].to_numpy() > 0
        (scale, shift), (across_scale, across_shift) = self.one_office, self.across_offices
        odds = np.where(is_one_office, scale * total + shift, across_scale * total + across_shift)
        if self.councils is None:
            return odds
        scale, shift = self.councils.line
        of_councils = total + summed(compared, self.councils.terms, self.councils.intercept)
        return np.where(compared["councils"].to_numpy() > 0, scale * of_councils + shift, odds)

    def birth_log_odds(self, compared: pl.DataFrame) -> Numbers:
        """Return what birth dates and places add to the log odds of each pair; 0 where they are not stated on both sides."""
        total = np.zeros(compared.height)
        for column, weight in self.birth.items():
            total += weight * compared[column].to_numpy()
        return total


def summed(compared: pl.DataFrame, terms: tuple[Term, ...], intercept: float) -> Numbers:
    """Return the sum of weighted terms and the intercept for every pair."""
    total = np.full(compared.height, intercept)
    columns = {name: compared[name].to_numpy() for name in {factor.column for term in terms for factor in term.factors}}
    for term in terms:
        total += term.weight * product(columns, term.factors)
    return total


def product(columns: dict[str, npt.NDArray[Any]], factors: tuple[Factor, ...]) -> Numbers:
    """Return the product of a term's factors for every pair."""
    total: Numbers = np.ones(len(columns[factors[0].column]))
    for factor in factors:
        total *= np.clip(columns[factor.column], factor.low, factor.high) - factor.low
    return total


def read(stated: Mapping[str, Any]) -> Model:
    """Return the model that `model.json` states. Raises KeyError where it is not of that form."""
    return Model(
        version=stated["version"],
        intercept=stated["intercept"],
        terms=_terms(stated["terms"]),
        one_office=_line(stated["calibration"]["one_office"]),
        across_offices=_line(stated["calibration"]["across_offices"]),
        councils=_councils(stated.get("councils")),
        birth=stated["birth"]["weights"],
        link_from=stated["bands"]["link_from"],
        review_from=stated["bands"]["review_from"],
    )


def _terms(stated: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(
        Term(
            tuple(Factor(factor["column"], factor["low"], factor["high"]) for factor in term["factors"]), term["weight"]
        )
        for term in stated
    )


def _councils(stated: Mapping[str, Any] | None) -> Councils | None:
    if stated is None:
        return None
    return Councils(stated["intercept"], _terms(stated["terms"]), _line(stated["calibration"]), stated["link_from"])


def _line(stated: Mapping[str, float]) -> tuple[float, float]:
    return stated["scale"], stated["shift"]


@cache
def packaged() -> Model:
    """Return the packaged model."""
    return read(json.loads(files("hub.identity").joinpath("model.json").read_text(encoding="utf-8")))

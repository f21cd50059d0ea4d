"""Rules of the bands, one at a time: a pair that a rule is for, and the same pair with each condition of the rule broken."""

import polars as pl
import pytest

from hub.identity.bands import band
from hub.identity.comparison import COLUMNS

SCORES = {"score": 0.9, "context_score": 0.9, "cautious_score": 0.9}


def band_of(**said: float) -> str:
    """Return the band of a pair that a council and another office have, linked from 0.75 (0.7 between councils), to review from 0.2; what is not said is 0."""
    row = dict.fromkeys(COLUMNS, 0.0) | SCORES | {"one_council": 1.0} | said
    found: str = pl.DataFrame([row]).select(band=band(0.75, 0.2, 0.7))["band"].item()
    return found


@pytest.mark.parametrize(("councils", "found"), [(1.0, "LINKED"), (0.0, "REVIEW")])
def test_links_begin_lower_between_councils(councils: float, found: str) -> None:
    assert band_of(score=0.72, councils=councils, one_council=0.0) == found
    assert band_of(score=0.69, councils=councils, one_council=0.0) == "REVIEW"


RARE_AT_HOME = {"cautious_score": 0.6, "name_rarity": 11.7, "residence_same": 1.0}
"""As TRIWISAKSANA of Jakarta Selatan, who stood for the province's council and later, for another party, for the DPR."""


def test_a_council_and_another_office_wait_where_the_weights_of_councils_do_not_agree() -> None:
    assert band_of() == "LINKED"
    assert band_of(cautious_score=0.6) == "REVIEW"
    assert band_of(cautious_score=0.6, one_council=0.0) == "LINKED"


def test_one_rare_name_of_one_home_is_linked_though_they_do_not_agree() -> None:
    assert band_of(**RARE_AT_HOME) == "LINKED"


@pytest.mark.parametrize(
    "broken",
    [
        {"name_rarity": 9.9},
        {"residence_same": 0.0},
        {"extra_most": 1.0},
        {"words_alike": 1.0},
        {"run_together": 1.0},
        {"titles_exchanged": 1.0},
        {"gender_differs": 1.0},
        {"birth_year_differs": 1.0},
        {"score": 0.7},
    ],
)
def test_each_condition_of_it_counts(broken: dict[str, float]) -> None:
    assert band_of(**(RARE_AT_HOME | broken)) == "REVIEW"

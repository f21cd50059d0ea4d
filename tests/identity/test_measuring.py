"""The measuring itself: intervals, shares, the split by person, synthetic lists with a known truth."""

from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.frequencies import packaged
from hub.identity.match import link
from scripts.identity.figures import figures, share, wilson
from scripts.identity.split import FOLDS_COUNT, folds
from scripts.identity.synthetic import Lists, candidacies


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_newcombe(found: int, of: int, low: float, high: float) -> None:
    """Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3."""
    assert wilson(found, of) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_is_not_zero() -> None:
    assert share(0, 0) == {"share": None, "low": 0.0, "high": 1.0, "found": 0, "of": 0}


def test_figures_count_each_band() -> None:
    judged = pl.DataFrame(
        {
            "same": [True] * 10 + [False] * 5,
            "band": ["LINKED"] * 8 + ["REVIEW", "APART"] + ["LINKED", "REVIEW", "APART", "APART", "APART"],
        }
    )
    counted = figures(judged)
    assert (counted["same"], counted["different"]) == (10, 5)
    shares = {
        name: counted[name]["share"] for name in ("precision", "recall", "reached", "false_links", "missed_links")
    }
    assert shares == {"precision": 0.8889, "recall": 0.8, "reached": 0.9, "false_links": 0.2, "missed_links": 0.1}
    assert counted["to_review"] == {"same": 1, "different": 1}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40), st.randoms(use_true_random=False))
def test_who_may_be_one_person_is_in_one_fold_whatever_the_order(pairs: list[tuple[int, int]], random: Random) -> None:
    ids = [f"c{number}" for number in range(31)]
    together = pl.DataFrame({"left": [ids[one] for one, _ in pairs], "right": [ids[other] for _, other in pairs]},
                            schema={"left": pl.String, "right": pl.String})  # fmt: skip
    found = dict(zip(ids, folds(ids, together).tolist(), strict=True))
    assert all(found[ids[one]] == found[ids[other]] for one, other in pairs)
    assert set(found.values()) <= set(range(FOLDS_COUNT))
    shuffled = list(ids)
    random.shuffle(shuffled)
    again = folds(shuffled, together.reverse().rename({"left": "right", "right": "left"}))
    assert dict(zip(shuffled, again.tolist(), strict=True)) == found


def test_synthetic_people_are_found_again() -> None:
    lists = Lists(packaged(), seed=7)
    first = lists.people(2000)
    second = pl.concat([lists.again(first.head(400)), lists.people(1600)])
    links = link(pl.concat([candidacies(first, "2042"), candidacies(second, "2047")])).links
    linked = links.filter(pl.col("band") == "LINKED")
    right = linked.filter(pl.col("left").str.strip_prefix("2042/") == pl.col("right").str.strip_prefix("2047/"))
    assert right.height >= 0.99 * linked.height
    assert right.height >= 0.85 * 400

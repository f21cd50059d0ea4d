"""The measuring itself: intervals, shares, the split by person, synthetic lists with a known truth."""

from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.frequencies import packaged
from hub.identity.match import link
from scripts.identity.figures import figures, share, wilson
from scripts.identity.readings import BY_HAND, COUNCILS, kappa, of_bands
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


def test_the_agreement_of_two_readers_is_cohens() -> None:
    """Fifty grants read by two: 20 and 15 alike, 5 and 10 not; agreement 0.7, by chance 0.5."""
    cells = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa([pair for pair, count in cells.items() for _ in range(count)]) == pytest.approx(0.4)
    assert kappa([("same", "same"), ("different", "different")]) == 1


def test_a_sampled_pair_stands_for_as_many_as_its_band_had_for_each_drawn() -> None:
    """Of 100 that were linked three are decided, and stand for 100; the true pair that waits stands for five of ten."""
    labels = pl.DataFrame(
        {
            "left": list("abcdef"),
            "right": list("uvwxyz"),
            "label": ["same", "same", "different", "unsure", "same", "different"],
            "drawn_from": [100, 100, 100, 100, 10, 10],
        }
    )
    links = pl.DataFrame({"left": list("abce"), "right": list("uvwy"), "band": ["LINKED"] * 3 + ["REVIEW"]})
    same = 200 / 3 + 5
    assert of_bands(labels, links) == pytest.approx(
        {"precision": 2 / 3, "recall": 200 / 3 / same, "reached": 1.0, "to_review": 100 * 5 / same}
    )


def test_the_published_labels_are_keys_and_verdicts_alone() -> None:
    for path, columns in (
        (BY_HAND, ["left", "right", "label", "second"]),
        (COUNCILS, ["left", "right", "label", "drawn_from"]),
    ):
        labels = pl.read_csv(path, infer_schema=False)
        assert labels.columns == columns
        assert labels.select(pl.col("left", "right").str.contains(r"^[0-9]{4}/[a-z-]+(/[0-9-]+)+$").all()).row(0) == (
            True,
            True,
        )
        assert set(labels["label"]) == {"same", "different", "unsure"}
        assert labels.select("left", "right").is_unique().all()


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

"""Sampled persons: a partition, judgements in every sample, and each pair together as often as its probability says."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.contention import contend
from hub.resample import Evidence, draw
from hub.resample.partitions import Ints

SAMPLES = 100
PAIR = {"left": pl.String, "right": pl.String}

Pairs = Iterable[tuple[str, str]]


def evidence(
    keys: Iterable[str],
    scored: Iterable[tuple[str, str, float]],
    same: Pairs = (),
    different: Pairs = (),
    genders: Mapping[str, str] = MappingProxyType({}),
) -> Evidence:
    """Return the evidence of candidacies `edition/name`, each a person of its own in the release."""
    ordered = sorted(keys)
    candidacies = pl.DataFrame(
        {
            "candidacy_id": ordered,
            "edition_id": [key.partition("/")[0] for key in ordered],
            "person_id": [f"p-{place}" for place in range(len(ordered))],
            "gender": [genders.get(key) for key in ordered],
        },
        schema=dict.fromkeys(("candidacy_id", "edition_id", "person_id", "gender"), pl.String),
    )
    pairs = pl.DataFrame(list(scored), schema={**PAIR, "score": pl.Float64}, orient="row")
    judged = (pl.DataFrame(list(each), schema=PAIR, orient="row") for each in (same, different))
    return Evidence(candidacies, pairs, *judged)


def together(drawn: Ints, held: Evidence, one: str, other: str) -> float:
    """Return the share of samples in which two candidacies are one person."""
    place = {key: number for number, key in enumerate(held.candidacies["candidacy_id"])}
    return float((drawn[:, place[one]] == drawn[:, place[other]]).mean())


KEYS = [f"{edition}/{name}" for edition in ("2014", "2019", "2024") for name in "abc"]
ACROSS = [(one, other) for one, other in combinations(KEYS, 2) if one[:4] != other[:4]]


@st.composite
def evidences(draw_from: st.DrawFn) -> Evidence:
    """Any scores, judgements that do not contradict each other, and no judgement on a scored pair."""
    scored = draw_from(st.dictionaries(st.sampled_from(ACROSS), st.floats(0.01, 1.0), max_size=20))
    judged = draw_from(st.lists(st.sampled_from(ACROSS), unique=True, max_size=4))
    same = [pair for pair in judged[:2] if not any(set(pair) & set(other) for other in judged[:2] if other != pair)]
    different = [pair for pair in judged[2:] if not set(pair) & {key for other in same for key in other}]
    ruled = {*same, *different}
    return evidence(KEYS, [(*pair, score) for pair, score in scored.items() if pair not in ruled], same, different)


@given(evidences())
def test_every_sample_is_a_partition_in_which_a_person_stands_once_and_judgements_hold(held: Evidence) -> None:
    drawn = draw(held, 20, seed=1)
    assert drawn.shape == (20, len(KEYS))
    editions = held.candidacies["edition_id"].to_list()
    judged = set(held.same.iter_rows())
    for sample in drawn.tolist():
        for place, first in enumerate(sample):
            assert first <= place
            assert sample[first] == first
        for one, other in combinations(range(len(KEYS)), 2):
            if sample[one] == sample[other]:
                assert editions[one] != editions[other]
    assert all(together(drawn, held, *pair) == 1 for pair in judged)
    assert all(together(drawn, held, *pair) == 0 for pair in held.different.iter_rows())
    assert (draw(held, 20, seed=1) == drawn).all()


@given(st.floats(0.01, 1.0))
def test_a_pair_by_itself_is_together_as_often_as_its_probability_says(score: float) -> None:
    held = evidence(KEYS[:4], [("2014/a", "2019/a", score)])
    assert together(draw(held, SAMPLES, seed=2), held, "2014/a", "2019/a") == pytest.approx(score, abs=1 / SAMPLES)


@given(st.lists(st.floats(-5, 5), min_size=9, max_size=9))
def test_candidacies_that_contend_are_together_as_often_as_their_probabilities_say(log_odds: list[float]) -> None:
    pairs = [pair for pair in ACROSS if pair[1].startswith("2019")]
    left, right = (np.array([KEYS.index(key) for key in side], dtype=np.int32) for side in zip(*pairs, strict=True))
    edition = np.array([int(key[:4]) - 2014 for key in KEYS], dtype=np.int32)
    scores = contend(left, right, edition, np.array(log_odds)).tolist()
    held = evidence(KEYS, [(*pair, score) for pair, score in zip(pairs, scores, strict=True)])
    drawn = draw(held, SAMPLES, seed=3)
    for pair, score in zip(pairs, scores, strict=True):
        assert together(drawn, held, *pair) == pytest.approx(score, abs=0.1)


@given(st.floats(0.05, 0.99), st.floats(0, 1))
def test_three_candidacies_of_one_person_are_together_as_often_as_their_probabilities_say(
    likely: float, part: float
) -> None:
    """The least of three probabilities lies where the others allow it: two of three pairs bring the third together."""
    least = max(2 * likely - 1, 0) + part * (likely - max(2 * likely - 1, 0))
    pairs = [("2014/a", "2019/a", likely), ("2019/a", "2024/a", likely), ("2014/a", "2024/a", least)]
    held = evidence(KEYS, pairs)
    drawn = draw(held, SAMPLES, seed=4)
    for one, other, score in pairs:
        assert together(drawn, held, one, other) == pytest.approx(score, abs=0.1)


def test_two_genders_are_no_person_however_alike_the_names() -> None:
    genders = {"2014/a": "FEMALE", "2019/a": "MALE", "2024/a": "MALE"}
    held = evidence(KEYS, [("2014/a", "2019/a", 0.9), ("2019/a", "2024/a", 0.9)], genders=genders)
    drawn = draw(held, SAMPLES, seed=5)
    assert together(drawn, held, "2014/a", "2019/a") == 0
    assert together(drawn, held, "2019/a", "2024/a") == pytest.approx(0.9)


def test_what_a_judgement_joins_is_compared_as_one() -> None:
    held = evidence(KEYS, [("2019/a", "2024/a", 0.3), ("2014/a", "2024/a", 0.8)], same=[("2014/a", "2019/a")])
    drawn = draw(held, SAMPLES, seed=5)
    assert together(drawn, held, "2014/a", "2019/a") == 1
    assert together(drawn, held, "2014/a", "2024/a") == together(drawn, held, "2019/a", "2024/a") == 0.8


def test_samples_differ_with_the_seed_and_vary_as_much_as_chance_would() -> None:
    keys = [f"{edition}/{number}" for edition in ("2014", "2019") for number in range(400)]
    held = evidence(keys, [(f"2014/{number}", f"2019/{number}", 0.5) for number in range(400)])
    one, other = (draw(held, SAMPLES, seed) for seed in (6, 7))
    assert (one != other).any()
    counts = (one != np.arange(len(keys))).sum(axis=1)
    assert counts.mean() == pytest.approx(200)
    assert 6 < counts.std() < 14  # of 400 fair coins: 10

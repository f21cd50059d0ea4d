"""Seats of one district: the law's arithmetic, ties that decide nothing, and what the next list lacked."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.seats import METHODS, allocate, elected_in

VOTES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10_000), max_size=8)


def test_divisors_share_out_seats_by_1_3_5_and_7() -> None:
    found = allocate({"A": 28_000, "B": 15_000, "C": 10_000, "D": 6_000}, 7, "sainte-lague")
    assert found.seats == {"A": 3, "B": 2, "C": 1, "D": 1}
    assert found.last is not None
    assert (found.last.winner, found.last.winner_quotient) == ("B", Fraction(15_000, 3))
    assert (found.last.loser, found.last.loser_quotient) == ("A", Fraction(28_000, 7))
    assert found.last.missing_count == 7_000


def test_a_quota_and_the_largest_remainders() -> None:
    found = allocate({"A": 475, "B": 320, "C": 205}, 5, "hare")  # quota 200: 2, 1, 1 and remainders 75, 120, 5
    assert found.seats == {"A": 2, "B": 2, "C": 1}
    assert found.last is not None
    assert (found.last.winner, found.last.loser, found.last.missing_count) == ("B", "A", 57)
    assert found.missing == {"A": 57, "B": 57, "C": 115}


def test_a_quota_that_fills_every_seat_leaves_no_last_seat_to_argue_about() -> None:
    found = allocate({"A": 600, "B": 400}, 5, "hare")
    assert (found.seats, found.last, found.open_count) == ({"A": 3, "B": 2}, None, 0)


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_leaves_the_seat_open(method: str) -> None:
    found = allocate({"A": 100, "B": 100, "C": 10}, 1, method)
    assert (found.seats, found.open_count, found.tied) == ({"A": 0, "B": 0, "C": 0}, 1, ("A", "B"))


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_shared_out_by_no_votes(method: str) -> None:
    assert allocate({"A": 0, "B": 0}, 3, method).open_count == 3
    assert allocate({}, 3, method).open_count == 3


@pytest.mark.parametrize("method", METHODS)
@given(votes=VOTES, seats_count=st.integers(1, 12))
def test_every_seat_is_given_or_open_and_order_does_not_matter(
    method: str, votes: dict[str, int], seats_count: int
) -> None:
    found = allocate(votes, seats_count, method)
    assert sum(found.seats.values()) + found.open_count == seats_count
    turned = allocate(dict(reversed(votes.items())), seats_count, method)
    assert (turned.seats, turned.tied, turned.last) == (found.seats, found.tied, found.last)
    by_votes = sorted(votes, key=lambda name: votes[name])
    assert [found.seats[name] for name in by_votes] == sorted(found.seats.values()), "fewer votes never win more seats"


@pytest.mark.parametrize("method", METHODS)
@given(votes=VOTES, seats_count=st.integers(1, 12))
def test_the_missing_votes_are_what_draws_a_list_level(method: str, votes: dict[str, int], seats_count: int) -> None:
    found = allocate(votes, seats_count, method)
    if found.last is None:
        return
    for name in found.missing.keys() - {found.last.winner}:
        missing = found.missing[name]
        enough = allocate({**votes, name: votes[name] + missing}, seats_count, method)
        assert enough.seats[name] > found.seats[name] or name in enough.tied
        if missing > 1:
            short = allocate({**votes, name: votes[name] + missing - 1}, seats_count, method)
            assert short.seats[name] == found.seats[name]
            assert name not in short.tied


def test_more_votes_win_within_a_list_and_a_tie_names_all() -> None:
    assert elected_in({"1": 10, "2": 30, "3": 20}, 2) == (("2", "3"), ())
    assert elected_in({"1": 10, "2": 30, "3": 10}, 2) == (("2",), ("1", "3"))
    assert elected_in({"1": 10}, 2) == (("1",), ())
    assert elected_in({"1": 10}, 0) == ((), ())

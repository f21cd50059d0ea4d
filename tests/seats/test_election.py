"""Seats of an election: thresholds, rules of each edition, what-if, and indices by their formulas."""

from fractions import Fraction

import pytest

from hub.errors import UsageError
from hub.seats import (
    RULES,
    District,
    checked_method,
    checked_threshold,
    closest_seats,
    different_seats,
    open_seats,
    party_seats,
    required_rules,
    rules_of,
    share_out,
)
from hub.seats.indices import effective_parties, gallagher

NORTH = District("n", {"A": 600, "B": 300, "C": 100}, 3, {"A": 2, "B": 1})
SOUTH = District("s", {"A": 100, "B": 300, "C": 40}, 1, {"A": 1})

RULES_2024 = required_rules(2024, "DPR")


def test_the_threshold_is_a_part_of_the_nation_s_votes() -> None:
    found = share_out([NORTH, SOUTH], RULES_2024.with_changes(Fraction(1, 10), None))
    assert found.over_threshold == {"A", "B"}
    assert found.seats() == {"A": 2, "B": 2, "C": 0}
    assert found.below_threshold_share() == 140 / 1440
    assert found.wasted_votes_share() == (100 + 140) / 1440, "A got no seat in the south"


def test_a_list_that_reaches_the_threshold_exactly_takes_part() -> None:
    held = District("n", {"A": 96, "B": 4}, 1)
    assert share_out([held], RULES_2024).over_threshold == {"A", "B"}
    assert share_out([District("n", {"A": 97, "B": 3}, 1)], RULES_2024).over_threshold == {"A"}


def test_votes_of_the_nation_may_be_more_than_those_of_the_districts() -> None:
    found = share_out([NORTH], RULES_2024, {"A": 10_000, "B": 9_000, "C": 100})
    assert found.over_threshold == {"A", "B"}


def test_seats_stated_that_differ_are_named() -> None:
    found = share_out([NORTH, SOUTH], RULES_2024)
    assert list(different_seats(found)) == [("s", "A", 0, 1), ("s", "B", 1, 0)]
    assert [each.seats_stated_count for each in party_seats(found)] == [3, 1, 0]
    unknown = share_out([NORTH, District("s", SOUTH.votes, 1)], RULES_2024)
    assert unknown.stated_seats() is None
    assert list(different_seats(unknown)) == []


def test_the_closest_last_seat_comes_first_and_ties_are_told() -> None:
    found = share_out([NORTH, SOUTH, District("t", {"A": 5, "B": 5}, 1)], RULES_2024)
    assert [each.contest_id for each in closest_seats(found)] == ["n", "s"]
    assert list(open_seats(found)) == [("t", 1, ("A", "B"))]


def test_every_rule_names_its_law() -> None:
    assert {year for year, _ in RULES} == {2014, 2019, 2024}
    assert all("UU " in rules.source and "art. " in rules.source for rules in RULES.values())
    assert rules_of(2024, "DPRD_PROVINCE").threshold is None  # type: ignore[union-attr]
    assert (RULES[2014, "DPR"].method, RULES[2014, "DPR"].threshold) == ("hare", Fraction(35, 1000))
    with pytest.raises(UsageError, match="found 2009 DPR"):
        required_rules(2009, "DPR")


@pytest.mark.parametrize("threshold", ["-0.1", "1", "four", 4.0])
def test_a_threshold_is_a_part(threshold: str | float) -> None:
    with pytest.raises(UsageError, match="expected a threshold as a part of the votes"):
        checked_threshold(threshold)


def test_a_threshold_is_read_exactly_and_an_unknown_method_refused() -> None:
    assert checked_threshold(0.04) == Fraction(4, 100)
    with pytest.raises(UsageError, match="expected a method, hare or sainte-lague, found 'dhondt'"):
        checked_method("dhondt")


def test_indices() -> None:
    assert gallagher({"A": 60, "B": 40}, {"A": 6, "B": 4}) == 0
    assert gallagher({"A": 60, "B": 40}, {"A": 10}) == pytest.approx(40)
    assert effective_parties({"A": 5, "B": 5, "C": 0}) == 2
    assert gallagher({}, {}) is None
    assert effective_parties({}) is None

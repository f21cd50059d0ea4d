"""Notional results: each vote falls to one place, and nothing is added."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hub.crosswalk.notional import notional
from hub.crosswalk.overlaps import Unit, overlaps
from tests.crosswalk.test_overlaps import sides

populated = st.integers(1, 2_000_000).map(lambda voters: Unit(voters_count=voters))
cast = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(("party/1", "party/2"))), st.integers(0, 5_000_000)
)


@given(sides, sides, st.lists(populated, min_size=12, max_size=12), cast)
def test_estimates_and_what_is_left_out_sum_to_the_votes(
    held: dict[str, set[str]], others: dict[str, set[str]], weights: list[Unit], votes: dict[tuple[str, str], int]
) -> None:
    units = {f"r{number}": unit for number, unit in enumerate(weights)}
    there, back = list(overlaps(held, others, units)), list(overlaps(others, held, units))
    totals: Counter[str] = Counter()
    for estimate in notional(there, back, votes, "POPULATION"):
        totals[estimate.party] += estimate.votes_count
        assert 0 <= estimate.coverage <= 1
    lost = {row.district: row.weight_population or Fraction(0) for row in there if row.other is None}
    for party in {party for _, party in votes}:
        cast_here = {district: count for (district, name), count in votes.items() if name == party and district in held}
        assert totals[party] <= sum(cast_here.values())
        left_out = sum(count * lost.get(district, Fraction(0)) for district, count in cast_here.items())
        assert abs(sum(cast_here.values()) - left_out - totals[party]) < max(1, len(cast_here))


@given(sides, st.lists(populated, min_size=12, max_size=12), cast)
def test_on_its_own_districts_an_election_is_what_it_was(
    held: dict[str, set[str]], weights: list[Unit], votes: dict[tuple[str, str], int]
) -> None:
    units = {f"r{number}": unit for number, unit in enumerate(weights)}
    laid = list(overlaps(held, held, units))
    found = {
        (row.district, row.party): (row.votes_count, row.coverage) for row in notional(laid, laid, votes, "POPULATION")
    }
    assert found == {key: (count, 1) for key, count in votes.items() if key[0] in held}


def test_a_district_that_is_split_shares_its_votes_by_voters_and_covers_what_it_holds() -> None:
    units = {"r0": Unit(voters_count=2), "r1": Unit(voters_count=1), "r2": Unit(voters_count=1)}
    old, new = {"a": {"r0", "r1"}}, {"x": {"r0"}, "y": {"r1", "r2"}}
    there, back = list(overlaps(old, new, units)), list(overlaps(new, old, units))
    found = [
        (row.district, row.votes_count, row.coverage) for row in notional(there, back, {("a", "p"): 100}, "POPULATION")
    ]
    assert found == [("x", 67, 1), ("y", 33, Fraction(1, 2))]

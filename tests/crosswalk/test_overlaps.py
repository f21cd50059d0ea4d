"""Overlaps: shares are exact, sum to 1, and are 1 for a district that stays as it is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.crosswalk.overlaps import Overlap, Unit, apportioned, overlaps

UNITS = [f"r{number}" for number in range(12)]
DISTRICTS = ["a", "b", "c", "d"]

sides = st.dictionaries(st.sampled_from(UNITS), st.sampled_from(DISTRICTS)).map(
    lambda holder: {
        district: {unit for unit in holder if holder[unit] == district} for district in set(holder.values())
    }
)
"""Which units each district holds; some units are in none."""

measured = st.fixed_dictionaries(
    {
        unit: st.builds(
            Unit,
            st.integers(1, 30).map(lambda parts: Fraction(1, parts)),
            st.none() | st.integers(0, 3_000_000),
            st.none() | st.integers(0, 40_000_000_000),
        )
        for unit in UNITS
    }
)


def by_district(found: list[Overlap]) -> dict[str, list[Overlap]]:
    rows: dict[str, list[Overlap]] = {}
    for overlap in found:
        rows.setdefault(overlap.district, []).append(overlap)
    return rows


@given(sides, sides, measured)
def test_the_weights_of_a_district_sum_to_one(
    held: dict[str, set[str]], others: dict[str, set[str]], units: dict[str, Unit]
) -> None:
    found = by_district(list(overlaps(held, others, units)))
    assert found.keys() == held.keys()
    for district, rows in found.items():
        assert sum(row.weight_regions for row in rows) == 1
        assert sum(row.shared_count for row in rows) == len(held[district])
        for name in ("weight_population", "weight_area"):
            weights = [getattr(row, name) for row in rows]
            assert None not in weights or set(weights) == {None}
            if None not in weights:
                assert sum(weights) == 1
                assert abs(sum(float(weight) for weight in weights) - 1) < 1e-9


@given(sides, measured)
def test_a_district_that_stays_as_it_is_has_weight_one(held: dict[str, set[str]], units: dict[str, Unit]) -> None:
    for row in overlaps(held, held, units):
        assert row.other == row.district
        assert row.weight_regions == 1
        assert row.weight_population in {None, 1}
        assert row.weight_area in {None, 1}


@given(sides, sides, measured)
def test_both_directions_share_the_same_units(
    held: dict[str, set[str]], others: dict[str, set[str]], units: dict[str, Unit]
) -> None:
    there = {(row.district, row.other): row.shared_count for row in overlaps(held, others, units) if row.other}
    back = {(row.other, row.district): row.shared_count for row in overlaps(others, held, units) if row.other}
    assert there == back


def test_what_lies_in_no_known_district_is_a_row_of_its_own() -> None:
    units = {"r0": Unit(voters_count=30, area_m2=5), "r1": Unit(voters_count=10)}
    rows = list(overlaps({"a": {"r0", "r1"}}, {"x": {"r0"}}, units))
    assert [(row.other, row.weight_regions, row.weight_population, row.weight_area) for row in rows] == [
        ("x", Fraction(1, 2), Fraction(3, 4), None),
        (None, Fraction(1, 2), Fraction(1, 4), None),
    ]


def test_a_unit_that_two_districts_hold_counts_for_neither() -> None:
    units = {"r0": Unit(), "r1": Unit()}
    rows = list(overlaps({"a": {"r0", "r1"}}, {"x": {"r0", "r1"}, "y": {"r1"}}, units))
    assert [(row.other, row.weight_regions) for row in rows] == [("x", Fraction(1, 2)), (None, Fraction(1, 2))]


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**7), min_size=1, max_size=12))
def test_apportioned_shares_are_whole_and_sum_to_the_total(total: int, sizes: list[int]) -> None:
    weights = {str(place): Fraction(size, sum(sizes)) for place, size in enumerate(sizes)}
    shares = apportioned(total, weights)
    assert sum(shares.values()) == total
    for key, share in shares.items():
        assert abs(share - total * weights[key]) < 1
    assert apportioned(total, dict(reversed(weights.items()))) == shares


def test_weights_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(ValueError, match=r"expected weights that sum to 1, found 0\.5"):
        apportioned(10, {"a": Fraction(1, 2)})

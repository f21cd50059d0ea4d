"""Who of the release before is who now: by name and birth year, whatever the places say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.succession import Human, follow

NAMES = ("ANA WIDYA", "BUDI SANTOSO", "CICI PARAMIDA", "DEWI SARTIKA", "EKO PRASETYO", "FAJAR RAMADHAN")


def place(number: int, district: str = "1") -> str:
    return f"2042/dpr/{district}/1/{number}"


def followed(before: list[Human], now: list[Human]) -> dict[str, str | None]:
    return dict(zip((human.candidacy for human in before), follow(before, now), strict=True))


def test_a_replaced_candidate_is_not_the_one_who_comes_after() -> None:
    before = [Human(place(1), "ANA WIDYA"), Human(place(2), "LESTARI DEWI ANGGRAENI")]
    now = [Human(place(1), "ANA WIDYA"), Human(place(2), "BAMBANG HARTONO")]
    assert followed(before, now) == {place(1): place(1), place(2): None}


def test_who_swaps_numbers_is_followed() -> None:
    before = [Human(place(1), "ANA"), Human(place(2), "BUDI")]
    assert followed(before, [Human(place(1), "BUDI"), Human(place(2), "ANA")]) == {
        place(1): place(2),
        place(2): place(1),
    }


@pytest.mark.parametrize(
    ("name", "year", "stays"),
    [
        ("Hj. SITI AMINAH, S.H.", 1970, True),
        ("SITI AMINAH", 1971, True),
        ("SITI AMINA", 1971, False),
        ("SITI AMINA", None, True),
        ("SITI RAHMA", 1970, False),
        ("SITI AMINAH JUNIOR", None, False),
    ],
)
def test_a_corrected_spelling_or_year_changes_nobody(name: str, year: int | None, *, stays: bool) -> None:
    before = [Human(place(1), "SITI AMINAH", 1970)]
    assert follow(before, [Human(place(1), name, year)]) == [place(1) if stays else None]


def test_two_of_one_name_are_told_apart_by_birth() -> None:
    before = [Human(place(1), "ZULKARNAIN", 1960), Human(place(2), "ZULKARNAIN", 1980)]
    now = [Human(place(1), "ZULKARNAIN", 1980), Human(place(2), "ZULKARNAIN", 1960)]
    assert followed(before, now) == {place(1): place(2), place(2): place(1)}


def test_who_moves_to_another_district_is_followed_where_nobody_else_has_the_name() -> None:
    before = [Human(place(1), "ANA WIDYA"), Human(place(2), "BUDI SANTOSO")]
    moved = [Human(place(4, "2"), "ANA WIDYA"), Human(place(2), "BUDI SANTOSO")]
    assert follow(before, moved)[0] == place(4, "2")
    assert follow(before, [*moved, Human(place(1, "3"), "ANA WIDYA")])[0] is None


def test_a_name_beside_another_at_one_place_is_followed_to_its_own_key() -> None:
    now = [Human(place(1), "BUDI SANTOSO"), Human(f"{place(1)}/ana-widya", "ANA WIDYA")]
    assert follow([Human(place(1), "ANA WIDYA")], now) == [f"{place(1)}/ana-widya"]


def test_without_a_name_the_key_decides() -> None:
    assert follow([Human(place(1), None)], [Human(place(1), "ANA")]) == [place(1)]


@given(
    st.lists(st.sampled_from(NAMES), unique=True, min_size=1), st.lists(st.sampled_from(NAMES), unique=True, min_size=1)
)
def test_everybody_on_both_lists_is_followed_and_nobody_else(first: list[str], then: list[str]) -> None:
    before, now = ([Human(place(number), name) for number, name in enumerate(names)] for names in (first, then))
    assert follow(before, now) == [place(then.index(name)) if name in then else None for name in first]

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


def test_two_pairs_that_swap_numbers_are_followed() -> None:
    before = [Human("2042-pilkada/regent/1101/1/1", "ANA WIDYA"), Human("2042-pilkada/regent/1101/2/1", "BUDI SANTOSO")]
    now = [Human("2042-pilkada/regent/1101/2/1", "ANA WIDYA"), Human("2042-pilkada/regent/1101/1/1", "BUDI SANTOSO")]
    assert follow(before, now) == [now[0].candidacy, now[1].candidacy]


def test_a_pair_without_a_number_is_followed_to_its_number() -> None:
    before = [Human("2042/president/kpu-12/2", "ANA WIDYA")]
    assert follow(before, [Human("2042/president/3/2", "ANA WIDYA")]) == ["2042/president/3/2"]


def test_a_candidate_without_a_number_is_on_the_list_of_the_party_alone() -> None:
    before = [Human("2042/dpr/1/1/unnumbered-7", "BUDI SANTOSO")]
    assert follow(before, [Human("2042/dpr/1/2/4", "BUDI SANTOSO")]) == [None]
    assert follow(before, [Human("2042/dpr/1/1/4", "BUDI SANTOSO")]) == ["2042/dpr/1/1/4"]


@pytest.mark.parametrize(
    ("before", "now", "name", "year", "is_followed"),
    [
        ("dprd-regency/1108/1/3", "dprd-regency/3517/1/2", "NURHAYATI", None, False),
        ("dprd-regency/1108/1/3", "dprd-regency/3517/1/2", "NURHAYATI", 1970, True),
        ("dprd-regency/1108/1/3", "dprd-regency/3517/1/2", "RIEKE DIAH PITALOKA", None, True),
        ("dpd/11/3", "dpd/91/7", "RIEKE DIAH PITALOKA", 1970, False),
        ("regent/1101/1/1", "regent/7301/1/1", "RIEKE DIAH PITALOKA", 1970, False),
    ],
)
def test_a_name_in_another_district_is_one_human_where_it_is_rare_or_the_year_agrees(
    before: str, now: str, name: str, year: int | None, *, is_followed: bool
) -> None:
    found = follow([Human(f"2042/{before}", name, year)], [Human(f"2042/{now}", name, year)])
    assert found == [f"2042/{now}" if is_followed else None]


@pytest.mark.parametrize(
    ("name", "longer", "is_followed"),
    [
        ("SITI", "SITI NURHALIZA", False),
        ("AHMAD", "AHMAD SYAIKHU", False),
        ("SITI AMINAH", "SITI AMINAH LESTARI", True),
    ],
)
def test_one_word_of_a_name_is_not_enough_at_another_number(name: str, longer: str, *, is_followed: bool) -> None:
    assert follow([Human(place(3), name)], [Human(place(6), longer)]) == [place(6) if is_followed else None]


def test_names_without_letters_are_nobodys() -> None:
    assert follow([Human(place(1), "-")], [Human(place(1), "?")]) == [None]


def test_a_numeral_tells_a_child_from_a_parent() -> None:
    assert follow([Human(place(1), "BUDI SANTOSO")], [Human(place(1), "BUDI SANTOSO II")]) == [None]

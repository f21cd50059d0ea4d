"""Districts by what their names tell: numbers in Arabic and Roman numerals, and for councils of regencies the regency."""

import pytest

from hub.identity.places import district, names_of_province, province


@pytest.mark.parametrize(
    ("one", "other", "office", "code"),
    [
        ("ACEH I", "Aceh 1", "DPR", "11"),
        ("JAWA TENGAH  10", "Jawa Tengah X", "DPRD_PROVINCE", "33"),
        ("JAWA BARAT XIV", "Jawa Barat 14", "DPRD_PROVINCE", "32"),
        ("KAB. ACEH BESAR 3", "Aceh Besar III", "DPRD_REGENCY", "11"),
        ("BALI", "Bali", "DPR", "51"),
        ("KOTA BUKITTINGGI", "Bukittinggi", "MAYOR", "13"),
    ],
)
def test_one_district_has_one_key(one: str, other: str, office: str, code: str) -> None:
    assert district(one, office, code, 2024) == district(other, office, code, 2024) != ()


@pytest.mark.parametrize(
    ("one", "other", "office", "code"),
    [
        ("JAWA TENGAH 10", "JAWA TENGAH 3", "DPRD_PROVINCE", "33"),
        ("JAWA TENGAH 1", "JAWA TENGAH 11", "DPRD_PROVINCE", "33"),
        ("ACEH BESAR 3", "PIDIE 3", "DPRD_REGENCY", "11"),
        ("KOTA BEKASI 1", "BEKASI 1", "DPRD_REGENCY", "32"),
        ("ACEH I", "ACEH II", "DPR", "11"),
    ],
)
def test_two_districts_have_two_keys(one: str, other: str, office: str, code: str) -> None:
    assert district(one, office, code, 2024) != district(other, office, code, 2024)


def test_a_number_alone_tells_no_district_of_a_regency() -> None:
    assert district("3", "DPRD_REGENCY", "11", 2019) == ()
    assert district(None, "DPRD_REGENCY", "11", 2019) == ()
    assert district("ACEH I", "DPR", None, 2019) == ()


@pytest.mark.parametrize(
    ("before", "since", "shared_count"),
    [
        ("Jawa Tengah 10", "JAWA TENGAH  13", 1),
        ("Jawa Tengah 10", "JAWA TENGAH  10", 0),
        ("Jawa Timur 6", "JAWA TIMUR  7", 1),
        ("Jawa Timur 6", "JAWA TIMUR  8", 1),
        ("Jawa Timur 6", "JAWA TIMUR  6", 0),
        ("Jambi 5", "JAMBI  5", 1),
    ],
)
def test_a_district_that_was_redrawn_is_the_one_that_has_its_land(before: str, since: str, shared_count: int) -> None:
    code = {"JAWA TENGAH": "33", "JAWA TIMUR": "35", "JAMBI": "15"}[since.rsplit(maxsplit=1)[0]]
    earlier, later = district(before, "DPRD_PROVINCE", code, 2014), district(since, "DPRD_PROVINCE", code, 2019)
    assert len(set(earlier) & set(later)) == shared_count


def test_two_districts_of_one_election_are_two_though_a_later_one_has_land_of_both() -> None:
    one, other = (district(name, "DPRD_PROVINCE", "33", 2014) for name in ("JAWA TENGAH 5", "JAWA TENGAH 6"))
    assert one[0] != other[0]
    assert set(one[1:]) & set(other[1:])


def test_a_province_answers_to_its_names() -> None:
    assert all(province(name) == "34" for name in names_of_province("34"))
    assert names_of_province("00") == ()

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
    assert district(one, office, code) == district(other, office, code) is not None


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
    assert district(one, office, code) != district(other, office, code)


def test_a_number_alone_tells_no_district_of_a_regency() -> None:
    assert district("3", "DPRD_REGENCY", "11") is None
    assert district(None, "DPRD_REGENCY", "11") is None
    assert district("ACEH I", "DPR", None) is None


def test_a_province_answers_to_its_names() -> None:
    assert all(province(name) == "34" for name in names_of_province("34"))
    assert names_of_province("00") == ()

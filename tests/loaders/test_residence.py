"""A residence is told down to the regency and no further."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.loaders.residence import Part, regency_of


@pytest.mark.parametrize(
    ("residence", "part", "regency"),
    [
        (None, None, None),
        ("", None, None),
        ("BANTUL", None, "BANTUL"),
        ("Kab. Pidie Jaya", None, "Kab. Pidie Jaya"),
        ("TOJO UNA-UNA", None, "TOJO UNA-UNA"),
        ("CIPOCOK JAYA, KOTA SERANG", None, "KOTA SERANG"),
        ("KOTA TERNATE/ TERNATE SELATAN", None, "KOTA TERNATE"),
        ("KEC. MANGGALA KOTA MAKASSAR", None, "KOTA MAKASSAR"),
        ("KEC. MONCONG LOE KAB. MAROS", None, "KAB. MAROS"),
        ("LUWUK / BANGGAI", None, None),
        ("LUWUK / BANGGAI", "last", "BANGGAI"),
        ("POLMAN / POLEWALI", "first", "POLMAN"),
        ("KOTA SERANG, KOTA CILEGON", None, None),
        ("DUSUN SANDIK", None, None),
        ("LINGK. SEDERHANA PERUM HIPMI", None, None),
        ("JL. MERDEKA 5, KOTA BOGOR", None, "KOTA BOGOR"),
        ("JL. MERDEKA", None, None),
        ("KABUPATEN BANY1JWANGI", None, None),
        ("+,(,*-$,%.,),", None, None),
    ],
)
def test_what_is_told_of_a_residence(residence: str | None, part: Part | None, regency: str | None) -> None:
    assert regency_of(residence, part) == regency


@given(st.text(), st.sampled_from([None, "first", "last"]))
def test_what_is_told_is_part_of_what_is_written(residence: str, part: Part | None) -> None:
    told = regency_of(residence, part)
    assert told is None or (told in residence and not any(sign.isdecimal() for sign in told))

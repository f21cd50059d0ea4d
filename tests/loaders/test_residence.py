"""A residence is told down to the regency and no further."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.facts import RegionFact
from hub.loaders.residence import Part, regency_of
from tests.loaders.published import read_series


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
        ("KECAMATAN MANGGALA", None, None),
        ("KELURAHAN MERDEKA", None, None),
        ("PERUMAHAN GRIYA ASRI", None, None),
        ("Gang Melati", None, None),
        ("Kec. Ilir Timur I, Kota Palembang", None, "Kota Palembang"),
        ("BISAPPU KAB. BANTAENG", None, "KAB. BANTAENG"),
        ("LUYO - POLMAN", None, None),
        ("LUYO - POLMAN", "first", None),
        ("MAMUJU - MAMUJU", None, "MAMUJU"),
        ("KOTA SERANG - BANTEN", None, "KOTA SERANG"),
        ("BANGGAE -MAJENE", None, None),
        ("KOTA PADANG", None, "KOTA PADANG"),
        ("LIMA PULUH KOTA", None, "LIMA PULUH KOTA"),
        ("+,(,*-$,%.,),", None, None),
    ],
)
def test_what_is_told_of_a_residence(residence: str | None, part: Part | None, regency: str | None) -> None:
    assert regency_of(residence, part) == regency


@given(st.text(), st.sampled_from([None, "first", "last"]))
def test_what_is_told_is_part_of_what_is_written(residence: str, part: Part | None) -> None:
    told = regency_of(residence, part)
    assert told is None or (told in residence and not any(sign.isdecimal() for sign in told))


def test_no_regency_is_taken_for_a_smaller_place(published_data: Path) -> None:
    regions = read_series(
        published_data, "infopemilu2019-regions", "2019-kpu-infopemilu/wilayah/provinsi_*.json", "2019"
    )
    names = [fact.name for fact in regions.of(RegionFact) if fact.level == "REGENCY"]
    assert len(names) == 514
    assert [name for name in names if regency_of(name) != name] == []

"""Regencies are found by name within their province, and never in another."""

import pytest

from hub.facts import kemendagri
from hub.loaders.apipemilu_regencies import Regencies
from hub.loaders.record import BadRow

KNOWN = Regencies(
    {
        "31.01": "KAB. ADM. KEP. SERIBU",
        "31.71": "KOTA ADM. JAKARTA PUSAT",
        "32.04": "KAB. BANDUNG",
        "32.73": "KOTA BANDUNG",
        "61.02": "KAB. MEMPAWAH",
        "61.71": "KOTA PONTIANAK",
        "65.71": "KOTA TARAKAN",
        "73.10": "KAB. PANGKAJENE KEPULAUAN",
    }
)


@pytest.mark.parametrize(
    ("province", "name", "code"),
    [
        ("32", "Kab. Bandung", "3204"),
        ("32", "Kabupaten Bandung", "3204"),
        ("32", "Bandung", "3204"),
        ("32", "Kota Bandung", "3273"),
        ("31", "Jakarta Pusat", "3171"),
        ("31", "Kepulauan Seribu", "3101"),
        ("61", "Kab. Pontianak", "6102"),
        ("61", "Pontianak", "6102"),
        ("61", "Kota Pontianak", "6171"),
        ("64", "Kota Tarakan", "6571"),
        ("73", "Pangkajene Dan Kepulauan", "7310"),
    ],
)
def test_a_name_is_found(province: str, name: str, code: str) -> None:
    assert KNOWN.find(kemendagri(province), name) == kemendagri(code)


@pytest.mark.parametrize(
    ("province", "name"), [("31", "Bandung"), ("32", ""), ("65", "Tarakan Barat"), ("61", "Kota Mempawah")]
)
def test_no_other_name_is_found(province: str, name: str) -> None:
    with pytest.raises(BadRow, match=f"of the province {province}"):
        KNOWN.find(kemendagri(province), name)

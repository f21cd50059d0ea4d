"""Names in one case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.names import shown_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("H. IRMAWAN, S.Sos., M.M.", "H. Irmawan, S.Sos., M.M."),
        ("ACEH I", "Aceh I"),
        ("DKI JAKARTA II", "DKI Jakarta II"),
        ("MA'RUF AMIN", "Ma'ruf Amin"),
        ("DRS. H. ABDUL-AZIZ, SH, MH", "Drs. H. Abdul-Aziz, SH, MH"),
        ("P A P U A", "P A P U A"),
        ("Kota Banda Aceh", "Kota Banda Aceh"),
        ("(KOTAK KOSONG)", "(Kotak Kosong)"),
        ("  JAWA   BARAT XI ", "Jawa Barat XI"),
        ("Dr. Wayan Koster, M.M. - I NYOMAN GIRI, S.Sos.", "Dr. Wayan Koster, M.M. - I Nyoman Giri, S.Sos."),
    ],
)
def test_names_are_shown_in_one_case(written: str, shown: str) -> None:
    assert shown_name(written) == shown


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=40))
def test_only_the_case_and_the_spaces_of_a_name_change(name: str) -> None:
    assert shown_name(name).upper() == " ".join(name.split()).upper() or "," in name
    assert shown_name(shown_name(name)) == shown_name(name)

"""Families of name: the last word of a name without titles, and only where two people share it."""

import polars as pl
import pytest

from hub.graph.district_families import _last_word, district_families_frame
from hub.release import Release


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("H. IRMAWAN, S.Sos., M.M.", None),
        ("Dr. Ir. BUDI SANTOSO SH", "SANTOSO"),
        ("Maria Sitompul (Butet)", "SITOMPUL"),
        ("I.B. AGUNG D'ARC", "D'ARC"),
        ("Cut Nyak Dhien, S.E.", "DHIEN"),
    ],
)
def test_titles_and_initials_are_no_family_name(written: str, family: str | None) -> None:
    assert pl.DataFrame({"name": [written]}).select(_last_word("name")).item() == family


def test_two_people_of_a_name_in_one_district_make_a_family_of_name(sample_release: Release) -> None:
    families = district_families_frame(sample_release)
    assert families.height > 10
    assert (families["persons_count"] >= 2).all()
    assert (families["persons_count"] <= families["bearers_count"]).all()
    assert (families["candidacies"].list.len() >= families["persons_count"]).all()
    assert ((families["share"] - families["persons_count"] / families["bearers_count"]).abs() < 1e-12).all()

"""Likeness of names: between 0 and 1, the same from both sides, 1 for a name and itself, and what costs how much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.reconcile.likeness import likeness, people
from hub.web.reconcile.normalized_names import person, thing
from hub.web.reconcile.vocabulary import Vocabulary

NAMES = st.lists(
    st.sampled_from(["SITI", "NUR", "AHMAD", "MOH.", "DJAMIL", "JAMIL", "SOEKARNO", "S", "K", "IRMAWAN", "SRI", "MULYANI"]),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


def alike(one: str, other: str) -> float:
    return likeness(person(one), person(other), people, is_person=True).value


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = alike(one, other), alike(other, one)
    assert 0.0 <= there <= 1.0 + 1e-9
    assert abs(there - back) < 0.1, "of words that are as like to each of two others either may be taken"
    assert alike(one, one) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H. IRMAWAN, S.Sos., M.M.", "irmawan"),
        ("Soekarno", "SUKARNO"),
        ("MOH. NASIR DJAMIL", "Muhammad Nasir Jamil, S.Ag"),
        ("P A P U A", "papua"),
    ],
)
def test_names_that_are_the_same_but_for_their_writing(one: str, other: str) -> None:
    assert alike(one, other) >= 0.97


def test_what_costs_more_and_what_less() -> None:
    name = "PUAN MAHARANI"
    written = [
        "PUAN MAHARANI",
        "PUANMAHARANI",
        "MAHARANI PUAN",
        "PUAN MAHARINI",
        "P. MAHARANI",
        "PUAN",
        "MEGAWATI",
    ]
    values = [alike(name, other) for other in written]
    assert values == sorted(values, reverse=True)
    assert values[-1] == 0.0


def test_a_place_is_compared_without_the_word_for_its_kind() -> None:
    assert (
        thing("region", "KABUPATEN ACEH BESAR").words == thing("region", "Kab. Aceh Besar").words == ("aceh", "besar")
    )
    assert thing("region", "Kec. Laweyan").level == "SUBDISTRICT"
    assert thing("region", "Kota Bekasi").is_city is True
    assert thing("region", "Kota").words == ("kota",), "alone it is the name"
    assert thing("district", "Dapil JAWA BARAT XI").words == thing("district", "JAWA BARAT 11").words
    assert thing("party", "P.K.B.").words == ("pkb",)


def test_words_that_may_be_meant() -> None:
    vocabulary = Vocabulary([("irmawan", 3), ("djamil", 9), ("jamil", 4), ("sri", 50), ("mulyani", 20)], 100)
    assert vocabulary.forms("jamil") == ["jamil", "djamil"]
    assert vocabulary.near("irmawam") == ("irmawan",)
    assert vocabulary.parted("srimulyani")[0] == ("sri", "mulyani")
    assert vocabulary.near("ir") == ()
    assert vocabulary.rarity("sri") < vocabulary.rarity("irmawan") < vocabulary.rarity("unheard")

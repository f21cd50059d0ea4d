"""Spelling: what sounds alike folds alike, and folding ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.spelling import fold, sound, sounds

WORDS = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SOEDJONO", "SUJONO"),
        ("TJAHAYA", "CAHAYA"),
        ("SJARIF", "SYARIF"),
        ("BACHTIAR", "BAKHTIAR"),
        ("ACHMADI", "AHMADI"),
        ("CHRISTIAN", "KRISTIAN"),
        ("MARIAM", "MARYAM"),
        ("EDI", "EDY"),
        ("AZIZ", "AZIS"),
        ("SOFIA", "SOPIA"),
        ("STEFI", "STEVI"),
        ("SAEFUL", "SAIFUL"),
        ("QAHHAR", "KAHAR"),
        ("FAISHAL", "FAISAL"),
        ("ARYANTHI", "ARYANTI"),
        ("SIDDIQ", "SIDIK"),
        ("NASRULLAH", "NASRULLA"),
        ("ABDURACHMAN", "ABDURRAHMAN"),
        ("ARIEF", "ARIF"),
        ("SYARIEF", "SYARIF"),
        ("ARIE", "ARI"),
        ("FEBRIE", "FEBRI"),
        ("MULIADI", "MULYADI"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("BUDI", "ADI"), ("SANTOSO", "RUSTANTO"), ("ANA", "INA"), ("JAYA", "CAHYA")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(WORDS)
def test_sound_of_a_sound_is_itself(word: str) -> None:
    assert sound(sound(word)) == sound(word)


@given(st.lists(WORDS | st.just("")))
def test_words_at_once_sound_as_one_by_one(words: list[str]) -> None:
    assert sounds(words) == [sound(word) for word in words]


@given(WORDS)
def test_a_word_keeps_a_sound(word: str) -> None:
    assert sound(word)


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("ZAINAL ARlFlN", "ZAINAL ARIFIN"), ("lNDRA", "INDRA"), ("Ali Al-Hafid", "ALI AL HAFID"), ("WlJAYA", "WIJAYA")],
)
def test_a_small_l_among_capitals_is_an_i(written: str, meant: str) -> None:
    assert fold(written) == meant

"""A row of a JSON source: fields by name and type, and causes that tell no content."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.facts import RegionCode
from hub.loaders.record import BadRow, Record, kind_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def record(**fields: Any) -> Record:
    return Record(7, fields)


def test_texts_lose_their_blanks() -> None:
    assert record(nama=" BAKONGAN ").text("nama") == "BAKONGAN"
    assert record(nama="  ").optional_text("nama") is None
    assert record(nama=None).optional_text("nama") is None
    assert record().optional_text("nama") is None


@pytest.mark.parametrize("value", [None, "", " ", 3, True, [], {}])
def test_a_text_that_must_be_there(value: object) -> None:
    with pytest.raises(BadRow, match="expected text in 'nama', found"):
        record(nama=value).text("nama")


def test_numbers_are_counts_and_ids() -> None:
    assert record(sah=0).number("sah") == 0
    assert record(sah=None).optional_number("sah") is None
    assert record(id=-99).number("id", minimum=-1000) == -99


@pytest.mark.parametrize("value", [-1, 1.0, "1", True, 10**15, [1]])
def test_what_is_no_number(value: object) -> None:
    with pytest.raises(BadRow, match="expected a whole number from 0 in 'sah'") as told:
        record(sah=value).number("sah")
    assert told.value.rule == "wrong-number"


def test_a_word_has_a_meaning_or_is_unknown() -> None:
    words = {"L": "MALE", "P": "FEMALE"}
    assert record(jk="P").meaning("jk", words) == "FEMALE"
    assert record(jk="").optional_meaning("jk", words) is None
    with pytest.raises(BadRow, match="expected one of L, P in 'jk', found a text of"):
        record(jk="W").optional_meaning("jk", words)


def test_region_codes_are_text_or_number() -> None:
    assert record(id=11).kemendagri("id") == RegionCode("kemendagri", "11")
    assert record(id="1101012001").kemendagri("id") == RegionCode("kemendagri", "11.01.01.2001")
    for wrong in ("1", "110", "11010120", "11.01", "", None, 1.1, "\uff11\uff11"):
        with pytest.raises(BadRow):
            record(id=wrong).kemendagri("id")


def test_only_an_object_is_a_row() -> None:
    with pytest.raises(BadRow, match="expected an object with named fields, found a list"):
        Record.of(1, ["a"])


@given(JSON)
def test_any_value_is_described_without_its_content(value: Any) -> None:
    told = kind_of(value)
    assert len(told) < 60
    if isinstance(value, str) and len(value) > 15:
        assert value not in told


@given(JSON)
def test_no_reader_raises_anything_but_a_bad_row(value: Any) -> None:
    row = record(field=value)
    readers = (row.text, row.optional_text, row.number, row.optional_number, row.flag, row.kemendagri, row.rows)
    causes = []
    for read in readers:
        try:
            read("field")
        except BadRow as bad:
            causes.append(bad.cause)
    assert all(cause.startswith("expected ") for cause in causes)

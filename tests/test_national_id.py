"""A national id is struck out however its digits are written, and nothing else is."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.national_id import REPLACEMENT, strike_out, strike_out_column
from tests.planting import NATIONAL_ID

FULL_WIDTH, ARABIC = ({48 + digit: chr(zero + digit) for digit in range(10)} for zero in (0xFF10, 0x0660))
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")

GROUPS = ((16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (2,) * 8, (1,) * 16, (5, 11))

BETWEEN = ("", " ", ".", "-", "\u00a0", " - ", "_", "\u2013", "\u200b")


def grouped(number: str, groups: tuple[int, ...], between: str) -> str:
    ends = [sum(groups[:place]) for place in range(len(groups) + 1)]
    return between.join(number[start:end] for start, end in pairwise(ends))


@given(
    st.text("ABC ,:'", max_size=8),
    st.sampled_from(GROUPS),
    st.sampled_from(BETWEEN),
    st.sampled_from([{}, FULL_WIDTH, ARABIC, RAISED, CIRCLED]),
    st.text("ABC ,:'", max_size=8),
)
def test_an_id_is_struck_out_however_it_is_written(
    before: str, groups: tuple[int, ...], between: str, form: dict[int, str], after: str
) -> None:
    text = f"{before}{grouped(NATIONAL_ID, groups, between).translate(form)}{after}"
    assert strike_out(text) == f"{before}{REPLACEMENT}{after}"
    assert strike_out_column(pl.Series([text, None])).to_list() == [f"{before}{REPLACEMENT}{after}", None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3174-0517-0865-0009 3174-0517-0865-0009", f"{REPLACEMENT} {REPLACEMENT}"),
        ("12 3174 0517 0865 0009", f"12 {REPLACEMENT}"),
        ("2019 3174051708650009.jpg", f"2019 {REPLACEMENT}.jpg"),
        ("99999999999999999999", REPLACEMENT),
        ("317405170865000\uff19", REPLACEMENT),
    ],
)
def test_an_id_beside_other_digits_is_struck_out(text: str, told: str) -> None:
    assert strike_out(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "BUDI, S.H.",
        "1.089.290.123.456",
        "11.01.01.2001 11.01.01.2002",
        "kemendagri:11.01.01.2001 kemendagri:11.01.01.2002",
        "2014-07-09 2014-07-22",
        "17-04-2019 08-04-2019",
        "2024-11-21 21:55:15",
        "https://example.org/2023/11/10/18491011/profil",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]",
        "3171011001001",
    ],
)
def test_what_is_no_id_stays(text: str) -> None:
    assert strike_out(text) == text
    assert strike_out_column(pl.Series([text])).to_list() == [text]


@given(st.text())
def test_a_column_is_struck_out_as_its_texts_are(text: str) -> None:
    assert strike_out_column(pl.Series([text, "x"])).to_list() == [strike_out(text), "x"]
    assert strike_out(strike_out(text)) == strike_out(text)

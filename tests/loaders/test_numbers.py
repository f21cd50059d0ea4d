"""The number formats of the sources are read exactly, and nothing else is read as a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.loaders.numbers import NotANumber, Separator, integer, percent, required

STYLES: tuple[Separator, ...] = ("", ".", ",")


@pytest.mark.parametrize(
    ("text", "thousands", "expected"),
    [
        ("", "", None),
        ("  ", ".", None),
        ("0", "", 0),
        ("007", "", 7),
        (" 1089290 ", "", 1089290),
        ("1.089.290", ".", 1089290),
        ("1089290", ".", 1089290),
        ("151,121", ",", 151121),
        ("999999999999999", "", 999999999999999),
    ],
)
def test_integer_reads_its_style(text: str, thousands: Separator, expected: int | None) -> None:
    assert integer(text, thousands=thousands) == expected


@pytest.mark.parametrize(
    ("text", "thousands"),
    [
        ("1.089", ""),
        ("1.089", ","),
        ("151,121", "."),
        ("1.08", "."),
        (".089", "."),
        ("1.089.", "."),
        ("1..089", "."),
        ("-5", ""),
        ("1_000", ""),
        ("\uff11\uff12", ""),
        ("1e3", ""),
        ("NaN", ""),
        ("1000000000000000", ""),
        ("1.000.000.000.000.000", "."),
    ],
)
def test_integer_refuses_every_other_style(text: str, thousands: Separator) -> None:
    with pytest.raises(NotANumber):
        integer(text, thousands=thousands)


@given(st.integers(min_value=0, max_value=10**15 - 1), st.sampled_from(STYLES))
def test_integer_inverts_writing(number: int, thousands: Separator) -> None:
    assert integer(f"{number:,}".replace(",", thousands), thousands=thousands) == number


@given(st.text(), st.sampled_from(STYLES))
def test_integer_of_any_text_is_a_count_or_not_a_number(text: str, thousands: Separator) -> None:
    try:
        number = integer(text, thousands=thousands)
    except NotANumber:
        return
    assert number is None or 0 <= number < 10**15


def test_required_refuses_an_empty_cell() -> None:
    assert required("12") == 12
    with pytest.raises(NotANumber, match="empty cell"):
        required(" ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("54,39%", Decimal("54.39")), ("7%", Decimal(7)), ("100,00 %", Decimal(100)), ("", None)],
)
def test_percent_reads_a_decimal_comma(text: str, expected: Decimal | None) -> None:
    assert percent(text) == expected


@pytest.mark.parametrize("text", ["54.39%", "54,39", "%", "-1%", "1.000,5%"])
def test_percent_refuses_every_other_style(text: str) -> None:
    with pytest.raises(NotANumber):
        percent(text)


@pytest.mark.parametrize(
    "slipped", ["1234567890123456", "1234.5678.9012.3456", "1960-01-02", "01.02.1960", "BUDI SANTOSO", "1" * 5000]
)
def test_a_refusal_does_not_repeat_what_may_be_personal(slipped: str) -> None:
    with pytest.raises(NotANumber) as caught:
        integer(slipped, thousands=",")
    assert slipped not in str(caught.value)
    assert f"a text of {len(slipped)} characters" in str(caught.value)


def test_a_refusal_quotes_a_short_number() -> None:
    with pytest.raises(NotANumber, match=r"found '1\.089'"):
        integer("1.089")

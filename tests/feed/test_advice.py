"""What a steward reads of a finding: in Indonesian where a phrase covers it, else in the words of the message, with a fitting remedy."""

import pytest

from hub.feed.advice import BY_RULE, advised


@pytest.mark.parametrize(
    ("rule", "message", "cell", "found", "expected"),
    [
        ("cell-not-readable", "column 'votes_count': expected a whole number in digits, found a text of 3 characters", "12a",
         "\u201c12a\u201d", "bilangan bulat dengan angka saja, tanpa titik, koma, atau huruf"),
        ("cell-not-readable", "column 'office': expected one of DPR, DPD; found a text of 4 characters", None,
         "teks 4 karakter", "salah satu dari: DPR, DPD"),
        ("not-a-number", "'suara': expected a whole number with '.' between thousands, found '1.20'", None,
         "'1.20'", "bilangan bulat dengan tanda . di antara ribuan"),
        ("cell-not-readable", "column 'ballot_number': expected a value, found an empty cell", None, "sel kosong", "isi sel"),
        ("uneven-row", "expected a cell per column, 10, found 9", None, "9", "jumlah sel yang sama dengan jumlah kolom"),
        ("of-another-package", "expected something that no phrase covers, found nothing", None, "nothing", "something that no phrase covers"),
    ],
)  # fmt: skip
def test_what_was_found_and_expected(rule: str, message: str, cell: str | None, found: str, expected: str) -> None:
    told = advised(rule, message, cell, is_set_aside=True)
    assert (told.found[0], told.expected[0]) == (found, expected)
    assert all(part.strip() for pair in told for part in pair)


def test_the_remedy_fits_what_became_of_the_row() -> None:
    message = "two sources give another name for one district: 'BALI I' of a is kept, 'BALI' of b is also stated"
    assert advised("stated-otherwise", message, None, is_set_aside=False).remedy[0].startswith("Bandingkan")
    assert (
        advised("wrong-number", "expected a number from 1 to 9, found 12", None, is_set_aside=True)
        .remedy[0]
        .startswith("Perbaiki")
    )
    assert (
        advised("missing", "expected a value, found an empty cell", None, is_set_aside=True).remedy[0].startswith("Isi")
    )


def test_every_advice_is_in_two_languages() -> None:
    for rule, advice in BY_RULE.items():
        for indonesian, english in advice:
            assert indonesian.strip(), rule
            assert english.strip(), rule
            assert indonesian != english, rule

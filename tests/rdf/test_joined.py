"""Texts of a column come out one after the other, however Polars holds them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.rdf.joined import joined

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=30)


def together(texts: pl.Series) -> str:
    return b"".join(map(bytes, joined(texts))).decode()


@given(TEXTS, TEXTS, st.integers(0, 5))
def test_texts_are_as_they_are_joined(some: list[str], others: list[str], skipped: int) -> None:
    held = pl.concat([pl.Series(some, dtype=pl.String), pl.Series(others, dtype=pl.String)], rechunk=False)
    for texts in (held, held[skipped:], held.reverse(), held.sort(), held.filter(held.str.len_bytes() > skipped)):
        assert together(texts) == "".join(texts)


LONG = [f"a text that is longer than twelve bytes {number}" for number in range(3000)]


def test_texts_that_were_just_made_are_not_copied() -> None:
    made = pl.DataFrame({"text": LONG}).select(pl.concat_str("text", pl.lit("\n")).alias("text"))["text"]
    assert {type(each) for each in joined(made)} == {memoryview}
    assert together(made) == "".join(f"{text}\n" for text in LONG)


@pytest.mark.parametrize("texts", [
    pl.Series(LONG).reverse(), pl.Series(LONG)[1:], pl.Series(LONG).gather([7, 7]), pl.Series([*LONG, "short"]),
], ids=["another order", "a part", "shared", "within the view"])  # fmt: skip
def test_texts_that_lie_otherwise_are_copied(texts: pl.Series) -> None:
    assert {type(each) for each in joined(texts)} == {bytes}
    assert together(texts) == "".join(texts)

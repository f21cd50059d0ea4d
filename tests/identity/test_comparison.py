"""Comparison: names of few words are compared by themselves, with the same outcome."""

from itertools import product

import numpy as np
import polars as pl
import pytest

from hub.identity import comparison, frequencies
from hub.identity.records import SHORT, prepare

FIRST = ("SITI", "H. MOH.", "Drs. ANDI", "EKO", "M.", "RANO KARNO (SI DOEL)", "PUTRI AYU NUR INDAH")
REST = ("AMINAH, S.Pd", "AMINAH SARI DEWI KUSUMA, S.H., M.H., M.Kn., Ph.D.", "SUKMA ALAMSYAH", "S.A.", "AMINNAH")


def test_names_of_few_words_are_compared_as_all_are(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [" ".join(words) for words in product(FIRST, REST)]
    rows = [
        (f"{edition}/{row}", edition, "DPR", name) for edition in ("2019", "2024") for row, name in enumerate(names)
    ]
    frame = pl.DataFrame(rows, schema=["candidacy_id", "edition_id", "office", "name_on_ballot"], orient="row")
    records = prepare(frame, frequencies.packaged())
    assert 0 < records.is_short().sum() < len(rows)
    left, right = (side.astype(np.int32) for side in np.nonzero(records.edition[:, None] < records.edition[None, :]))
    assert len(left) >= comparison._MANY
    apart = comparison.compare(records, left, right)
    monkeypatch.setattr(comparison, "_MANY", len(left) + 1)
    assert comparison.compare(records, left, right).equals(apart)
    assert records.shortened().words_count == SHORT


@pytest.mark.parametrize(
    ("before", "since", "is_one"),
    [("Jawa Timur 6", "JAWA TIMUR  8", 1), ("Jawa Timur 6", "JAWA TIMUR  6", 0), ("Jawa Timur 5", "JAWA TIMUR  6", 1)],
)
def test_districts_are_compared_by_their_land_where_they_were_redrawn(before: str, since: str, is_one: int) -> None:
    compared = _one_pair(("JOKO WIYONO", before), ("JOKO WIYONO", since))
    assert compared["district_same"].item() == is_one


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Drs. H. MASHURI, M.Si.", "DRS H MASHURI", 1),
        ("SYAMSUL ARIFIN", "SAMSUL ARIFIN", 0),
        ("MASHURI", "H. MASHURI", 0),
        ("ELLY YANA", "ELLYYANA, SE", 1),
    ],
)
def test_what_is_before_the_comma_is_compared_letter_for_letter(one: str, other: str, is_same: int) -> None:
    assert _one_pair((one, "Jambi 1"), (other, "JAMBI 1"))["letters_same"].item() == is_same


def _one_pair(one: tuple[str, str], other: tuple[str, str]) -> pl.DataFrame:
    """Return the comparison of a candidate for a provincial council in 2014 and one in 2019, each a name and a district."""
    frame = pl.DataFrame(
        [(f"{edition}/dprd-province/1", edition, "DPRD_PROVINCE", *side) for edition, side in (("2014", one), ("2019", other))],
        schema=["candidacy_id", "edition_id", "office", "name_on_ballot", "district_name"],
        orient="row",
    ).with_columns(province=pl.when(pl.col("district_name").str.to_uppercase().str.starts_with("JAMBI")).then(pl.lit("15")).otherwise(pl.lit("35")))  # fmt: skip
    rows = np.array([[0], [1]], dtype=np.int32)
    return comparison.compare(prepare(frame, frequencies.packaged()), *rows)

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

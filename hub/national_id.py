"""Strikes out national id numbers (NIK, 16 digits), which publishers leave in names of files and photographs."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PATTERN = r"[0-9]{16}"
REPLACEMENT = "[number withheld]"


def strike_out(text: str) -> str:
    """Return a text without any run of 16 digits."""
    return re.sub(PATTERN, REPLACEMENT, text)


def strike_out_column(texts: "pl.Series") -> "pl.Series":
    """Return a column of texts without any run of 16 digits."""
    return texts.str.replace_all(PATTERN, REPLACEMENT)

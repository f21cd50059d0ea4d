"""Strikes out national id numbers (NIK, 16 digits), which publishers leave in names of files, photographs and people.

A run of 16 digits is taken for one wherever it stands. Where blanks, dots or dashes part the digits, a chain of just
16 is taken for one, and in a longer chain the ways in which such numbers are written in groups. Digits of every script and
form count: full-width, Arabic, superscript, in circles. Two dates side by side are no id.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

REPLACEMENT = "[number withheld]"

LENGTH = 16

_DIGIT = r"[\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792]"
"""Decimal digits of every script, and what else Unicode calls a digit: superscripts, subscripts, digits in circles or brackets."""

_BETWEEN = r"[\s._\-\u00ad\u00b7\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff\uff0d\uff0e]"
"""Blanks, dots, dashes and low lines, those too that show as nothing."""


_CANDIDATE = f"{_DIGIT}(?:{_BETWEEN}{{0,3}}{_DIGIT}){{{LENGTH - 1}}}"
"""At least 16 digits, each but the first with up to three signs before it. Polars reads it too: it looks neither ahead nor back."""

_HOLDING = re.compile(_CANDIDATE)

_CHAIN = re.compile(f"{_DIGIT}(?:{_BETWEEN}{{0,3}}{_DIGIT})*")

_RUN = re.compile(f"{_DIGIT}+")

_GROUPS = {
    (4, 4, 4, 4),
    (6, 6, 4),
    (6, 10),
    (12, 4),
    (8, 8),
    (2, 2, 2, 6, 4),
    (6, 2, 2, 2, 4),
    (2, 2, 2, 2, 2, 2, 4),
}
"""Lengths of the groups in which an id is written, as they are told within a longer chain."""

_TWO_DATES = {(4, 2, 2, 4, 2, 2), (2, 2, 4, 2, 2, 4)}


def strike_out(text: str) -> str:
    """Return a text without any national id."""
    return _CHAIN.sub(_struck, text) if len(text) >= LENGTH and _HOLDING.search(text) else text


def strike_out_column(texts: "pl.Series") -> "pl.Series":
    """Return a column of texts without any national id."""
    holding = texts.str.contains(_CANDIDATE).fill_null(value=False).arg_true()
    if holding.is_empty():
        return texts
    return texts.clone().scatter(holding, [strike_out(text) for text in texts.gather(holding)])


def _struck(chain: re.Match[str]) -> str:
    text = chain[0]
    runs = list(_RUN.finditer(text))
    lengths = tuple(len(run[0]) for run in runs)
    if sum(lengths) < LENGTH:
        return text
    if sum(lengths) == LENGTH:
        return text if lengths in _TWO_DATES and _are_dates(runs) else REPLACEMENT
    for first in range(len(runs)):
        for last in range(first, len(runs)):
            if lengths[first] >= LENGTH or lengths[first : last + 1] in _GROUPS:
                end = runs[first].end() if lengths[first] >= LENGTH else runs[last].end()
                rest = _CHAIN.sub(_struck, text[end:])
                return f"{text[: runs[first].start()]}{REPLACEMENT}{rest}"
    return text


def _are_dates(runs: list[re.Match[str]]) -> bool:
    """Tell whether six runs, of the lengths of two dates, have months and days in them."""
    for three in (runs[:3], runs[3:]):
        small = [int(run[0]) for run in three if len(run[0]) == 2 and run[0].isdecimal()]
        year = next(run[0] for run in three if len(run[0]) == 4)
        if len(small) != 2 or not (1 <= min(small) <= 12 and max(small) <= 31) or year[:2] not in {"19", "20"}:
            return False
    return True

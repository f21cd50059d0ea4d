"""Detection of slipped columns: stretches of a list whose birth and province cells belong to the candidate in the next row.

Nothing is corrected here: `apipemilu_candidates` ignores these cells. The DPD list of 2014 has two such stretches, in Sulawesi Utara and
Maluku. The sign of a slip is a province of residence that does not fit the regency in its own row, but fits the regency in the next row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple


class Place(NamedTuple):
    """District and residence of the candidate of a row; an empty cell is an empty text."""

    district: str
    home: str
    """Province of the district."""
    regency: str
    province: str


class Stretch(NamedTuple):
    """Rows `first` to `last` of a list, counted from 0, that may have slipped; `proofs` are those that must have."""

    first: int
    last: int
    proofs: tuple[int, ...]


LEAST_PROOFS = 2
"""One row alone may just be wrong: a regency and a province that do not go together happen once in fifty rows."""


def slipped(places: Sequence[Place]) -> Iterator[Stretch]:
    """Yield the slipped stretches of a list in order. A list is the consecutive rows of one district.

    A row proves a slip if its province is not that of its regency, but that of the next row's regency. A stretch has at
    least two such rows, one of them with a province other than the district's own, which half of the next rows would
    fit. It reaches as far around them as no row speaks against it, by a province that is not that of the next row's
    regency: too far rather than too short, for what has slipped is another person's.
    """
    provinces = _province_of_regency(places)
    for _, numbered in groupby(enumerate(places), key=lambda item: item[1].district):
        rows = list(numbered)
        start = rows[0][0]
        for first, last, proofs in _stretches([place for _, place in rows], provinces):
            yield Stretch(start + first, start + last, tuple(start + proof for proof in proofs))


def _province_of_regency(places: Sequence[Place]) -> dict[str, str]:
    """Return regency -> the province that most of at least two rows give it."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        if place.regency and place.province:
            counted[place.regency][place.province] += 1
    usual = {regency: provinces.most_common(1)[0] for regency, provinces in counted.items()}
    return {
        regency: province
        for regency, (province, count) in usual.items()
        if count > 1 and 2 * count > counted[regency].total()
    }


def _stretches(rows: Sequence[Place], provinces: Mapping[str, str]) -> Iterator[Stretch]:
    own = [_fits(row, row, provinces) for row in rows]
    following = [_fits(row, after, provinces) for row, after in zip(rows, [*rows[1:], None], strict=True)]
    done = -1
    for start in range(len(rows)):
        if start > done and own[start] is False and following[start]:
            first = last = start
            while first > done + 1 and following[first - 1] is not False:
                first -= 1
            while last < len(rows) - 1 and following[last + 1] is not False:
                last += 1
            proofs = tuple(row for row in range(first, last + 1) if own[row] is False and following[row])
            if len(proofs) >= LEAST_PROOFS and any(rows[row].province != rows[row].home for row in proofs):
                yield Stretch(first, last, proofs)
            done = last


def _fits(row: Place, beside: Place | None, provinces: Mapping[str, str]) -> bool | None:
    """True if the province of `row` is that of the regency `beside`; None if unknown."""
    expected = provinces.get(beside.regency) if beside else None
    return row.province == expected if row.province and expected else None

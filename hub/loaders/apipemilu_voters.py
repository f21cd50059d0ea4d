"""Voters by province on the lists of 2014: the fixed list (DPT) of both elections, the special list (DPK) of the first.

Publisher: KPU, tabulated by API Pemilu (Perludem) as `dpt_dpk/DPT.csv` and `DPK.csv`: 33 provinces; in `DPT.csv` twice,
for the legislative and the presidential election (`tipe`). No licence is stated. Voters abroad are not in it.

Known defects: the numbers of the presidential list have lost their last zeros, as if they had been decimals (146008 for
1,460,080). Men and women must sum to the total: the fewest zeros are put back with which they do, which is a finding.
Nothing in a row confirms its polling stations, which have lost zeros too (422 in Bengkulu): those of a list with such
numbers are not taken.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Literal, NamedTuple

from hub.facts import Fact, FindingFact, Office, Statement, VotersFact
from hub.loaders.apipemilu_codes import province
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("provinsi_id", "jumlah_laki_laki", "jumlah_perempuan", "jumlah_nihil", "total")
DPT_COLUMNS = ("jumlah_tps", "tipe")

OFFICE_OF: dict[str, Office | None] = {"legislatif": None, "eksekutif": "PRESIDENT"}
"""The legislative list serves the DPR, DPD and councils alike."""

WITH_SHARE = re.compile(r"([0-9]+)(?:\s*\([0-9]+[.,][0-9]+\))?")
"""`1 (0.03)`: a number with its share in hundredths."""

MOST_ZEROS = 2
"""A group of three digits can lose two zeros and still be there."""


class Counts(NamedTuple):
    men: int
    women: int
    unknown: int
    total: int


def read(source: SourceFile) -> Iterator[Statement]:
    """Voters of 2014 by province and list: men, women, of unknown gender, in all, and where sure polling stations.

    One row per province and list.
    """
    rows = list(sheet_rows(source, COLUMNS))
    fixed = bool(rows) and rows[0].has(DPT_COLUMNS, source.name)
    unsure = {row.fields["tipe"] for row in rows if _differs(row)} if fixed else set()

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        written = _written(row)
        counts = _restored(written)
        yield VotersFact(
            row=row.row,
            region=province(row, "provinsi_id"),
            list_kind=_list_kind(fixed=fixed),
            office=row.meaning("tipe", OFFICE_OF) if fixed else None,
            male_count=counts.men,
            female_count=counts.women,
            unknown_count=counts.unknown,
            total_count=counts.total,
            stations_count=row.optional_count("jumlah_tps") if fixed and row.fields["tipe"] not in unsure else None,
        )
        if counts != written:
            yield _zeros_lost(row, written, counts)

    yield from stated_by(rows, stated)


def _list_kind(*, fixed: bool) -> Literal["DPT", "DPK"]:
    return "DPT" if fixed else "DPK"


def _written(row: SheetRow) -> Counts:
    cell = row.text("jumlah_nihil")
    unknown = WITH_SHARE.fullmatch(cell)
    if unknown is None or len(unknown[1]) > 15:
        raise BadRow("not-a-number", f"expected a number such as 1 (0.03) in 'jumlah_nihil', found {shown(cell)}")
    return Counts(row.count("jumlah_laki_laki"), row.count("jumlah_perempuan"), int(unknown[1]), row.count("total"))


def _differs(row: SheetRow) -> bool:
    try:
        men, women, unknown, total = _written(row)
    except BadRow:
        return False
    return men + women + unknown != total


def _restored(written: Counts) -> Counts:
    """Return the counts with the fewest zeros put back so that they sum to their total.

    Raises BadRow where they do not, or do in several ways.
    """
    for most in range(3 * MOST_ZEROS + 1):
        solutions = [
            counts
            for counts in _with_zeros(written, most)
            if counts.men + counts.women + counts.unknown == counts.total
        ]
        if len(solutions) == 1:
            return solutions[0]
        if solutions:
            break
    raise BadRow(
        "totals-differ",
        f"expected {written.men} men, {written.women} women and {written.unknown} others to sum to {written.total}, if "
        "need be with zeros put back that were lost; they do not, or in several ways",
    )


def _with_zeros(written: Counts, zeros: int) -> Iterator[Counts]:
    """Yield the counts with so many zeros put back in all, in every way."""
    for men, women, total in product(range(MOST_ZEROS + 1), repeat=3):
        if men + women + total == zeros:
            yield Counts(written.men * 10**men, written.women * 10**women, written.unknown, written.total * 10**total)


def _zeros_lost(row: SheetRow, written: Counts, counts: Counts) -> FindingFact:
    return FindingFact(
        rule="zeros-lost",
        severity="WARNING",
        message=f"expected {written.men} men, {written.women} women and {written.unknown} others to sum to "
        f"{written.total}: with the zeros put back that the numbers have lost they do, {counts.men:,} and "
        f"{counts.women:,} to {counts.total:,}",
        evidence={"written": list(written), "read_as": list(counts)},
        row=row.row,
    )


LOADER = Loader("apipemilu-voters", read)

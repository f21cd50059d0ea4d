"""National votes of each party in the DPR election of 2014, by which the threshold of 3.5% was decided.

Publisher: KPU, tabulated by API Pemilu (Perludem) as `ambang_batas/data_ambang_batas.csv`. No licence is stated.
Numbers are written 8.402.812 and 6,72%, with stray blanks; MS met the threshold, TMS did not (Law 8 of 2012, article
208).

Known defects: none known: the shares are those of the votes, and the sum is 124,972,491, the commission's total.
"""

from collections.abc import Iterator
from decimal import Decimal

from hub.facts import NATION, FindingFact, ResultFact, Statement
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("party_id", "total", "precentage", "status")

ROUNDING = Decimal("0.01")
"""Shares have two decimals; some are cut, some are rounded."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of the parties in the whole nation in the DPR election of 2014.

    One row per party. A share that is not that of the votes among all rows is a finding.
    """
    rows = list(sheet_rows(source, COLUMNS))
    yield from stated_by(rows, _total)
    yield from _shares_that_differ(rows)


def _total(row: SheetRow) -> Iterator[ResultFact]:
    yield ResultFact(
        row=row.row,
        office="DPR",
        kind="PARTY_TOTAL",
        region=NATION,
        level="NATION",
        party_number=row.count("party_id", minimum=1),
        votes_count=row.count("total", thousands="."),
    )


def _shares_that_differ(rows: list[SheetRow]) -> Iterator[FindingFact]:
    figures = list(_figures(rows))
    total = sum(votes for _, votes, _ in figures)
    for row, votes, share in figures:
        if total and abs(Decimal(100 * votes) / total - share) >= ROUNDING:
            yield FindingFact(
                rule="share-differs",
                severity="WARNING",
                message=f"expected the share {share}% to be that of {votes:,} among {total:,} votes",
                evidence={"votes_count": votes, "total": total, "share_percent": str(share)},
                row=row.row,
            )


def _figures(rows: list[SheetRow]) -> Iterator[tuple[SheetRow, int, Decimal]]:
    """Yield votes and share of the rows that have both; what the others lack, their being set aside has told."""
    for row in rows:
        try:
            share = row.percent("precentage")
            votes = row.optional_count("total", thousands=".")
        except BadRow:
            continue
        if share is not None and votes is not None:
            yield row, votes, share


LOADER = Loader("apipemilu-threshold", read)

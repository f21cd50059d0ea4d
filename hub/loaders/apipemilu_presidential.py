"""Presidential votes of 2014 by province, as the commission recapitulated them.

Publisher: KPU (Decision 535/Kpts/KPU/2014, of 22 July 2014), tabulated by API Pemilu (Perludem) as
`rekap_pilpres/rekap.csv`: two pairs in 33 provinces and abroad (100). No licence is stated. Numbers are written
1.089.290 and 54,39%. Kalimantan Utara is counted in Kalimantan Timur.

Known defects: two numbers have lost their last zeros, as if they had been decimals: 313.6 and 443.04. The share in the
same row tells that they are 313,600 and 443,040; so read, the pairs have the commission's 62,576,444 and 70,997,833
votes. Read with the dot dropped they would sum to 62,265,980 and 70,599,097.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from hub.facts import ABROAD, Fact, FindingFact, ResultFact, Statement
from hub.loaders.apipemilu_codes import province
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("id_provinsi", "urut", "jumlah_suara", "presentase")

ZEROS_LOST = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){0,3}\.[0-9]{1,2}")
"""A number with dots between thousands whose last group is short."""

ROUNDING = Decimal("0.01")


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of the presidential pairs of 2014 by province and abroad.

    One row per pair and province. A number that lost its last zeros is restored where the row's share confirms it,
    which is a finding; so is any other share that is not that of the votes.
    """
    rows = list(sheet_rows(source, COLUMNS))
    totals = _totals(rows)

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        region = province(row, "id_provinsi")
        votes, total = _votes(row), totals[row.fields["id_provinsi"]]
        share = row.percent("presentase")
        agrees = share is not None and total > 0 and abs(Decimal(100 * votes) / total - share) < ROUNDING
        if _lost_zeros(row):
            if not agrees:
                row.count("jumlah_suara", thousands=".")  # no number as it is written: raises BadRow
            yield _restored(row, votes, total)
        elif share is not None and not agrees:
            yield _share_differs(row, votes, total)
        yield ResultFact(
            row=row.row,
            office="PRESIDENT",
            kind="TICKET",
            region=region,
            level="OVERSEAS" if region == ABROAD else "PROVINCE",
            ballot_number=row.count("urut", minimum=1),
            votes_count=votes,
        )

    yield from stated_by(rows, stated)


def _lost_zeros(row: SheetRow) -> bool:
    return ZEROS_LOST.fullmatch(row.fields["jumlah_suara"].strip()) is not None


def _votes(row: SheetRow) -> int:
    """Return the votes, with the zeros that the last group of the number has lost."""
    if not _lost_zeros(row):
        return row.count("jumlah_suara", thousands=".")
    *groups, last = row.fields["jumlah_suara"].strip().split(".")
    return int("".join([*groups, last.ljust(3, "0")]))


def _totals(rows: list[SheetRow]) -> dict[str, int]:
    """Return province id -> votes of all pairs; rows without a number add nothing, they are set aside."""
    totals: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        try:
            totals[row.fields["id_provinsi"]] += _votes(row)
        except BadRow:
            continue
    return totals


def _restored(row: SheetRow, votes: int, total: int) -> FindingFact:
    written, share = row.fields["jumlah_suara"].strip(), row.fields["presentase"].strip()
    return FindingFact(
        rule="zeros-lost",
        severity="WARNING",
        message=f"expected groups of three digits, found {written!r}: it is read as {votes:,}, which is the row's "
        f"{share} of {total:,} votes",
        evidence={"written": written, "read_as": votes, "share": share, "total": total},
        row=row.row,
    )


def _share_differs(row: SheetRow, votes: int, total: int) -> FindingFact:
    share = row.fields["presentase"].strip()
    return FindingFact(
        rule="share-differs",
        severity="WARNING",
        message=f"expected the share {share} to be that of {votes:,} among {total:,} votes",
        evidence={"votes_count": votes, "total": total, "share": share},
        row=row.row,
    )


LOADER = Loader("apipemilu-presidential", read)

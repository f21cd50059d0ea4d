"""Votes of each party's list in each DPR district of 2014, as the commission decided them.

Publisher: KPU, tabulated by API Pemilu (Perludem) as `perolehan_suara_partai/perolehan_suara.csv`: 77 districts by 12
parties. No licence is stated. Numbers are written 151,121. The sum is 124,972,491, the commission's total of valid
votes (Decision 411/Kpts/KPU/2014, of 9 May 2014).

Known defects: none known.
"""

from collections.abc import Iterator

from hub.facts import ResultFact, Statement
from hub.loaders.apipemilu_codes import district
from hub.loaders.loader import Loader
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("dapil_id", "party_id", "jumlah")


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of the parties' lists by DPR district of 2014.

    One row per party and district.
    """
    yield from stated_by(sheet_rows(source, COLUMNS), _total)


def _total(row: SheetRow) -> Iterator[ResultFact]:
    yield ResultFact(
        row=row.row,
        office="DPR",
        kind="PARTY_TOTAL",
        district_code=district(row, "dapil_id"),
        party_number=row.count("party_id", minimum=1),
        votes_count=row.optional_count("jumlah", thousands=","),
    )


LOADER = Loader("apipemilu-party-totals", read)

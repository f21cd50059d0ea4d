"""Votes for lists and for parties alone in the DPR election of 2014, by district and by province.

Publisher: KPU, tabulated by API Pemilu (Perludem) as `results/2014/calon_legaslatif/totals/dapil_vote_totals-dpr.csv`
and `provinsi_vote_totals-dpr.csv`; one format, but that the one has `id_dapil` and the other `id_provinsi`. No licence
is stated.

Known defects: the sum, 124,495,298, is 477,193 less than the commission's total. Of the 18 lists that have less here
than in `perolehan_suara_partai`, twelve are those of DKI Jakarta II, where voters abroad are counted, and two have a
candidate without votes. Votes of all candidates and of the elected, and ranks, are in the file too; they are sums of
the candidates' and are not read.
"""

from collections.abc import Iterator

from hub.errors import BrokenSource
from hub.facts import Fact, FindingFact, ResultFact, Statement
from hub.loaders.apipemilu_codes import OFFICES, district, province
from hub.loaders.loader import Loader
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("lembaga", "id_partai", "suara_calon_semua", "suara_partai", "jumlah_suara")


def read(source: SourceFile) -> Iterator[Statement]:
    """Votes of lists, and of parties without a candidate's name, in the DPR election of 2014, by district or province.

    One row per party and area: two figures each. A list whose candidates and party alone do not sum to its total is a
    finding.
    """
    rows = list(sheet_rows(source, COLUMNS))
    by_district = bool(rows) and rows[0].has(["id_dapil"], source.name)
    if rows and not by_district and not rows[0].has(["id_provinsi"], source.name):
        raise BrokenSource(f"{source.name}: expected a column id_dapil or id_provinsi, found neither")

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        yield _figure(row, "suara_partai", by_district=by_district)
        yield _figure(row, "jumlah_suara", by_district=by_district)
        yield from _sum_differs(row)

    yield from stated_by(rows, stated)


def _figure(row: SheetRow, column: str, *, by_district: bool) -> ResultFact:
    return ResultFact(
        row=row.row,
        office=row.meaning("lembaga", OFFICES),
        kind="PARTY_ONLY" if column == "suara_partai" else "PARTY_TOTAL",
        district_code=district(row, "id_dapil") if by_district else None,
        region=None if by_district else province(row, "id_provinsi"),
        level=None if by_district else "PROVINCE",
        party_number=row.count("id_partai", minimum=1),
        votes_count=row.optional_count(column),
    )


def _sum_differs(row: SheetRow) -> Iterator[FindingFact]:
    candidates, alone, total = (
        row.optional_count(column) for column in ("suara_calon_semua", "suara_partai", "jumlah_suara")
    )
    if candidates is not None and alone is not None and total is not None and candidates + alone != total:
        yield FindingFact(
            rule="totals-differ",
            severity="WARNING",
            message=f"expected {candidates:,} for candidates and {alone:,} for the party alone to sum to {total:,}",
            evidence={"candidates": candidates, "party_only": alone, "total": total},
            row=row.row,
        )


LOADER = Loader("apipemilu-vote-totals", read)

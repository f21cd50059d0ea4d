"""Campaign funds of the DPR election of 2014: what candidates, parties and donors gave, as the parties reported it.

Publisher: KPU, reports of campaign funds of the twelve parties, first period, tabulated by API Pemilu (Perludem) as
`laporan_dana_kampanye/2014/laporan_dana_kampanye_caleg_dpr_2014_periode_01.csv`. No licence is stated. Amounts are
whole rupiah; an empty cell is not zero. `roles.csv` in the same folder lists the roles.

Known defects: donors (18 persons, 6 companies, 1 group, all of Hanura) are listed among the candidates; two candidates have
no id and are kept under their party. Donors who are persons are not named here.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from hub.facts import Fact, FinanceFact, FindingFact, Statement
from hub.loaders.apipemilu_codes import check_edition
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = (
    "tahun", "periode", "id_partai", "role", "nama", "id_calon", "mata_uang", "uang", "nilai_barang", "unit_barang",
    "nilai_jasa", "jumlah",
)  # fmt: skip

DonorKind = Literal["CANDIDATE", "PARTY", "INDIVIDUAL", "GROUP", "COMPANY"]

DONOR_KINDS: dict[str, DonorKind] = {
    "calon anggota legislatif": "CANDIDATE",
    "partai politik": "PARTY",
    "sumbangan perseorangan": "INDIVIDUAL",
    "sumbangan kelompok": "GROUP",
    "sumbangan badan usaha": "COMPANY",
}

NAMED: tuple[DonorKind, ...] = ("PARTY", "GROUP", "COMPANY")

KINDS: dict[str, Literal["CASH", "GOODS", "SERVICES"]] = {
    "uang": "CASH",
    "nilai_barang": "GOODS",
    "nilai_jasa": "SERVICES",
}


def read(source: SourceFile) -> Iterator[Statement]:
    """Campaign funds of the DPR election of 2014, first period: cash, goods and services by giver.

    One row per giver: a figure for each kind that is filled, and for candidates and parties the sum of their report. A
    sum that is not that of the kinds is a finding; so is a candidate without an id.
    """
    yield from stated_by(sheet_rows(source, COLUMNS), lambda row: _given(row, source))


def _given(row: SheetRow, source: SourceFile) -> Iterator[Fact | FindingFact]:
    check_edition(row, source)
    donor = row.meaning("role", DONOR_KINDS)
    currency = row.text("mata_uang")
    if currency != "Rp":
        raise BadRow("currency", f"expected rupiah (Rp) in 'mata_uang', found {shown(currency)}")
    candidate = row.optional_text("id_calon")
    amounts = {column: row.optional_count(column) for column in KINDS}
    total = row.optional_count("jumlah")
    if donor == "PARTY" or candidate:
        yield _fact(row, donor, candidate, total)
    elif not any(amount is not None for amount in amounts.values()):
        raise BadRow("nothing-given", "expected an amount in cash, goods or services, found all cells empty")
    for column, amount in amounts.items():
        if amount is not None:
            unit = row.optional_text("unit_barang") if column == "nilai_barang" and amount else None
            yield replace(_fact(row, donor, candidate, amount), kind=KINDS[column], unit=unit)
    stated = [amount for amount in amounts.values() if amount is not None]
    yield from _findings(row, donor, candidate, sum(stated) if stated else None, total)


def _fact(row: SheetRow, donor: DonorKind, candidate: str | None, amount: int | None) -> FinanceFact:
    return FinanceFact(
        row=row.row,
        period=row.count("periode", minimum=1),
        party_number=row.count("id_partai", minimum=1),
        candidate_published_id=candidate,
        donor_kind=donor,
        donor_name=row.text("nama") if donor in NAMED else None,
        amount_idr=amount,
    )


def _findings(
    row: SheetRow, donor: DonorKind, candidate: str | None, summed: int | None, total: int | None
) -> Iterator[FindingFact]:
    if donor == "CANDIDATE" and candidate is None:
        yield FindingFact(
            rule="candidate-not-linked",
            severity="WARNING",
            message="expected the candidate's id in 'id_calon', found none: the contribution is kept under the party",
            evidence={"party_number": row.count("id_partai", minimum=1)},
            row=row.row,
        )
    if total is not None and summed is not None and summed != total:
        yield FindingFact(
            rule="totals-differ",
            severity="WARNING",
            message=f"expected cash, goods and services to sum to {total:,} rupiah, found {summed:,}",
            evidence={"sum": summed, "total": total},
            row=row.row,
        )


LOADER = Loader("apipemilu-finance", read)

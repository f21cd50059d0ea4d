"""Members of the DPR and DPD elected in 2009, as they sat in March 2014.

Publisher: DPR (http://dpr.go.id) and DPD (http://dpd.go.id), collected by API Pemilu (Perludem) as
`incumbents/incumbent-DPR.csv` and `incumbent-DPD.csv`: 620 and 140 members. No licence is stated. The edition is 2009.
Districts have the codes of 2014, which are those of 2009, but parties have the ids of 2014 too: they are stated here
under the ballot numbers of 2009.

Known defects: who took over a seat has the list number of the one before, not their own; where both are listed, the second,
58 and 8 members, are stated without a number. Five members of the DPR have neither district nor party and are set aside. 34 and 3
have no birth date. Five names have a remark on the seat behind them. Who was elected and who took over shows in a remark only.
"""

import re
from collections.abc import Iterator

from hub.facts import CandidacyFact, DistrictFact, Fact, FindingFact, NominationFact, Office, Statement
from hub.loaders.apipemilu_candidates import PERSONAL, describe
from hub.loaders.apipemilu_codes import OFFICES, check_edition, district, province
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = (
    "lembaga", "tahun", "id_provinsi", "id_dapil", "nama_dapil", "id_partai", "nama_partai", "urutan", "id", "nama",
    "keterangan", *PERSONAL,
)  # fmt: skip

NUMBERS_2009 = {10: 1, 6: 5, 3: 8, 8: 9, 2: 13, 5: 23, 9: 24, 4: 28, 7: 31}
"""Party id of 2014 -> ballot number of 2009 (KPU Decision 149/SK/KPU/2008): Hanura, Gerindra, PKS, PAN, PKB, Golkar,
PPP, PDIP, Demokrat."""

TOOK_OVER = re.compile(r"\b(?:peng|meng)ganti", re.IGNORECASE)
"""`Pengganti Antar Waktu ...`, `Menggantikan ...`; not `digantikan oleh`, who was elected and left."""

REMARK = re.compile(r"\s*\((?:PAW menggantikan|Tidak ada pengganti)[^)]*\)\s*$", re.IGNORECASE)
"""What five names say of the seat: whom the member took over from, or that nobody took it over."""

Seat = tuple[Office, str, int | None, int | None]
"""Office, district, party number of 2009, list number."""


def read(source: SourceFile) -> Iterator[Statement]:
    """Members of the DPR or DPD elected in 2009, each as an elected candidacy of that edition.

    One row per member. The first row of a district states the district too, and the first of a party the party.
    """
    seats: dict[Seat, int] = {}
    stated_once: set[str | int] = set()

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        check_edition(row, source)
        candidacy = _candidacy(row)
        seat = (
            row.meaning("lembaga", OFFICES),
            district(row, "id_dapil"),
            candidacy.party_number,
            candidacy.ballot_number,
        )
        if seat in seats:
            candidacy.ballot_number = candidacy.elected = None
            yield FindingFact(
                rule="number-of-another",
                severity="INFO",
                message=f"expected a list number of one's own, found that of the member in row {seats[seat]}; it is left out",
                row=row.row,
            )
        if remark := REMARK.search(row.text("nama")):
            yield FindingFact(
                rule="remark-in-name",
                severity="INFO",
                message=f"expected a name alone, found the remark '{remark.group().strip()}' behind it; the name is kept without it",
                row=row.row,
            )
        yield from describe(candidacy, row, source, None, slipped=False)
        candidacy.residence = None
        if candidacy.district_code not in stated_once:
            yield _district(row, candidacy)
        if candidacy.party_number is not None and candidacy.party_number not in stated_once:
            yield _nomination(row, candidacy.party_number)
        stated_once.update(part for part in (candidacy.district_code, candidacy.party_number) if part is not None)
        yield candidacy
        seats.setdefault(seat, row.row)  # not of a row that is set aside

    yield from stated_by(sheet_rows(source, COLUMNS), stated)


def _candidacy(row: SheetRow) -> CandidacyFact:
    party = row.optional_count("id_partai", minimum=1)
    office = row.meaning("lembaga", OFFICES)
    if (party is None) != (office == "DPD") or (party is not None and party not in NUMBERS_2009):
        raise BadRow(
            "party-or-none",
            f"expected a party of the DPR of 2009, or none for the DPD, found {party or 'none'} for {office}",
        )
    return CandidacyFact(
        row=row.row,
        office=office,
        district_code=district(row, "id_dapil"),
        party_number=None if party is None else NUMBERS_2009[party],
        ballot_number=row.count("urutan", minimum=1),
        name=REMARK.sub("", row.text("nama")),
        elected=None if TOOK_OVER.search(row.fields["keterangan"]) else True,
        published_id=row.text("id"),
    )


def _district(row: SheetRow, candidacy: CandidacyFact) -> DistrictFact:
    code = district(row, "id_dapil")
    return DistrictFact(
        row=row.row,
        office=candidacy.office,
        code=code,
        name=row.text("nama_dapil"),
        province=province(row, "id_provinsi"),
        published_id=code,
    )


def _nomination(row: SheetRow, number: int) -> NominationFact:
    return NominationFact(row=row.row, ballot_number=number, name=row.text("nama_partai"), scope="NATIONAL")


LOADER = Loader("apipemilu-incumbents", read)

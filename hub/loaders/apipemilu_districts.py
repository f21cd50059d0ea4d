"""Districts of 2014: 77 for the DPR, 33 for the DPD, 259 for provincial and 2,102 for regency councils.

Publisher: KPU, districts and seats of the councils
(http://www.kpu.go.id/index.php?option=com_content&task=view&id=7657), tabulated by API Pemilu (Perludem) as
`dapil/dapil.csv`. No licence is stated. A code such as 1101-00-0000 is province, DPR district, provincial district,
regency and its district.

Known defects: the DPD rows repeat the province's seats in the DPR (13 for Aceh, 560 in all) where a province elects
four members: these are not taken. Population is stated for DPR and DPD only.
"""

from collections.abc import Iterator

from hub.facts import DistrictFact, FindingFact, Office, Statement
from hub.loaders import options
from hub.loaders.apipemilu_codes import OFFICES, district, province
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("id", "nama_lengkap", "nama_lembaga", "id_provinsi", "jumlah_kursi", "jumlah_penduduk")

ALL: tuple[Office, ...] = ("DPR", "DPD", "DPRD_PROVINCE", "DPRD_REGENCY")


def read(source: SourceFile) -> Iterator[Statement]:
    """Districts of 2014 with seats and population.

    One row per district of an office. The option `offices` chooses offices; rows of others are set aside with that
    reason.
    """
    wanted = options.words(source, "offices", ALL)
    rows = list(sheet_rows(source, COLUMNS))

    def stated(row: SheetRow) -> Iterator[DistrictFact]:
        fact = _district(row)
        if fact.office not in wanted:
            raise BadRow("office-not-chosen", f"expected one of the offices {', '.join(wanted)}, found {fact.office}")
        yield fact

    yield from stated_by(rows, stated)
    yield from _seats_of_another_office(rows)


def _district(row: SheetRow) -> DistrictFact:
    office = row.meaning("nama_lembaga", OFFICES)
    return DistrictFact(
        row=row.row,
        office=office,
        code=district(row, "id"),
        name=row.text("nama_lengkap"),
        province=province(row, "id_provinsi"),
        seats_count=None if office == "DPD" else row.optional_count("jumlah_kursi", minimum=1),
        population_count=row.optional_count("jumlah_penduduk"),
        published_id=row.text("id"),
    )


def _seats_of_another_office(rows: list[SheetRow]) -> Iterator[FindingFact]:
    senate = [row for row in rows if row.fields["nama_lembaga"] == "DPD" and row.fields["jumlah_kursi"].strip()]
    if senate:
        yield FindingFact(
            rule="seats-of-another-office",
            severity="WARNING",
            message=f"{len(senate)} districts of the DPD state their province's seats in the DPR; they are not taken",
            evidence={"rows_count": len(senate), "first_row": senate[0].row},
            row=senate[0].row,
        )


LOADER = Loader("apipemilu-districts", read)

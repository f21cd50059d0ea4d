"""Provinces of 2014 with the codes of the ministry and of the commission.

Publisher: KPU (http://kpu.go.id), tabulated by API Pemilu (Perludem) as `provinsi/provinsi.csv`, with copies beside
other tables; `rekap_pilpres/provinsi.csv` has one more row, 100, for voters abroad. No licence is stated. `id` is the
Kemendagri code, `pro_id` the serial number of the KPU; both stand only here for 2014.

Known defects: `Daerah Isimewa Yogyakarta` is spelled so. Seats and population, which are those of the DPR districts of
the province, are empty for Kalimantan Utara, founded in 2012: it voted in the district of Kalimantan Timur.
"""

from collections.abc import Iterator

from hub.facts import ABROAD, NATION, RegionCode, RegionFact, Statement
from hub.loaders import options
from hub.loaders.apipemilu_codes import province
from hub.loaders.loader import Loader
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("id", "nama_lengkap", "pro_id")


def read(source: SourceFile) -> Iterator[Statement]:
    """Provinces of 2014, each with its Kemendagri code and its KPU serial number.

    One row per province, and where the file has it one for abroad. The year is the edition's, or the option `year`.
    """
    year = options.year(source)

    def stated(row: SheetRow) -> Iterator[RegionFact]:
        code = province(row, "id")
        serial = row.optional_count("pro_id", minimum=1)
        yield RegionFact(
            row=row.row,
            code=code,
            name=row.text("nama_lengkap"),
            level="OVERSEAS" if code == ABROAD else "PROVINCE",
            parent=NATION,
            also=() if serial is None else (RegionCode("kpu", str(serial)),),
            year=year,
        )

    yield from stated_by(sheet_rows(source, COLUMNS), stated)


LOADER = Loader("apipemilu-provinces", read)

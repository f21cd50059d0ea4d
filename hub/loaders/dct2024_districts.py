"""Districts of 2024 and the regions they are made of, for the DPR and the provincial and regency councils.

Publisher: KPU, Info Pemilu and KPU Regulation 6/2023 on districts, collected in
https://github.com/ginanjarfm/pemilu2024-dapil as `data/electorals.json`: 84 districts of the DPR, 301 of provincial
and 2,325 of regency councils in 8,935 rows. Codes of districts begin with the Kemendagri code of their province;
codes of regions are Kemendagri codes without dots. A region that is split between districts (`is_pecah`) stands there
under the code of the whole region and with the name of its part, such as `KOTA MEDAN A`. Seats are not in the file.
"""

import re
from collections.abc import Iterator

from hub.facts import DistrictFact, DistrictRegionFact, Fact, Office, Statement, kemendagri
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow, Record, array, statements
from hub.loaders.source_file import SourceFile

OFFICES: dict[str, Office] = {
    "DPR RI": "DPR",
    "DPRD PROVINSI": "DPRD_PROVINCE",
    "DPRD KABUPATEN/KOTA": "DPRD_REGENCY",
}

DISTRICT = re.compile(r"[0-9]{4}(?:[0-9]{2})?")


def read(source: SourceFile) -> Iterator[Statement]:
    """Districts of 2024 with the regions, or parts of regions, they are made of, from the KPU's Info Pemilu JSON.

    One row per district and region; the first of a district also states the district.
    """
    stated: set[tuple[str, str]] = set()

    def membership(record: Record) -> Iterator[Fact]:
        office = record.meaning("jenis_dapil", OFFICES)
        code = record.text("kode_dapil")
        if not DISTRICT.fullmatch(code):
            raise BadRow(
                "district-code", f"expected a district code of 4 or 6 digits in 'kode_dapil', found {shown(code)}"
            )
        name = record.text("nama_dapil")
        is_split = record.flag("is_pecah")
        yield DistrictRegionFact(
            row=record.row,
            office=office,
            district_code=code,
            region=record.kemendagri("kode_wilayah"),
            is_split=is_split,
            part=record.text("nama") if is_split else "",
        )
        if (office, code) not in stated:
            stated.add((office, code))
            yield DistrictFact(row=record.row, office=office, code=code, name=name, province=kemendagri(code[:2]))

    yield from statements(source, array(source), membership)


LOADER = Loader("dct2024-districts", read)

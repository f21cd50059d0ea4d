"""Regencies and cities that each DPR district of 2014 is made of.

Publisher: KPU, annex of Law 8 of 2012, tabulated by API Pemilu (Perludem) as `dapil/data_wilayah.csv`, with
`data_dapil.csv` for the codes of the districts (option `districts`). No licence is stated. Regions are given by name:
their codes are found in the ministry's list that the option `regencies` names. No regency of 2014 is split between
districts.

Known defects: `data_dapil.csv` has names of districts that are not those of their codes; only codes are read. Voters
abroad are part of Jakarta Pusat, in DKI Jakarta II: they have no region of their own here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from hub.facts import DistrictRegionFact, Fact, FindingFact, RegionCode, Statement
from hub.loaders.apipemilu_codes import district, province
from hub.loaders.apipemilu_regencies import regencies
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow, sheet_rows, stated_by
from hub.loaders.source_file import SourceFile

COLUMNS = ("nama", "id_dapil")

DISTRICTS_OPTION = "districts"
DISTRICT_COLUMNS = ("id", "id_provinsi", "id_dapil")

WITH_ABROAD = " + Luar Negeri"


class District(NamedTuple):
    code: str
    province: RegionCode


def read(source: SourceFile) -> Iterator[Statement]:
    """Regencies and cities of each DPR district of 2014.

    One row per regency or city.
    """
    districts = _districts(source.companion(DISTRICTS_OPTION))
    known = regencies(source)

    def stated(row: SheetRow) -> Iterator[Fact | FindingFact]:
        number, name = row.text("id_dapil"), row.text("nama")
        if number not in districts:
            raise BadRow(
                "unknown-district", "expected a district of the list of districts in 'id_dapil', found another"
            )
        region = known.find(districts[number].province, name.removesuffix(WITH_ABROAD))
        yield DistrictRegionFact(row=row.row, office="DPR", district_code=districts[number].code, region=region)
        if name.endswith(WITH_ABROAD):
            yield FindingFact(
                rule="voters-abroad",
                severity="INFO",
                message=f"the region {region.value} stands in the district {districts[number].code} as {name!r}: "
                "its voters abroad have no region",
                evidence={"district": districts[number].code, "region": region.value, "name": name},
                row=row.row,
            )

    yield from stated_by(sheet_rows(source, COLUMNS), stated)


def _districts(listed: SourceFile) -> dict[str, District]:
    """Return serial number -> district; rows that are bad are left out, and with them the regencies that name them."""
    found: dict[str, District] = {}
    for row in sheet_rows(listed, DISTRICT_COLUMNS):
        try:
            found[row.text("id")] = District(district(row, "id_dapil"), province(row, "id_provinsi"))
        except BadRow:
            continue
    return found


LOADER = Loader("apipemilu-district-regions", read)

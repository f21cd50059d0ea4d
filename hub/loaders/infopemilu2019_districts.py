"""Districts of 2019 with their seats and the regions they are made of, one file per province and kind of council.

Publisher: KPU, Info Pemilu 2019 (https://infopemilu.kpu.go.id/pileg2019/, off line since), saved as
`dapil_dpr_wilayah_{province}.json` (80 districts, 575 seats, 514 regencies) and
`dapil_provinsi_wilayah_{province}.json` (272 districts, 2,207 seats). No licence is stated. Codes of districts and
regions are KPU serial ids; `tingkat` tells the council. Each file holds one version of the division; two would state
each district twice, so that is refused.

Known defects: population is -1 everywhere, which is "not stated"; three subdistricts founded in 2018 stand in
districts of provincial councils with `flagInclude` false: they are set aside, as the districts were drawn without
them. The region that DKI Jakarta II calls `JAKARTA PUSAT + LUAR NEGERI` also stands for all voters abroad, who have
no serial id of a region.
"""

from collections.abc import Iterator
from typing import Any

from hub.errors import BrokenSource
from hub.facts import DistrictFact, DistrictRegionFact, Fact, FindingFact, Office, RegionCode, Statement
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, array, kind_of, statements
from hub.loaders.source_file import SourceFile

OFFICES: dict[int, Office] = {0: "DPR", 1: "DPRD_PROVINCE", 2: "DPRD_REGENCY"}
"""`tingkat` of a district -> the council that is elected there."""

ABROAD = "+ LUAR NEGERI"


def read(source: SourceFile) -> Iterator[Statement]:
    """Districts of 2019 with seats and regions, from the KPU's Info Pemilu JSON.

    One row per district, and after it one row per region of the district, numbered through the file.
    """
    offices: dict[int, Office] = {}

    def stated(record: Record) -> Iterator[Fact | FindingFact]:
        if "idDapil" not in record.fields:
            yield _district(record, offices)
        else:
            yield from _region(record, offices)

    yield from statements(source, _rows(source), stated)


def _rows(source: SourceFile) -> Iterator[object]:
    """Yield each district, then the rows of its regions."""
    versions = array(source)
    if len(versions) != 1 or not isinstance(versions[0], dict) or not isinstance(versions[0].get("dapil"), list):
        raise BrokenSource(
            f"{source.name}: expected one version of the districts with a list 'dapil', found {len(versions)} elements"
        )
    for district in versions[0]["dapil"]:
        yield district
        regions: Any = district.get("wilayah") if isinstance(district, dict) else None
        if not isinstance(regions, list):
            raise BrokenSource(f"{source.name}: expected a list 'wilayah' in each district, found {kind_of(regions)}")
        yield from regions


def _district(record: Record, offices: dict[int, Office]) -> DistrictFact:
    serial = record.number("id", minimum=1)
    level = record.number("tingkat")
    if level not in OFFICES:
        raise BadRow("unknown-council", f"expected 0, 1 or 2 in 'tingkat', found {level}")
    population = record.optional_number("jumlahPenduduk", minimum=-1)
    fact = DistrictFact(
        row=record.row,
        office=OFFICES[level],
        code=str(serial),
        name=record.text("nama"),
        province=RegionCode("kpu", str(record.number("idWilayah", minimum=1))),
        seats_count=record.number("totalAlokasiKursi", minimum=1),
        population_count=None if population == -1 else population,
        published_id=str(serial),
    )
    offices[serial] = fact.office
    return fact


def _region(record: Record, offices: dict[int, Office]) -> Iterator[Fact | FindingFact]:
    district = record.number("idDapil", minimum=1)
    region = record.number("idWilayah", minimum=1)
    name = record.text("namaWilayah")
    if district not in offices:
        raise BadRow("unknown-district", f"expected a district of this file in 'idDapil', found {district}")
    if not record.flag("flagInclude"):
        raise BadRow("not-included", "expected 'flagInclude' true, found false: the list marks the region as left out")
    yield DistrictRegionFact(
        row=record.row, office=offices[district], district_code=str(district), region=RegionCode("kpu", str(region))
    )
    if name.endswith(ABROAD):
        yield FindingFact(
            rule="voters-abroad",
            severity="INFO",
            message=f"region {region} stands in district {district} as {name!r}: its voters abroad have no region",
            evidence={"district": district, "region": region, "name": name},
            row=record.row,
        )


LOADER = Loader("infopemilu2019-districts", read)

"""Regions that elected a governor, regent or mayor in 2024: provinces, regencies and cities.

Publisher: KPU, Sirekap of the regional elections (https://pilkada2024.kpu.go.id/), files `province.json` and
`{province}.json`; no licence is stated. Codes are Kemendagri codes without dots; in them cities have 71 and above for
their last two digits. Where nobody is elected, hub.toml says so in the option `no_contest`: D.I. Yogyakarta has its
Sultan for governor (Law 13/2012), and regencies and cities of Jakarta are led by officials (Law 29/2007).
"""

from collections.abc import Iterator

from hub.facts import DistrictFact, Fact, Office, RegionCode, RegionFact, Statement
from hub.loaders import options
from hub.loaders.kemendagri_code import level_of, parent_of
from hub.loaders.loader import Loader
from hub.loaders.record import BadRow, Record, array, statements
from hub.loaders.source_file import SourceFile

FIRST_CITY = 71


def read(source: SourceFile) -> Iterator[Statement]:
    """Provinces, or regencies of one province, with the regional head that they elected in 2024, from Sirekap.

    One row per region. The district of the contest has the code of the region.
    """
    year = options.year(source)
    no_contest = options.numbers(source, "no_contest") or frozenset()

    def region(record: Record) -> Iterator[Fact]:
        code, name = record.kemendagri("kode"), record.text("nama")
        office = office_of(code)
        digits = record.text("kode")
        yield RegionFact(row=record.row, code=code, name=name, level=level_of(code), parent=parent_of(code), year=year)
        if int(digits) not in no_contest:
            province = RegionCode(code.scheme, digits[:2])
            yield DistrictFact(row=record.row, office=office, code=digits, name=name, province=province)

    yield from statements(source, array(source), region)


def office_of(code: RegionCode) -> Office:
    """Return the head that a region elects. Raises BadRow for a region below the regency, which elects none."""
    level = level_of(code)
    if level == "PROVINCE":
        return "GOVERNOR"
    if level != "REGENCY":
        raise BadRow("no-head", "expected the code of a province, regency or city, found one below")
    return "MAYOR" if int(code.value[-2:]) >= FIRST_CITY else "REGENT"


LOADER = Loader("pilkada2024-regions", read)

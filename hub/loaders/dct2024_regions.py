"""Provinces, regencies and subdistricts with Kemendagri codes, as the KPU lists them for the elections of 2024.

Publisher: KPU, https://infopemilu.kpu.go.id/, collected in https://github.com/ginanjarfm/pemilu2024-dapil as
`data/provinces.json` (38), `data/provinces/{province}.json` (514 regencies) and
`data/provinces/{province}/districts/{regency}.json` (7,267 subdistricts of 512 regencies). Every file has the same
form; the number of digits of a code tells the level, its beginning the parent.

Known defects: names of subdistricts begin with a blank; a subdistrict that is split between districts has the name of
its first part (`TORGAMBA A`); the two regencies of Jakarta 31.01 and 31.71 have no subdistricts here.

Option: `year`, the year of the division of regions; that of the edition where it is not set.
"""

from collections.abc import Iterator

from hub.facts import RegionFact, Statement
from hub.loaders import options
from hub.loaders.kemendagri_code import level_of, parent_of
from hub.loaders.loader import Loader
from hub.loaders.record import Record, array, statements
from hub.loaders.source_file import SourceFile


def read(source: SourceFile) -> Iterator[Statement]:
    """Regions of one level below one parent, from the KPU's Info Pemilu JSON of 2024. One row per region."""
    year = options.year(source)

    def region(record: Record) -> Iterator[RegionFact]:
        code = record.kemendagri("id")
        yield RegionFact(
            row=record.row,
            code=code,
            name=record.text("name"),
            level=level_of(code),
            parent=parent_of(code),
            year=year,
        )

    yield from statements(source, array(source), region)


LOADER = Loader("dct2024-regions", read)

"""The region tree of 2019: provinces, regencies, subdistricts and villages with KPU serial ids and Kemendagri codes.

Publisher: KPU, Info Pemilu 2019 (https://infopemilu.kpu.go.id/pileg2019/, off line since), one file per parent:
`provinsi.json`, `provinsi_{id}.json`, `kabupaten_{id}.json`, `kecamatan_{id}.json`; 34, 514, 7,201 and 83,426 rows.
No licence is stated. These files are the bridge between the two codes: 2014 and 2019 count with serial ids, 2024 with
Kemendagri codes.

Known defects: 74 regions have `0..`, `0...` or null for a Kemendagri code; 12 codes stand on two regions of one
parent. Neither kind is taken for a code, and each is a finding. The code of a child need not begin with the code of
its parent: subdistricts and villages that moved keep their old code.
"""

from collections import Counter
from collections.abc import Iterator

from hub.facts import FindingFact, Level, RegionCode, RegionFact, Statement
from hub.loaders import options
from hub.loaders.kemendagri_code import PATTERN
from hub.loaders.loader import Loader
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow, Record, array, statements
from hub.loaders.source_file import SourceFile

LEVELS: dict[int, Level] = {1: "PROVINCE", 2: "REGENCY", 3: "SUBDISTRICT", 4: "VILLAGE"}


def read(source: SourceFile) -> Iterator[Statement]:
    """Regions of 2019 below one parent, from the KPU's Info Pemilu JSON.

    One row per region. The parent 0 is the nation.
    """
    items = array(source)
    year = options.year(source)
    stated = Counter(_code(item.get("kodeWilayah")) for item in items if isinstance(item, dict))

    def region(record: Record) -> Iterator[RegionFact | FindingFact]:
        depth = record.number("tingkatWilayah")
        if depth not in LEVELS:
            raise BadRow("unknown-level", f"expected 1 to 4 in 'tingkatWilayah', found {depth}")
        serial = record.number("id", minimum=1)
        code = record.optional_text("kodeWilayah") or ""
        defect = _defect(code, depth, stated)
        yield RegionFact(
            row=record.row,
            code=RegionCode("kpu", str(serial)),
            name=record.text("namaWilayah"),
            level=LEVELS[depth],
            parent=RegionCode("kpu", str(record.number("idParent"))),
            also=() if defect else (RegionCode("kemendagri", code),),
            year=year,
        )
        if defect:
            yield FindingFact(
                rule=defect,
                severity="WARNING",
                message=f"expected a Kemendagri code of its own for region {serial}, found {shown(code)}; none is kept",
                evidence={"kpu": serial, "found": shown(code)},
                row=record.row,
            )

    yield from statements(source, items, region)


def _code(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _defect(code: str, depth: int, stated: Counter[str]) -> str | None:
    """Return the rule that a Kemendagri code breaks, if any."""
    if not PATTERN.fullmatch(code) or code.count(".") != depth - 1:
        return "no-kemendagri-code"
    return "kemendagri-code-repeated" if stated[code] > 1 else None


LOADER = Loader("infopemilu2019-regions", read)

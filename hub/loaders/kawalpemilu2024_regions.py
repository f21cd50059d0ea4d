"""The region tree of 2024 down to the village, and the missions abroad, as the commission counted votes in it.

Publisher: KPU, Sirekap; collected by Kawal Pemilu in https://github.com/kawalpemilu/kp24 as `tps2.json`; no licence
is stated. `id2name` is an object of 92,089 codes without dots with their names: 38 provinces, 514 regencies, 7,277
subdistricts and 83,731 villages; and, beginning with 99, 529 places abroad: the countries, the missions in them, and
in each mission its stations, drop boxes and mobile stations. The ministry gives no such codes: abroad they are kept
as the commission's, with dots, such as `99.05.02`. Abroad as a whole is -99, as in Kawal Pemilu's files of 2019,
because the serial id 99 is a village. Numbers of polling stations by village (`tps`) are not read: no station is told
apart in them.

Known defects: in Papua Barat Daya (96) the codes below the regencies are not the ministry's: `96.01.06` is Seget here
and Klamono there. The option `own_codes` names such provinces; what lies below their regencies is kept under the
commission's codes.
"""

from collections.abc import Iterator

from hub.errors import BrokenSource
from hub.facts import ABROAD, RegionCode, RegionFact, Statement
from hub.loaders import options
from hub.loaders.kemendagri_code import level_of, parent_of
from hub.loaders.loader import Loader
from hub.loaders.record import Record, kind_of, statements
from hub.loaders.source_file import SourceFile

ABROAD_CODE = "99"


def read(source: SourceFile) -> Iterator[Statement]:
    """Regions of 2024 and missions abroad with the codes under which votes were counted. One row per region."""
    year = options.year(source)
    own = {f"{province:02}" for province in options.numbers(source, "own_codes") or ()}
    document = source.keyed_json()
    names = document.get("id2name") if isinstance(document, dict) else None
    if not isinstance(names, dict):
        raise BrokenSource(f"{source.name}: expected names by code in 'id2name', found {kind_of(names)}")

    def region(record: Record) -> Iterator[RegionFact]:
        code = record.kemendagri("code")
        yield RegionFact(
            row=record.row,
            code=_kept(code, own),
            name=record.text("name"),
            level="OVERSEAS" if _is_abroad(code) else level_of(code),
            parent=_kept(parent_of(code), own),
            year=year,
        )

    yield from statements(source, ({"code": code, "name": name} for code, name in names.items()), region)


def _kept(code: RegionCode, own: set[str]) -> RegionCode:
    """Return the code with the scheme that it belongs to: the ministry's, or the commission's own."""
    if code.value == ABROAD_CODE:
        return ABROAD
    below_regency = code.value.count(".") > 1
    is_own = _is_abroad(code) or (below_regency and code.value[:2] in own)
    return RegionCode("kpu", code.value) if is_own else code


def _is_abroad(code: RegionCode) -> bool:
    return code.value.startswith(ABROAD_CODE)


LOADER = Loader("kawalpemilu2024-regions", read)

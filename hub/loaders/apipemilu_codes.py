"""The codes that all API Pemilu files of 2014 share: councils, genders, provinces, districts.

Provinces and districts have Kemendagri digits (`11`, `1101-00-0000`), not the serial numbers that the KPU used
elsewhere in 2014. The presidential recapitulation has one more province code, 100, for votes from abroad; no other file
has it.
"""

import re

from hub.facts import ABROAD, Office, RegionCode, kemendagri
from hub.loaders.numbers import shown
from hub.loaders.record import BadRow
from hub.loaders.sheet import SheetRow
from hub.loaders.source_file import SourceFile

OFFICES: dict[str, Office] = {"DPR": "DPR", "DPD": "DPD", "DPRDI": "DPRD_PROVINCE", "DPRDII": "DPRD_REGENCY"}
"""`lembaga` -> office: DPRD I is the council of a province, DPRD II that of a regency or city."""

ABROAD_ID = "100"

PROVINCE = re.compile(r"[0-9]{2}")

DISTRICT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{4}")


def province(row: SheetRow, column: str) -> RegionCode:
    """Return the region of a province id. Raises BadRow for anything but two digits, or 100 for abroad."""
    identifier = row.text(column)
    if identifier == ABROAD_ID:
        return ABROAD
    if not PROVINCE.fullmatch(identifier):
        raise BadRow("region-code", f"expected a province of two digits in {column!r}, found {shown(identifier)}")
    return kemendagri(identifier)


def district(row: SheetRow, column: str) -> str:
    """Return a district code as published. Raises BadRow where it is not of the form 1101-00-0000."""
    code = row.text(column)
    if not DISTRICT.fullmatch(code):
        raise BadRow("district-code", f"expected a district such as 1101-00-0000 in {column!r}, found {shown(code)}")
    return code


def check_edition(row: SheetRow, source: SourceFile) -> None:
    """Raise BadRow where the row's year is not that of the edition that the file is said to be of."""
    year = row.count("tahun")
    if source.edition_id is not None and str(year) != source.edition_id[:4]:
        raise BadRow("other-edition", f"expected the year {source.edition_id[:4]} in 'tahun', found {year}")

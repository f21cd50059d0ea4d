"""Regencies and cities that files of 2014 give by name only: found in the ministry's list by name within the province.

The list of 2018 is the oldest at hand. What was founded since 2014 is in it too, but no name of 2014 is one of those.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hub.errors import BrokenSource
from hub.facts import RegionCode, RegionFact
from hub.loaders import wilayah_kemendagri
from hub.loaders.record import BadRow
from hub.loaders.source_file import SourceFile

OPTION = "regencies"
"""Option that names the ministry's list, from the folder of the file that needs it."""

KIND = re.compile(r"(KABUPATEN|KAB\.?|KOTA)\s+(?:ADM(?:INISTRASI|\.)\s*)?", re.IGNORECASE)

OTHER_NAMES = {
    ("12", "Padang Sidempuan"): "Padangsidimpuan",
    ("13", "Lima puluh Koto"): "Lima Puluh Kota",
    ("52", "Lombok Tinur"): "Lombok Timur",
    ("61", "Pontianak"): "Mempawah",
    ("71", "Kotamobago"): "Kotamobagu",
    ("73", "Pangkajene dan Kepulauan"): "Pangkajene Kepulauan",
    ("73", "Sidenreng Rapang"): "Sidenreng Rappang",
    ("75", "Pohuwato"): "Pahuwato",
}
"""Province and name in the files -> name in the list. Kabupaten Pontianak was renamed Mempawah in 2014; the rest is
spelling."""

FOUNDED_FROM = {"64": "65"}
"""Province -> the one that was split from it, in 2012, and still voted in its district in 2014: Kalimantan Utara."""


REGENCY, CITY = "KAB", "KOTA"


class Named(NamedTuple):
    kind: str | None
    """REGENCY, CITY, or None where the name does not say."""
    letters: str


class Regencies:
    """The regencies and cities of a list, by name within their province."""

    def __init__(self, regions: Mapping[str, str]) -> None:
        """Take code (`11.01`) -> name (`KAB. ACEH SELATAN`)."""
        self._codes = {(code[:2], *_named(name)): code for code, name in regions.items()}
        self._other = {
            (code, _named(name).letters): _named(other).letters for (code, name), other in OTHER_NAMES.items()
        }

    def find(self, province: RegionCode, name: str) -> RegionCode:
        """Return the regency or city of that name. A name that does not say which is the regency, if there is one.

        Raises BadRow where the province has none of that name.
        """
        kind, letters = _named(name)
        within = province.value
        candidates = (
            (within, kind or REGENCY, letters),
            (within, kind or REGENCY, self._other.get((within, letters))),
            (FOUNDED_FROM.get(within), kind or REGENCY, letters),
            (within, kind or CITY, letters),
        )
        for candidate in candidates:
            if candidate in self._codes:
                return RegionCode("kemendagri", self._codes[candidate])
        raise BadRow("region-name", f"expected a regency or city of the province {within}, found another name")


def regencies(source: SourceFile) -> Regencies:
    """Return the regencies and cities of the list that the source's option names. Raises BrokenSource for none."""
    listed = source.companion(OPTION)
    found = {region.code.value: region.name for region in _regencies(listed)}
    if not found:
        raise BrokenSource(f"{listed.name}: expected a list of regencies with their codes, found none")
    return Regencies(found)


def _regencies(listed: SourceFile) -> Iterator[RegionFact]:
    for statement in wilayah_kemendagri.read(listed):
        if isinstance(statement, RegionFact) and statement.level == "REGENCY":
            yield statement


def _named(name: str) -> Named:
    prefix = KIND.match(name)
    letters = re.sub(r"\bKEP(?:ULAUAN\b|\b\.?)", "KEP", name[prefix.end() if prefix else 0 :].upper())
    kind = None if prefix is None else CITY if prefix[1].upper() == CITY else REGENCY
    return Named(kind, re.sub(r"[^A-Z]", "", letters))

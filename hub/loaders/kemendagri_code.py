"""Kemendagri region codes, their levels and parents: `11.01.01.2001` is a village of the subdistrict `11.01.01`. Pure functions.

Below the regencies of one province (96) the commission's count of 2024 used codes of its own; `counted_in` tells these apart.
"""

import re

from hub.facts import NATION, Level, RegionCode

LEVELS: tuple[Level, ...] = ("PROVINCE", "REGENCY", "SUBDISTRICT", "VILLAGE")
"""Level of a region by the number of dots in its code."""

PATTERN = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
"""Form of a code with dots: province, regency, subdistrict, village."""

STATION = re.compile(r"([0-9]{10})([0-9]{3})")
"""Form of the code of a polling station in the commission's counts: its village without dots, and its number there."""

COUNTED_APART = ("96",)
"""Provinces below whose regencies the commission counted under codes of its own: in Papua Barat Daya its `96.01.06` is Seget, and the
ministry's is Klamono."""


def counted_in(code: RegionCode) -> RegionCode:
    """Return the region that the commission's count of 2024 means by a code: the ministry's, or one of its own tree."""
    is_own = code.value[:2] in COUNTED_APART and code.value.count(".") > 1
    return RegionCode("kpu", code.value) if is_own else code


def level_of(code: RegionCode) -> Level:
    """Return the level of the region that a Kemendagri code names."""
    return LEVELS[code.value.count(".")]


def parent_of(code: RegionCode) -> RegionCode:
    """Return the region that the region of a Kemendagri code is part of; for a province the nation."""
    above, dot, _ = code.value.rpartition(".")
    return RegionCode(code.scheme, above) if dot else NATION

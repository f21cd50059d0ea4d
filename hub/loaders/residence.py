"""Residence as it may be told: the regency or city. Streets, villages and subdistricts in a list are cut away."""

import re
from typing import Literal

Part = Literal["first", "last"]
"""Which of several places is the regency, where a list writes `subdistrict, regency` or `regency / subdistrict`
throughout."""

BETWEEN_PLACES = re.compile(r"\s*[,/]\s*")

BEHIND_SMALLER = re.compile(r"^.+?\s((?:KOTA|KAB\.?|KABUPATEN)\s.+)$", re.IGNORECASE)
"""A regency behind a smaller place, without a sign between: `KEC. MANGGALA KOTA MAKASSAR`."""

NAMED = re.compile(r"(?:KOTA|KAB\.?|KABUPATEN)\s.+", re.IGNORECASE)
"""A regency or city that is named as one."""

NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s.'()-])*")

SMALLER = re.compile(
    r"\b(?:KEC|KEL|DESA|DS|DUSUN|DSN|LINGK|LINGKUNGAN|PERUM|KOMPLEK|KAMPUNG|JL|JLN|JALAN|GG|RT|RW|BLOK)\b",
    re.IGNORECASE,
)
"""Words before the name of a place smaller than a regency."""


def regency_of(residence: str | None, part: Part | None = None) -> str | None:
    """Return the part of a residence that names a regency or city, as written, or None where none can be told.

    Of several places the one named as a regency is taken; where there is not just one, the one that `part` says, if
    any.
    """
    places = BETWEEN_PLACES.split(residence.strip()) if residence else []
    named = [place for place in places if NAMED.fullmatch(place)]
    if len(named) == 1:
        places = named
    elif len(places) > 1 and part:
        places = [places[0 if part == "first" else -1]]
    if len(places) != 1:
        return None
    behind = BEHIND_SMALLER.fullmatch(places[0])
    place = behind[1] if behind and SMALLER.search(places[0]) else places[0]
    return place if NAME.fullmatch(place) and not SMALLER.search(place) else None

"""Residence as it is published: the regency or city. Streets, villages and subdistricts in a list are cut away."""

import re
from typing import Literal

Part = Literal["first", "last"]
"""Which of several places is the regency, where a list writes `subdistrict, regency` or `regency / subdistrict`
throughout."""

BETWEEN_PLACES = re.compile(r"\s*[,/]\s*")

PARTED = re.compile(r"\s+-\s*|\s*-\s+")
"""Between a smaller place and its regency, or a regency and its province, in either order: `LUYO - POLMAN`, `SERANG - BANTEN`."""

BEHIND_SMALLER = re.compile(r"^.+?\s((?:KOTA|KAB\.?|KABUPATEN)\s.+)$", re.IGNORECASE)
"""A regency behind a smaller place, without a sign between: `KEC. MANGGALA KOTA MAKASSAR`, `BISAPPU KAB. BANTAENG`."""

NAMED = re.compile(r"(?:KOTA|KAB\.?|KABUPATEN)\s.+", re.IGNORECASE)
"""A regency or city that is named as one."""

NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s.'()-])*")

SMALLER = re.compile(
    r"\b(?:KEC|KECAMATAN|DISTRIK|KEL|KELURAHAN|DESA|DS|DUSUN|DSN|DUKUH|DK|NAGARI|GAMPONG|PEKON|JORONG|LINGK|LINGKUNGAN|KAMPUNG|KP|"
    r"PERUM|PERUMAHAN|PERUMNAS|KOMP|KOMPLEK|KOMPLEKS|KOMPLEX|CLUSTER|ASRAMA|APARTEMEN|APARTEMENT|RUSUN|RUKO|GRIYA|GRAHA|VILLA|BTN|"
    r"KAV|KAVLING|JL|JLN|JALAN|GG|GANG|LORONG|LR|RT|RW|BLOK|NO|NOMOR|DAPIL)\b",
    re.IGNORECASE,
)
"""Words before the name or number of a place smaller than a regency; no regency or city has one of them in its name."""


def regency_of(residence: str | None, part: Part | None = None) -> str | None:
    """Return the part of a residence that names a regency or city, as written, or None if there is none.

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
    place = _unparted(places[0])
    behind = BEHIND_SMALLER.fullmatch(place) if place else None
    place = behind[1] if behind else place
    return place if place and NAME.fullmatch(place) and not SMALLER.search(place) else None


def _unparted(place: str) -> str | None:
    """Return the one of several places that is named as a regency, or that stands there twice, else None."""
    parts = PARTED.split(place)
    named = [part for part in parts if NAMED.fullmatch(part) or BEHIND_SMALLER.fullmatch(part)]
    if len(parts) == 1 or len(set(parts)) == 1:
        return parts[0]
    return named[0] if len(named) == 1 else None

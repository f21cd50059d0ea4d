"""Names as matching compares them: of persons by the rules of `hub.identity.names`, of places and parties without the words for their kind.

Pure functions. A place's name often says what it is (`KAB. ACEH BESAR`, `Kecamatan Laweyan`): that is kept apart as its level.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from hub.graph.sqlite.name_index import words_of
from hub.identity import places
from hub.identity.names import parse
from hub.identity.spelling import sound

_LEVELS = {
    "provinsi": "PROVINCE", "propinsi": "PROVINCE", "prov": "PROVINCE", "prop": "PROVINCE", "province": "PROVINCE",
    "kabupaten": "REGENCY", "kab": "REGENCY", "kota": "REGENCY", "kodya": "REGENCY", "kotamadya": "REGENCY",
    "regency": "REGENCY", "city": "REGENCY", "kecamatan": "SUBDISTRICT", "kec": "SUBDISTRICT", "distrik": "SUBDISTRICT",
    "kelurahan": "VILLAGE", "kel": "VILLAGE", "desa": "VILLAGE", "gampong": "VILLAGE", "nagari": "VILLAGE",
}  # fmt: skip
"""Words before a place's name, and the level that they tell. `kota` is also the name of villages: alone it is a word."""

_CITY = frozenset({"kota", "kodya", "kotamadya", "city"})
_IDLE = {
    "region": frozenset({"adm", "administrasi"}),
    "district": frozenset({"dapil"}),
    "party": frozenset({"partai", "party", "fraksi"}),
}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11",
          "xii": "12", "xiii": "13", "xiv": "14"}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


@dataclass(frozen=True, slots=True)
class NormalizedName:
    """A name's words, how each sounds, and the level that it tells of a place; `is_city` None where it tells nothing of it."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    level: str | None = None
    is_city: bool | None = None

    @property
    def line(self) -> str:
        return "".join(self.sounds)


@lru_cache(maxsize=200_000)
def person(text: str) -> NormalizedName:
    """Return a person's name without titles, in one spelling."""
    words = tuple(token.lower() for token in parse(text).tokens) or tuple(words_of(text))
    return _sounding(words)


@lru_cache(maxsize=200_000)
def thing(kind: str, text: str) -> NormalizedName:
    """Return the name of a place or party."""
    words = words_of(_DOTTED.sub(lambda found: found.group().replace(".", ""), text))
    level, is_city = None, None
    while kind in {"region", "district"} and len(words) > 1 and words[0] in _LEVELS:
        level = level or _LEVELS[words[0]]
        is_city = is_city or (words[0] in _CITY if level == "REGENCY" else None)
        words = words[1:]
    idle = _IDLE.get(kind, frozenset())
    kept = [word for word in words if word not in idle] or words
    if kind == "district":
        kept = _province_first(kept)
        kept = [str(int(_ROMAN.get(word, word))) if _ROMAN.get(word, word).isdecimal() else word for word in kept]
    made = _sounding(tuple(kept))
    return NormalizedName(made.words, made.sounds, level, is_city)


def _province_first(words: list[str]) -> list[str]:
    """Return the words of a district with its province in one spelling (`D.I. Yogyakarta`, `JABAR 2`); others as they are."""
    for size in (len(words), len(words) - 1):
        named = " ".join(words[: max(size, 0)])
        code = None if any(letter.isdigit() for letter in named) else places.province(named)
        if code and (names := places.names_of_province(code)):
            return [*names[0].lower().split(), *words[size:]]
    return words


def numerals(number: str) -> list[str]:
    """Return how the number of a district may be written: `4`, `iv`."""
    return [number, *(roman for roman, arabic in _ROMAN.items() if arabic == number)]


def _sounding(words: tuple[str, ...]) -> NormalizedName:
    heard = (sound(word.upper()) if word.isascii() and word.isalpha() else word.upper() for word in words)
    return NormalizedName(words, tuple(heard))

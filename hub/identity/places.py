"""Provinces, districts and residences, parsed as the lists write them; pure functions.

The trap: a residence is written freely (`KAB. ACEH BESAR / ACEH`, `Cipocok Serang`, `JAKTIM`), and `BEKASI` may be the city
or the regency of that name. A residence is therefore compared by its bare name, and whether city or regency is kept apart.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hub.identity.spelling import fold, packaged

_KIND = re.compile(r"\b(?:(KOTA|KODYA|KOTAMADYA)|(KABUPATEN|KABUPATAN|KAB)|ADMINISTRASI|ADM)\b")
_NUMBER = re.compile(r"(?:^|[\s.,-])([IVX]+|\d+)\s*$")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PARTS = re.compile(r"[/,]|\s-\s|\bKEC\b\.?")
_LIKE = 0.82
"""Least likeness of a misspelled residence to a regency's name: `JAKATRATIMUR` is Jakarta Timur."""


@dataclass(frozen=True, slots=True)
class Residence:
    """Where somebody lives: a regency's bare name without spaces, city or regency where stated, its province or None."""

    name: str
    kind: Literal["CITY", "REGENCY"] | None
    province: str | None
    around_capital: bool


@cache
def _provinces() -> dict[str, str]:
    return {name: code for code, names in packaged("places.toml")["provinces"].items() for name in names}


@cache
def province(written: str | None) -> str | None:
    """Return the Kemendagri code of a province that is written as its code, its name or a usual abbreviation."""
    if not written:
        return None
    if written.strip().isdigit():
        return written.strip()[:2]
    return _provinces().get(" ".join(re.findall("[A-Z]+", fold(written))))


@cache
def names_of_province(code: str) -> tuple[str, ...]:
    """Return the names and abbreviations of a province, given its Kemendagri code; empty for an unknown one."""
    return tuple(packaged("places.toml")["provinces"].get(code, ()))


def before_split(code: str | None) -> str | None:
    """Return the province that a province of today was part of before the splits since 2012."""
    return _splits().get(code, code) if code else None


@cache
def _splits() -> dict[str, str]:
    return dict(packaged("places.toml")["split_from"])


@cache
def _regencies() -> dict[str, list[str]]:
    """Bare name -> codes: one for the regency and one for the city where both bear the name."""
    table: dict[str, list[str]] = {}
    with files("hub.identity").joinpath("data", "regencies.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            table.setdefault(_bare(fold(row["name"])), []).append(row["code"])
    return table


@cache
def _spellings() -> dict[str, str]:
    return dict(packaged("places.toml")["regency_spellings"])


def _bare(folded: str) -> str:
    name = re.sub(r"[^A-Z]", "", re.sub(r"\bKEP\b\.?", "KEPULAUAN", _KIND.sub(" ", folded)))
    return _spellings().get(name, name)


@cache
def residence(written: str | None) -> Residence | None:
    """Return the regency or city that a published residence names; None where nothing is written.

    Of several parts (`CIPUTAT, KOTA TANGSEL`, `KAB. SOLOK / SUMATERA BARAT`) the last that is a regency counts; a text that
    names none keeps the letters of its first part as its name.
    """
    parts = [part for part in map(fold, _PARTS.split((written or "").upper())) if _bare(part)]
    if not parts:
        return None
    regencies = _regencies()
    part = next((part for part in reversed(parts) if _bare(part) in regencies), parts[0])
    name = _bare(part)
    if name not in regencies:
        name = _nearest(_bare("".join(parts)), whole=len(parts) == 1) or name
    kinds = _KIND.search(part)
    kind: Literal["CITY", "REGENCY"] | None = None
    if kinds and (kinds.group(1) or kinds.group(2)):
        kind = "CITY" if kinds.group(1) else "REGENCY"
    codes = regencies.get(name, [])
    of_kind = [code for code in codes if (code[3] == "7") == (kind == "CITY")] or codes
    return Residence(
        name=name,
        kind=kind,
        province=of_kind[0][:2] if of_kind else province(parts[-1]),
        around_capital=any(code in _around_capital() for code in of_kind),
    )


@cache
def _around_capital() -> frozenset[str]:
    return frozenset(packaged("places.toml")["capital"]["regencies"])


def _nearest(bare: str, *, whole: bool) -> str | None:
    """Return the longest regency name that a text contains, or for a text of one part the one most like it."""
    regencies = _regencies()
    contained = [name for name in regencies if len(name) > 4 and name in bare]
    if contained:
        return max(contained, key=lambda name: (len(name), name))
    if not whole:
        return None
    like = process.extractOne(bare, sorted(regencies), scorer=OSA.normalized_similarity, score_cutoff=_LIKE)
    return like[0] if like else None


@cache
def district(name: str | None, office: str, province_code: str | None, year: int) -> tuple[str, ...]:
    """Return the keys of a district of an election of a year, of which two editions share one where the district is the same as far as names tell; empty where they tell too little.

    Districts of the DPR and of provincial councils: province and number (`DPR 11 1` for ACEH I). Of councils of regencies and
    cities: the regency as well (`DPRD_REGENCY ACEHBESAR 3`). A regency or city that votes for its head: its name. Whole
    provinces: the province. Where a city and a regency bear one name, the city is the one that is called so, as the KPU writes
    them. Districts of one name may have other borders. Where a province's districts were redrawn (`redrawn` of the data), a district has the number
    that it got then (JAWA TENGAH 10 of 2014 is JAWA TENGAH 13 of 2019); one that became two has a key of its own first, then theirs.
    """
    written = (name or "").strip().upper()
    number = _NUMBER.search(written)
    if office in {"REGENT", "MAYOR"}:
        home = residence(name)
        return (f"{office} {home.name}",) if home else ()
    if office == "DPRD_REGENCY":
        home = residence(written[: number.start()] if number else written)
        if home is None or number is None:
            return ()
        return (f"{office} {home.name}{' CITY' if home.kind == 'CITY' else ''} {_counted(number.group(1))}",)
    if province_code is None:
        return ()
    return _redrawn(f"{office} {province_code}", _counted(number.group(1)) if number else None, year)


def _redrawn(province: str, number: int | None, year: int) -> tuple[str, ...]:
    """Return the keys of a district of a province's elections for an office (`DPRD_PROVINCE 33`)."""
    own = province if number is None else f"{province} {number}"
    since, became = _redrawings().get(province, (year, {}))
    later = [f"{province} {now}" for now in became.get(str(number), ())] if year < since else []
    if not later:
        return (own,)
    return (later[0],) if len(later) == 1 else (f"{own} BEFORE {since}", *later)


@cache
def _redrawings() -> dict[str, tuple[int, dict[str, list[int]]]]:
    """Return by office and province the year from which its districts are redrawn, and what each became: number before -> numbers since."""
    return {
        f"{redrawing['office']} {redrawing['province']}": (redrawing["since"], redrawing["became"])
        for redrawing in packaged("places.toml")["redrawn"]
    }


def _counted(number: str) -> int:
    """Return a number in Arabic or Roman numerals."""
    if number.isdigit():
        return int(number)
    letters = [_ROMAN[letter] for letter in number]
    return sum(-one if one < following else one for one, following in zip(letters, [*letters[1:], 0], strict=True))

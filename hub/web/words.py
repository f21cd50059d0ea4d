"""Words of pages in Indonesian and English: what types, fields and concepts are called, and how numbers are written.

What the ontology defines is called as the ontology calls it; terms of other vocabularies are named here.
"""

from datetime import date
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from babel.dates import format_date

from hub.rdf.ontology import DEFAULT_BASE, ontology_text
from hub.tables import TABLES
from hub.translation import Text, in_both
from hub.web.names import shown_name
from hub.web.texts import text_, translations

LANGUAGES = ("id", "en")

_TYPES = {
    table.type_name(): (table.about.label.indonesian, str(table.about.label)) for table in TABLES if table.about.label
} | {"DistrictLine": ("Garis daerah pemilihan", "District line"), "Contest": ("Pemilihan", "Contest")}

_NO_PLURAL = {"Turnout", "Progress", "Voters", "RegionParent"}
_PLURALS = {"Row set aside": "Rows set aside", "Legal basis": "Legal bases"}

_FIELDS = {
    "abbreviation": ("Singkatan", "Abbreviation"),
    "birthYear": ("Tahun lahir", "Year of birth"),
    "bytesCount": ("Ukuran (bita)", "Size (bytes)"),
    "candidacy": ("Pencalonan", "Candidacy"),
    "cause": ("Sebab", "Cause"),
    "code": ("Kode", "Code"),
    "collectedBy": ("Dikumpulkan oleh", "Collected by"),
    "contest": ("Pemilihan", "Contest"),
    "edition": ("Pemilu", "Election"),
    "ends": ("Selesai", "Ends"),
    "evidence": ("Bukti", "Evidence"),
    "formats": ("Format", "Formats"),
    "gender": ("Jenis kelamin", "Gender"),
    "licence": ("Lisensi", "Licence"),
    "message": ("Pesan", "Message"),
    "name": ("Nama", "Name"),
    "nameEn": ("Nama (Inggris)", "Name (English)"),
    "names": ("Ejaan nama", "Spellings"),
    "office": ("Jabatan", "Office"),
    "parent": ("Bagian dari", "Part of"),
    "party": ("Partai", "Party"),
    "partyName": ("Nama partai", "Name of the party"),
    "person": ("Orang", "Person"),
    "publisher": ("Penerbit", "Publisher"),
    "scheme": ("Skema", "Scheme"),
    "sameAs": ("Sama dengan", "The same as"),
    "source": ("Sumber", "Source"),
    "starts": ("Mulai", "Starts"),
    "theme": ("Tema", "Theme"),
    "title": ("Judul", "Title"),
    "url": ("Alamat", "Address"),
    "validFrom": ("Sejak", "From"),
    "validTo": ("Sampai", "To"),
    "value": ("Nilai", "Value"),
    "votesCount": ("Suara", "Votes"),
    "votingDate": ("Hari pemungutan suara", "Voting day"),
}

_OFFICES = {
    "PRESIDENT": ("Presiden", "President"),
    "DPR": ("DPR", "DPR"),
    "DPD": ("DPD", "DPD"),
    "DPRD_PROVINCE": ("DPRD provinsi", "DPRD province"),
    "DPRD_REGENCY": ("DPRD kab/kota", "DPRD regency"),
    "GOVERNOR": ("Gubernur", "Governor"),
    "REGENT": ("Bupati", "Regent"),
    "MAYOR": ("Wali kota", "Mayor"),
}


_LEVELS = {
    "DISTRICT": ("daerah pemilihan", "district"),
    "NATION": ("nasional", "nation"),
    "PROVINCE": ("provinsi", "province"),
    "REGENCY": ("kabupaten/kota", "regency"),
    "SUBDISTRICT": ("kecamatan", "kecamatan"),
    "VILLAGE": ("desa/kelurahan", "village"),
    "POLLING_STATION": ("TPS", "polling station"),
    "OVERSEAS": ("luar negeri", "abroad"),
}

_LEVELS_PLURAL = {
    "DISTRICT": "districts",
    "PROVINCE": "provinces",
    "REGENCY": "regencies",
    "VILLAGE": "villages",
    "POLLING_STATION": "polling stations",
}
"""English plurals; Indonesian has none, and the other levels are called the same."""

_STATUSES = {
    "CERTIFIED": text_("certified"),
    "CORRECTED": text_("corrected"),
    "RECOUNTED": text_("recounted"),
    "UNOFFICIAL_COMPLETE": text_("complete, not certified"),
    "UNOFFICIAL_PARTIAL": text_("provisional"),
    "SAMPLE": text_("sample"),
}

_GENDERS = {"FEMALE": text_("woman"), "MALE": text_("man")}


class Words:
    """What things are called in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._place = LANGUAGES.index(lang)
        self._translations = translations(lang)

    def __call__(self, indonesian: str, english: str) -> str:
        """Return the text of this language."""
        return (indonesian, english)[self._place]

    def gettext(self, text: str, /, **given: object) -> str:
        """Return a text of the interface in this language, what is `given` put in."""
        said = self._translations.gettext(text)
        return said % given if given else said

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return a text of the interface for so many, the count written as this language does."""
        return self._translations.ngettext(one, many, count) % {"count": self.number(count)}

    def status(self, status: str | None) -> str:
        """Return how final a figure is."""
        return self.gettext(_STATUSES[status] if status else "status not stated")

    def gender(self, gender: str) -> str:
        return self.gettext(_GENDERS[gender])

    def name(self, name: str | None) -> str:
        """Return the name of a person or place in one case, whatever case its source is written in."""
        return shown_name(name or "")

    def date(self, day: str | None) -> str:
        """Return a day as people write it: 14 Februari 2024, 14 February 2024."""
        if not day:
            return "\u2013"
        return format_date(date.fromisoformat(day[:10]), "d MMMM y", locale=self.lang)

    def percent(self, share: float | None, places: int = 1) -> str:
        """Return a share of 1 in percent; a share that is not 0 or 1 is never written as if it were."""
        if share is None:
            return "\u2013"
        text = f"{share * 100:,.{places}f}"
        if (share > 0 and float(text.replace(",", "")) == 0) or (share < 1 and float(text.replace(",", "")) == 100):
            return self.percent(share, places + 1) if places < 6 else self._commas(text) + "%"
        return self._commas(text) + "%"

    def _commas(self, text: str) -> str:
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "id" else text

    def edition(self, edition: dict[str, Any]) -> str:
        """Return the name of an edition as the API gives it (`key`, `name`, `nameEn`)."""
        return str((self.lang == "en" and edition.get("nameEn")) or edition["name"])

    def contest(self, contest: dict[str, Any]) -> str:
        """Return what a contest as the API gives it (`office`, `district`, `edition`) is called: DPR Aceh I 2024."""
        place = contest["district"]["name"] if contest["district"] else "Indonesia"
        return f"{self.office(contest['office'])} {self.name(place)} {contest['edition']['year']}"

    def told(self, english: str) -> str:
        """Return a text of the catalogue; in English where the catalogue has no Indonesian of it."""
        both = in_both(Text(english))
        return self(both.indonesian or both.english, both.english)

    def type(self, type_name: str) -> str:
        return _TYPES[type_name][self._place]

    def types(self, type_name: str) -> str:
        """Return what several things of a type are called."""
        name = self.type(type_name)
        if self.lang == "id" or type_name in _NO_PLURAL:
            return name
        if name in _PLURALS:
            return _PLURALS[name]
        first, space, rest = name.partition(" of ")
        plural = first[:-1] + "ies" if first.endswith("y") else first + "s"
        return plural + space + rest

    def office(self, office: str) -> str:
        return _OFFICES[office][self._place]

    def level(self, level: str, count: int = 1) -> str:
        """Return what a level of regions is called; of several, in the plural."""
        if self.lang == "en" and count != 1:
            return _LEVELS_PLURAL.get(level, _LEVELS[level][self._place])
        return _LEVELS[level][self._place]

    def field(self, field: str, predicate: str, base: str) -> str:
        """Return what a field is called: as the ontology labels its property, or as this file does where it is reused."""
        if field in _FIELDS:
            return _FIELDS[field][self._place]
        label = self.term(predicate, base)
        return label[:1].upper() + label[1:] if label else field

    def term(self, iri: str, base: str) -> str | None:
        """Return the label of a term of the ontology."""
        return _labels(base).get((iri, self.lang))

    def concept(self, scheme: str, value: str, base: str) -> str:
        """Return the label of a value of a closed list of the ontology, such as `CASH` of `finance-kind`."""
        return self.term(f"{base}def/{scheme}/{value}", base) or value.replace("_", " ").lower()

    def number(self, value: int | None) -> str:
        """Return a whole number with its thousands parted as the language does; a dash where there is none."""
        if value is None:
            return "\u2013"
        text = f"{value:,}"
        return text.replace(",", ".") if self.lang == "id" else text

    def decimal(self, value: float) -> str:
        """Return a number with one place behind the comma; below 1 with as many as it has, up to six: 0.95 and 0.9999 differ."""
        text = f"{value:,.1f}"
        if 0 < abs(value) < 1:
            text = f"{value:.6f}".rstrip("0") if abs(value) < 0.9999995 else str(value)
        return self._commas(text)


@lru_cache(maxsize=4)
def _labels(base: str) -> dict[tuple[str, str], str]:
    store = ox.Store()
    store.load(ontology_text("hub.ttl", base or DEFAULT_BASE), format=ox.RdfFormat.TURTLE)
    found: dict[tuple[str, str], str] = {}
    for name in ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(name), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal) and quad.object.language:
                found[quad.subject.value, quad.object.language] = quad.object.value
    return found

"""Kinds of things that a spreadsheet can be matched to, and their properties: evidence for a match, or columns to fill in.

A property is a path of GraphQL fields, so compared and filled-in values are those that GraphQL returns.
"""

from dataclasses import dataclass

from hub.web.words import Words

STANDING = "candidacies(first: 60).nodes"
"""The candidacies of a person; nobody has more in the editions of two decades."""


@dataclass(frozen=True, slots=True)
class Property:
    """`rarity` is -ln of the share of things that agree by chance: how much an agreement tells.

    `kind` is that of the things it leads to, None for texts and numbers. `given` holds (field, value) that must stand beside it.
    `about` is a text of the catalogue.
    """

    id: str
    labels: tuple[str, str]
    path: str
    about: str
    rarity: float
    kind: str | None = None
    given: tuple[str, str] | None = None
    is_code: bool = False

    def label(self, words: Words) -> str:
        return words(*self.labels)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. `id` is the type that stands in identifiers; `type_name` the one in GraphQL; `label_field` its name there.

    `about` is a text of the catalogue.
    """

    id: str
    type_name: str
    label_field: str
    about: str
    properties: tuple[Property, ...]
    described_by: tuple[str, ...]
    """Properties that tell homonyms apart."""
    is_person: bool = False

    def property(self, identifier: str) -> Property | None:
        return next((each for each in self.properties if each.id == identifier), None)


def _edition(path: str) -> Property:
    return Property("edition", ("Pemilu", "Election"), f"{path}edition", "Election, such as `2024`.", 1.1, "edition")


def _office(path: str) -> Property:
    about = "Office: DPR, DPD, DPRD_PROVINCE, DPRD_REGENCY, PRESIDENT, GOVERNOR, REGENT, MAYOR."
    return Property("office", ("Jabatan", "Office"), f"{path}office", about, 0.5)


def _province(path: str) -> Property:
    return Property("province", ("Provinsi", "Province"), path, "Province, by name.", 3.0, "region")


def _party(path: str) -> Property:
    about = "Party, by name, abbreviation or identifier."
    return Property("party", ("Partai", "Party"), f"{path}party", about, 2.5, "party")


def _district(path: str) -> Property:
    about = "District (dapil), by name or key."
    return Property("district", ("Daerah pemilihan", "District"), f"{path}district", about, 3.5, "district")


def _code(scheme: str, about: str) -> Property:
    return Property(
        scheme,
        (f"Kode {scheme}", f"Code ({scheme})"),
        "codes.value",
        about,
        9.0,
        given=("scheme", scheme),
        is_code=True,
    )


_GENDER = Property("gender", ("Jenis kelamin", "Gender"), "gender", "FEMALE or MALE, as published.", 0.5)
_BIRTH_YEAR = Property("birthYear", ("Tahun lahir", "Year of birth"), "birthYear", "Where a source states it.", 3.5)

KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            "person", "Person", "name", "Somebody who stood or stands, with all candidacies.",
            (
                Property("names", ("Ejaan nama", "Spellings"), "names", "Every spelling on a ballot, newest first.", 0.0),
                _BIRTH_YEAR, _GENDER, _edition(f"{STANDING}."), _office(f"{STANDING}."), _party(f"{STANDING}."),
                _district(f"{STANDING}."), _province(f"{STANDING}.district.province"),
                Property("residence", ("Tempat tinggal", "Residence"), f"{STANDING}.residence", "As published.", 4.0),
                Property("candidacy", ("Pencalonan", "Candidacy"), STANDING, "Each standing in an election.", 9.0, "candidacy"),
                Property("votesCount", ("Suara", "Votes"), f"{STANDING}.votesCount", "Votes of each candidacy.", 6.0),
            ),
            ("party", "district", "edition"), is_person=True,
        ),
        Kind(
            "candidacy", "Candidacy", "nameOnBallot", "One person standing in one contest of one election.",
            (
                Property("person", ("Orang", "Person"), "person", "Who stands.", 9.0, "person"),
                Property("birthYear", _BIRTH_YEAR.labels, "person.birthYear", _BIRTH_YEAR.about, 3.5), _GENDER,
                _edition(""), _office(""), _party(""), _district(""), _province("district.province"),
                Property("residence", ("Tempat tinggal", "Residence"), "residence", "As published.", 4.0),
                Property("ballotNumber", ("Nomor urut", "Ballot number"), "ballotNumber", "Number on the list.", 2.0),
                Property("elected", ("Terpilih", "Elected"), "elected", "true or false, where a source says.", 0.5),
                Property("votesCount", ("Suara", "Votes"), "votesCount", "Votes in the contest.", 6.0),
                Property("rank", ("Peringkat", "Rank"), "rank", "Rank by votes within the list, as published.", 2.0),
            ),
            ("edition", "office", "district", "party"), is_person=True,
        ),
        Kind(
            "party", "Party", "name", "A political party through its elections.",
            (
                Property("abbreviation", ("Singkatan", "Abbreviation"), "abbreviation", "Usual abbreviation.", 3.0),
                Property("scope", ("Lingkup", "Scope"), "scope", "NATIONAL, or LOCAL to Aceh.", 0.5),
                _edition("nominations."),
                Property("names", ("Nama pada pemilu", "Names"), "nominations.name", "Its name in each election.", 3.0),
                Property(
                    "ballotNumber", ("Nomor urut", "Ballot number"), "nominations.ballotNumber", "Its number in each election.", 2.5
                ),
            ),
            ("abbreviation", "edition"),
        ),
        Kind(
            "district", "District", "name", "An electoral district (dapil) of one election.",
            (
                _edition(""), _office(""), _province("province"),
                Property("code", ("Kode KPU", "KPU code"), "code", "Code as the KPU publishes it in this election.", 7.0),
                Property("seatsCount", ("Kursi", "Seats"), "seatsCount", "Seats allocated.", 1.5),
                Property("populationCount", ("Penduduk", "Inhabitants"), "populationCount", "Stated with the seats.", 7.0),
                Property("region", ("Wilayah", "Region"), "regions(first: 200).nodes", "Regions that lie in it.", 4.0, "region"),
            ),
            ("office", "edition", "province"),
        ),
        Kind(
            "region", "Region", "name", "A province, regency, city, subdistrict (kecamatan) or village.",
            (
                Property("level", ("Tingkat", "Level"), "level", "PROVINCE, REGENCY, SUBDISTRICT, VILLAGE, OVERSEAS.", 1.0),
                Property("parent", ("Bagian dari", "Part of"), "parent", "Region that it is part of.", 6.0, "region"),
                Property("ancestor", ("Terletak di", "Lies in"), "ancestors", "Every region that it lies in.", 3.0, "region"),
                _code("kemendagri", "Code of the region given by the Ministry of Home Affairs, such as `11.05`."),
                _code("kpu", "Code of the region given by the KPU, a serial number."),
                _code("bps", "Code of the region given by Statistics Indonesia (BPS)."),
            ),
            ("level", "ancestor", "kemendagri"),
        ),
    )
}  # fmt: skip
"""Kinds by id, in the order in which they are offered."""

UNASKED = ("person", "party", "district", "region")
"""Kinds that are looked through where a query names none: a person stands for his or her candidacies."""

LABEL_FIELDS = {"edition": "key", **{kind.id: kind.label_field for kind in KINDS.values()}}
"""GraphQL field that a thing is called by in an answer."""


def identifier(kind: str, key: str) -> str:
    """Return what a thing is called here: its IRI without the part that all share, `person/p-4k7m-2xq9-h`."""
    return f"{kind}/{key}"


def named_property(identifier: str) -> bool:
    """Tell whether any kind has this property."""
    return any(kind.property(identifier) for kind in KINDS.values())

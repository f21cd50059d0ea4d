"""Offices: what candidates are elected to. The law fixes the list, which is written here."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Bilingual, Table, rdf


class Offices(Table):
    """One row per office."""

    about = About(
        rdf_class="el:Office",
        label=Bilingual("Office", "Jabatan"),
        rows=Bilingual("offices", "jabatan"),
        of_this="untuk jabatan ini",
        indonesian="Satu baris untuk setiap jabatan.",
        is_node=True,
        type_name="OfficeDetail",
        listed=True,
        order="contests",
        edition=Belongs.EVERY,
    )

    office_id = dy.String(
        primary_key=True, description=Bilingual("Key of the office, such as `dpr`.", "Kunci jabatan, misalnya `dpr`.")
    )
    office = dy.Enum(
        vocabulary.OFFICES, unique=True, metadata=rdf("skos:notation"), description=Bilingual("The office.", "Jabatan.")
    )
    name = dy.String(
        metadata=rdf("rdfs:label", language="id"),
        description=Bilingual("Name in Indonesian.", "Nama dalam bahasa Indonesia."),
    )
    name_en = dy.String(
        metadata=rdf("rdfs:label", language="en"),
        description=Bilingual("Name in English.", "Nama dalam bahasa Inggris."),
    )
    level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual("Level of government of the office.", "Tingkat pemerintahan jabatan ini."),
    )


ROWS = (
    ("president", "PRESIDENT", "Presiden dan Wakil Presiden", "President and Vice President", "NATION"),
    ("dpr", "DPR", "Dewan Perwakilan Rakyat", "House of Representatives", "NATION"),
    ("dpd", "DPD", "Dewan Perwakilan Daerah", "Regional Representative Council (senate)", "NATION"),
    ("dprd-province", "DPRD_PROVINCE", "DPRD Provinsi", "Provincial council", "PROVINCE"),
    ("dprd-regency", "DPRD_REGENCY", "DPRD Kabupaten/Kota", "Regency or city council", "REGENCY"),
    ("governor", "GOVERNOR", "Gubernur dan Wakil Gubernur", "Governor and Vice Governor", "PROVINCE"),
    ("regent", "REGENT", "Bupati dan Wakil Bupati", "Regent and Vice Regent", "REGENCY"),
    ("mayor", "MAYOR", "Wali Kota dan Wakil Wali Kota", "Mayor and Vice Mayor", "REGENCY"),
)

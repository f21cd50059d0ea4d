"""Offices: what is stood for. The list is fixed by law and stands here."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Belongs, Table


class Offices(Table):
    """One row per office."""

    about = About(is_node=True, type_name="OfficeDetail", listed=True, order="contests", edition=Belongs.EVERY)

    office_id = dy.String(primary_key=True, description="Key of the office, such as `dpr`.")
    office = dy.Enum(vocabulary.OFFICES, unique=True, description="The office.")
    name = dy.String(description="Name in Indonesian.")
    name_en = dy.String(description="Name in English.")
    level = dy.Enum(vocabulary.LEVELS, description="Level of government of the office.")


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

"""Contests: one office in one district, or in the whole nation, in one edition."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class Contests(Sourced):
    """One row per contest: the seats of one district, or one pair of offices such as President and Vice President."""

    about = About(
        rdf_class="pe:Election",
        label=Bilingual("Contest", "Kontes"),
        rows=Bilingual("contests", "kontes"),
        of_this="dalam kontes ini",
        indonesian="Satu baris untuk setiap kontes: kursi satu daerah pemilihan, atau sepasang jabatan seperti Presiden dan Wakil Presiden.",
        is_node=True,
        listed=True,
        order="name edition office office_detail district seats_count voting_date candidacies",
    )

    contest_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the contest, such as `2024/dpr/1101`.", "Kunci kontes, misalnya `2024/dpr/1101`."
        ),
    )
    edition_id = dy.String(
        metadata=ref("editions") | rdf("pe:formsPartOfGeneralElection"),
        description=Bilingual("Edition of the contest.", "Pemilu yang mencakup kontes ini."),
    )
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual("Office that is contested.", "Jabatan yang diperebutkan."),
    )
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts", back_shown=False),
        description=Bilingual(
            "District; null where the whole nation votes.", "Daerah pemilihan; null jika seluruh negara memilih."
        ),
    )
    name = dy.String(
        metadata=rdf("rdfs:label"),
        description=Bilingual(
            "Office, district and year in words.", "Jabatan, daerah pemilihan, dan tahun, sebagai nama."
        ),
    )
    seats_count = dy.Int64(
        nullable=True,
        min=1,
        description=Bilingual(
            "Seats to be won; null where no source states it.",
            "Jumlah kursi yang diperebutkan; null jika tidak ada sumber yang menyatakannya.",
        ),
    )
    voting_date = dy.Date(
        nullable=True,
        description=Bilingual(
            "Voting day of the office; the president of 2014 was elected three months after the rest.",
            "Hari pemungutan suara untuk jabatan ini; presiden pada 2014 dipilih tiga bulan setelah jabatan lain.",
        ),
    )

"""Turnout: voters and ballots, each figure with its source."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import CONTRADICTED_BY, UNSTATED, About, Bilingual, Sourced, ref


class Turnout(Sourced):
    """One row per area of a contest per source: voters registered and voting, ballots valid and invalid."""

    about = About(
        label=Bilingual("Turnout", "Partisipasi pemilih"),
        rows=Bilingual("turnout figures", "angka partisipasi pemilih"),
        indonesian="Satu baris untuk setiap area suatu kontes menurut setiap sumber: pemilih terdaftar dan pengguna hak pilih, suara sah dan tidak sah.",
        is_node=True,
        listed=True,
    )

    turnout_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the row: contest, area, and the series that states it.",
            "Kunci baris: kontes, area, dan seri yang menyatakannya.",
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(vocabulary.OFFICES, metadata=ref("offices.office"), description=Bilingual("Office.", "Jabatan."))
    contest_id = dy.String(nullable=True, metadata=ref("contests"), description=Bilingual("Contest.", "Kontes."))
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts"),
        description=Bilingual("District that is counted.", "Daerah pemilihan yang dihitung."),
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual("Region that is counted.", "Wilayah yang dihitung."),
    )
    level = dy.Enum(vocabulary.LEVELS, nullable=True, description=Bilingual("Level of the region.", "Tingkat wilayah."))
    station_id = dy.String(
        nullable=True,
        metadata=ref("polling_stations", edge="polling_station"),
        description=Bilingual("Polling station; null for a larger area.", "TPS; null untuk area yang lebih luas."),
    )
    registered_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Voters on the lists.", "Jumlah pemilih dalam daftar pemilih.")
    )
    voted_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Voters who voted.", "Jumlah pengguna hak pilih.")
    )
    valid_count = dy.Int64(nullable=True, min=0, description=Bilingual("Valid votes.", "Jumlah suara sah."))
    invalid_count = dy.Int64(nullable=True, min=0, description=Bilingual("Invalid votes.", "Jumlah suara tidak sah."))
    stations_reported_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Polling stations whose figures are counted, as stated.",
            "TPS yang angkanya sudah masuk, seperti dinyatakan.",
        ),
    )
    stations_expected_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Polling stations that there are, as stated.", "Seluruh TPS yang ada, seperti dinyatakan."
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual("Status of the figures (NIST SP 1500-100).", "Status angka (NIST SP 1500-100)."),
    )
    series = dy.String(
        description=Bilingual(
            "Short name of the source series, as in the workspace.",
            "Nama pendek seri sumber, seperti dalam ruang kerja.",
        )
    )
    contradicted_by = dy.String(
        nullable=True,
        metadata=UNSTATED,
        description=CONTRADICTED_BY,
    )

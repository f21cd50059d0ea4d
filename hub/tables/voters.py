"""Voters: how many people are on which list of voters."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import CONTRADICTED_BY, UNSTATED, About, Bilingual, Sourced, rdf, ref


class Voters(Sourced):
    """One row per region, list of voters and source."""

    about = About(
        rdf_class="el:VoterCount",
        label=Bilingual("Voters", "Daftar pemilih"),
        rows=Bilingual("voter counts", "jumlah pemilih"),
        indonesian="Satu baris untuk setiap wilayah, daftar pemilih, dan sumber.",
        row="voters",
        is_node=True,
        listed=True,
    )

    voters_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the row: edition, list, region, series.", "Kunci baris: pemilu, daftar, wilayah, seri."
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(
        vocabulary.OFFICES,
        nullable=True,
        metadata=ref("offices.office"),
        description=Bilingual(
            "Office that the list is for, where the source tells them apart.",
            "Jabatan yang dipilih dengan daftar ini, jika sumber membedakannya.",
        ),
    )
    region_id = dy.String(metadata=ref("regions"), description=Bilingual("Region.", "Wilayah."))
    level = dy.Enum(
        vocabulary.LEVELS, nullable=True, description=Bilingual("Level of the region.", "Tingkat wilayah ini.")
    )
    list_kind = dy.Enum(
        vocabulary.VOTER_LISTS,
        metadata=rdf("el:voterList"),
        description=Bilingual("List of voters.", "Daftar pemilih."),
    )
    male_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Men on the list.", "Jumlah pemilih laki-laki dalam daftar.")
    )
    female_count = dy.Int64(
        nullable=True, min=0, description=Bilingual("Women on the list.", "Jumlah pemilih perempuan dalam daftar.")
    )
    unknown_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Voters whose gender the list leaves empty.",
            "Jumlah pemilih yang jenis kelaminnya tidak diisi dalam daftar.",
        ),
    )
    total_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual("Voters on the list, as stated.", "Jumlah pemilih dalam daftar, seperti dinyatakan."),
    )
    disability_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Voters with a disability on the list.", "Jumlah pemilih penyandang disabilitas dalam daftar."
        ),
    )
    stations_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Polling stations, as stated with the list.", "Jumlah TPS, seperti dinyatakan bersama daftar."
        ),
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

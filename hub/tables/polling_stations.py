"""Polling stations: where votes are cast and first counted (TPS)."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Sourced, ref


class PollingStations(Sourced):
    """One row per polling station of one edition."""

    about = About(
        label=Bilingual("Polling station", "TPS"),
        rows=Bilingual("polling stations", "TPS"),
        of_this="di TPS ini",
        indonesian="Satu baris untuk setiap TPS pada satu pemilu.",
        is_node=True,
        listed=True,
    )

    station_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the station: edition, `tps`, code of the village, number.",
            "Kunci TPS: pemilu, `tps`, kode desa/kelurahan, nomor.",
        ),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    region_id = dy.String(
        metadata=ref("regions"),
        description=Bilingual(
            "Village or mission that the station lies in.",
            "Desa/kelurahan atau perwakilan luar negeri tempat TPS berada.",
        ),
    )
    number = dy.Int64(
        min=0, description=Bilingual("Number of the station in its village.", "Nomor TPS dalam desa/kelurahannya.")
    )

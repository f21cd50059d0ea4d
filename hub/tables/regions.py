"""Regions: the administrative division (wilayah) that elections are run and counted in."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, SEARCHED, About, Belongs, Bilingual, Sourced, rdf, ref


class Regions(Sourced):
    """One row per region line: a province, regency, subdistrict or village, with one identifier through its changes of code."""

    about = About(
        label=Bilingual("Region", "Wilayah"),
        rows=Bilingual("regions", "wilayah"),
        of_this="di wilayah ini",
        indonesian="Satu baris untuk setiap garis wilayah: provinsi, kabupaten/kota, kecamatan, atau desa/kelurahan, dengan satu pengenal sepanjang perubahan kodenya.",
        is_node=True,
        listed=True,
        search=(5, Bilingual("Regions, by name.", "Wilayah, menurut nama.")),
        indexes=(("name",), ("level", "name")),
        order="name level codes aliases parent children ancestors descendants parents parts predecessors successors "
        "lineage districts districts_by_province district_regions results turnout progress rollups voters",
        edition=Belongs.REFERRED,
        wholes="parent_id",
    )

    region_id = dy.String(
        primary_key=True, description=Bilingual("Persistent identifier of the region.", "Pengenal tetap wilayah.")
    )
    name = dy.String(
        metadata=SEARCHED | rdf("rdfs:label"),
        description=Bilingual("Name in the newest source.", "Nama dalam sumber terbaru."),
    )
    spellings = dy.List(
        dy.String(),
        nullable=True,
        metadata=SEARCHED | HIDDEN | rdf("skos:altLabel"),
        description=Bilingual(
            "Former names and other spellings, by which a search finds the region.",
            "Nama lama dan ejaan lain, agar wilayah ditemukan dalam pencarian.",
        ),
    )
    level = dy.Enum(
        vocabulary.LEVELS,
        description=Bilingual("Level in the administrative division.", "Tingkat wilayah administrasi."),
    )
    parent_id = dy.String(
        nullable=True,
        metadata=ref(
            "regions",
            back="children",
            told_back=Bilingual("Regions that are directly part of it.", "Wilayah yang langsung berada di bawahnya."),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual(
            "Region that this one is part of; null for the nation.", "Wilayah induknya; null untuk negara."
        ),
    )

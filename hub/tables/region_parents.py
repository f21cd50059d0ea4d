"""Region parents: what a region was part of, and when."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Part, Table, With, rdf, ref


class RegionParents(Table):
    """One row per region and parent, with the years in which the official lists say so."""

    about = About(
        rdf_class="el:Membership",
        label=Bilingual("Part of", "Wilayah induk"),
        indonesian="Satu baris untuk setiap wilayah dan induknya, dengan tahun-tahun ketika daftar resmi menyatakannya.",
        part=Part("region_id", ("parent_id",), "parents", "el:membership"),
        edition=With(("region_id", "parent_id")),
    )

    region_id = dy.String(
        primary_key=True, metadata=ref("regions", back_shown=False), description=Bilingual("The region.", "Wilayah.")
    )
    parent_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions",
            back="parts",
            told_back=Bilingual(
                "Regions that are or were directly part of it, and in which years.",
                "Wilayah yang langsung menjadi bagiannya, kini atau dahulu, beserta tahun-tahunnya.",
            ),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual("What it was part of.", "Wilayah induknya."),
    )
    valid_from = dy.Int64(
        metadata=rdf("schema:validFrom", datatype="xsd:gYear"),
        description=Bilingual("First year in which a list says so.", "Tahun pertama suatu daftar menyatakannya."),
    )
    valid_to = dy.Int64(
        nullable=True,
        metadata=rdf("schema:validThrough", datatype="xsd:gYear"),
        description=Bilingual(
            "Last year in which a list says so; null while the newest one does.",
            "Tahun terakhir suatu daftar menyatakannya; null selama daftar terbaru masih menyatakannya.",
        ),
    )

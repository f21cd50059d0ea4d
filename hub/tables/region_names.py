"""Region names: every name and spelling that a source gives a region, with its years."""

import dataframely as dy

from hub.tables.table import About, Bilingual, Part, Sourced, With, rdf, ref


class RegionNames(Sourced):
    """One row per name of a region: the name of today, former names, and other spellings, as sources and the press write them."""

    about = About(
        label=Bilingual("Name of a region", "Nama wilayah"),
        rows=Bilingual("names of regions", "nama wilayah"),
        indonesian="Satu baris untuk setiap nama wilayah: nama sekarang, nama lama, dan ejaan lain, seperti ditulis sumber dan pers.",
        part=Part("region_id", ("name",), "regionName"),
        order="name valid_from valid_to",
        edition=With(("region_id",)),
    )

    region_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions",
            back="names",
            few=True,
            told_back=Bilingual(
                "Every name and spelling of this region, with its years.",
                "Semua nama dan ejaan wilayah ini, dengan tahunnya.",
            ),
        ),
        description=Bilingual("The region.", "Wilayah."),
    )
    name = dy.String(
        primary_key=True, min_length=1, metadata=rdf("rdfs:label"), description=Bilingual("The name.", "Nama.")
    )
    valid_from = dy.Int64(
        nullable=True,
        metadata=rdf("schema:validFrom", datatype="xsd:gYear"),
        description=Bilingual(
            "First year in which a source held here uses the name; null for spellings of the press.",
            "Tahun pertama nama itu dipakai dalam sumber yang ada di sini; null untuk ejaan pers.",
        ),
    )
    valid_to = dy.Int64(
        nullable=True,
        metadata=rdf("schema:validThrough", datatype="xsd:gYear"),
        description=Bilingual(
            "Last year in which a source held here uses the name; null while the newest one does.",
            "Tahun terakhir nama itu dipakai dalam sumber yang ada di sini; null selama sumber terbaru memakainya.",
        ),
    )

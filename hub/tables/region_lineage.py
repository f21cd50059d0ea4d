"""Region lineage: which regions came from which, with the evidence."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Part, Table, With, rdf, ref


class RegionLineage(Table):
    """One row per pair of regions of which the later took over a part of the earlier."""

    about = About(
        rdf_class="el:RegionChange",
        label=Bilingual("Change", "Perubahan wilayah"),
        indonesian="Satu baris untuk setiap pasangan wilayah; yang kemudian mengambil alih sebagian dari yang lebih dulu.",
        part=Part("region_id", ("successor_id", "year"), "regionLineage", "el:change"),
        edition=With(("region_id", "successor_id")),
    )

    region_id = dy.String(
        primary_key=True,
        metadata=ref("regions", back_shown=False),
        description=Bilingual("The earlier region.", "Wilayah yang lebih dulu."),
    )
    successor_id = dy.String(
        primary_key=True,
        metadata=ref("regions", back_shown=False),
        description=Bilingual("The region that took over a part.", "Wilayah yang mengambil alih suatu bagian."),
    )
    year = dy.Int64(
        primary_key=True,
        metadata=rdf(datatype="xsd:gYear"),
        description=Bilingual(
            "Year of the first official list that shows the change.",
            "Tahun daftar resmi pertama yang menunjukkan perubahan itu.",
        ),
    )
    kind = dy.Enum(
        vocabulary.LINEAGE_KINDS,
        metadata=rdf("el:lineageKind"),
        description=Bilingual(
            "Split, merge, or transfer of parts between the two.",
            "Pemekaran, penggabungan, atau perpindahan bagian antara keduanya.",
        ),
    )
    moved_count = dy.Int64(
        min=1,
        description=Bilingual(
            "Regions one level below that moved from the one to the other.",
            "Jumlah wilayah satu tingkat di bawahnya yang berpindah dari yang satu ke yang lain.",
        ),
    )
    parts_count = dy.Int64(
        min=1,
        description=Bilingual(
            "Regions one level below that the earlier region had before.",
            "Jumlah wilayah satu tingkat di bawahnya yang semula dimiliki wilayah yang lebih dulu.",
        ),
    )
    evidence = dy.String(
        metadata=rdf("rdfs:comment"),
        description=Bilingual(
            "The lists compared and what moved, in words.", "Uraian daftar yang dibandingkan dan bagian yang berpindah."
        ),
    )

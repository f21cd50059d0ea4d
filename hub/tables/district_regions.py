"""District regions: which regions make up a district."""

import dataframely as dy

from hub.tables.table import BLANK, About, Bilingual, Part, Sourced, With, rdf, ref


class DistrictRegions(Sourced):
    """One row per region (or part of one) in a district."""

    about = About(
        rdf_class="el:DistrictPart",
        label=Bilingual("Region of the district", "Wilayah dapil"),
        rows=Bilingual("district regions", "wilayah daerah pemilihan"),
        indonesian="Satu baris untuk setiap wilayah (atau bagiannya) dalam daerah pemilihan.",
        part=Part("district_id", ("region_id", "part"), "districtRegions", "el:part"),
        edition=With(("district_id",)),
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref(
            "districts",
            few=True,
            told_back=Bilingual(
                "All district regions of this district.", "Semua wilayah daerah pemilihan ini, dengan bagiannya."
            ),
        ),
        description=Bilingual("The district.", "Daerah pemilihan."),
    )
    region_id = dy.String(
        primary_key=True,
        metadata=ref(
            "regions",
            told_back=Bilingual(
                "Its parts in districts: which district each lies in, and whether the region is split.",
                "Bagian-bagiannya dalam daerah pemilihan: terletak di daerah pemilihan mana, dan apakah wilayah itu terbagi.",
            ),
        ),
        description=Bilingual("The region.", "Wilayah."),
    )
    part = dy.String(
        primary_key=True,
        metadata=rdf("el:partName") | BLANK,
        description=Bilingual(
            "Name of the part where a region is split between districts; empty for the whole region.",
            "Nama bagian jika wilayah terbagi ke beberapa daerah pemilihan; kosong untuk seluruh wilayah.",
        ),
    )
    is_split = dy.Bool(
        description=Bilingual(
            "True where only a part of the region belongs to the district.",
            "True jika hanya sebagian wilayah itu yang termasuk daerah pemilihan.",
        )
    )

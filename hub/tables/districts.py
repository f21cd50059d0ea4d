"""Districts: the electoral districts (dapil) of one edition."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import SEARCHED, About, Bilingual, Detail, Sourced, names, rdf, ref


class Districts(Sourced):
    """One row per electoral district per edition. Continuity between editions is a claim, held in the line and in overlaps."""

    about = About(
        rdf_class="pe:ConstituencyArea",
        label=Bilingual("District", "Daerah pemilihan"),
        rows=Bilingual("districts", "daerah pemilihan"),
        of_this="di daerah pemilihan ini",
        indonesian="Satu baris untuk setiap daerah pemilihan pada setiap pemilu. Kesinambungan antarpemilu adalah klaim, yang dicatat pada garis dan tumpang tindih.",
        is_node=True,
        listed=True,
        fields={"geometry": Detail("map", "geojson")},
        search=(4, Bilingual("Districts, by name.", "Daerah pemilihan, menurut nama.")),
        indexes=(("edition_id", "office"),),
        order="name edition office office_detail code line_id aliases province seats_count population_count contest "
        "regions district_regions overlaps overlaps_of_others notional_results turnover families geometry map "
        "candidacies results turnout",
    )

    district_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the district, such as `2024/dpr/1101`.", "Kunci daerah pemilihan, misalnya `2024/dpr/1101`."
        ),
    )
    edition_id = dy.String(
        metadata=ref("editions"),
        description=Bilingual("Edition that the district belongs to.", "Pemilu tempat daerah pemilihan ini berlaku."),
    )
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual(
            "Office that is elected in the district.", "Jabatan yang dipilih di daerah pemilihan ini."
        ),
    )
    code = dy.String(
        metadata=rdf("skos:notation"),
        description=Bilingual(
            "Code of the district as the KPU publishes it in this edition.",
            "Kode daerah pemilihan seperti diterbitkan KPU pada pemilu ini.",
        ),
    )
    name = dy.String(
        metadata=SEARCHED | rdf("rdfs:label"), description=Bilingual("Name as published.", "Nama seperti diterbitkan.")
    )
    line_id = dy.String(
        metadata=names("district-line") | rdf("el:line"),
        description=Bilingual(
            "Identifier of the district line: districts of one office and one name across editions.",
            "Pengenal garis daerah pemilihan: dapil dengan jabatan dan nama yang sama dari pemilu ke pemilu.",
        ),
    )
    province_id = dy.String(
        nullable=True,
        metadata=ref(
            "regions",
            back="districts_by_province",
            told_back=Bilingual("Districts of which it is the province.", "Daerah pemilihan di provinsi ini."),
        ),
        description=Bilingual("Province that the district lies in.", "Provinsi tempat daerah pemilihan berada."),
    )
    seats_count = dy.Int64(
        nullable=True,
        min=1,
        description=Bilingual(
            "Seats allocated; null where no source states it.",
            "Alokasi kursi; null jika tidak ada sumber yang menyatakannya.",
        ),
    )
    population_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Inhabitants stated with the allocation of seats.", "Jumlah penduduk yang dinyatakan bersama alokasi kursi."
        ),
    )

"""District overlaps: how the districts of one edition lie on those of another."""

import dataframely as dy

from hub.tables.table import HIDDEN, About, Belongs, Bilingual, Part, Table, rdf, ref


class DistrictOverlaps(Table):
    """One row per district and district of the same office in another edition that shares a part of it.

    The weights of a district over the rows of one edition sum to 1. The part that lies in no known district of that edition has a row
    of its own, without `with`.
    """

    about = About(
        rdf_class="el:Overlap",
        label=Bilingual("Overlap", "Tumpang tindih dapil"),
        indonesian="Satu baris untuk setiap daerah pemilihan dan daerah pemilihan lain untuk jabatan yang sama pada pemilu lain yang beririsan dengannya.\n\nBobot suatu daerah pemilihan pada semua baris satu pemilu berjumlah 1. Bagian yang tidak terletak dalam daerah pemilihan mana pun yang diketahui pada pemilu itu memiliki baris sendiri, tanpa `with`.",
        part=Part("district_id", ("other",), "overlaps", "el:overlap"),
        order="district with edition weight_population weight_area",
        edition=Belongs.NONE,
    )

    district_id = dy.String(
        primary_key=True,
        metadata=ref(
            "districts",
            back="overlaps",
            few=True,
            told_back=Bilingual(
                "All district overlaps of this district.",
                "Semua tumpang tindih daerah pemilihan ini dengan dapil pemilu lain.",
            ),
        ),
        description=Bilingual("The district that is shared out.", "Daerah pemilihan yang dibagi."),
    )
    other = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual(
            "Key of the other district; of the edition alone for the part that lies in no known district of it.",
            "Kunci daerah pemilihan lain; hanya kunci pemilu untuk bagian yang tidak terletak dalam daerah pemilihan mana pun yang diketahui.",
        ),
    )
    edition_id = dy.String(
        metadata=ref(
            "editions",
            told_back=Bilingual(
                "How much of its districts lies in districts of other editions.",
                "Seberapa besar bagian daerah pemilihannya yang terletak di daerah pemilihan dari pemilu lain.",
            ),
        ),
        description=Bilingual("Edition of the other district.", "Pemilu daerah pemilihan lain itu."),
    )
    with_id = dy.String(
        nullable=True,
        metadata=ref(
            "districts",
            back="overlaps_of_others",
            told_back=Bilingual(
                "How much of the districts of other editions lies in it.",
                "Seberapa besar bagian daerah pemilihan dari pemilu lain yang terletak di dalamnya.",
            ),
        )
        | rdf("el:overlapWith"),
        description=Bilingual(
            "The other district; null for the part that lies in no known district of the edition.",
            "Daerah pemilihan lain; null untuk bagian yang tidak terletak dalam daerah pemilihan mana pun yang diketahui pada pemilu itu.",
        ),
    )
    weight_regions = dy.Float64(
        min=0,
        max=1,
        description=Bilingual(
            "Share of the district's regencies; a subdistrict counts as its part of the regency.",
            "Proporsi kabupaten/kota daerah pemilihan; kecamatan dihitung sebagai bagian dari kabupaten/kotanya.",
        ),
    )
    weight_population = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Share of the district's voters; null where a part has no figure.",
            "Proporsi pemilih daerah pemilihan; null jika ada bagian tanpa angka.",
        ),
    )
    weight_area = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Share of the district's area; null where a part has no shape.",
            "Proporsi luas daerah pemilihan; null jika ada bagian tanpa bentuk.",
        ),
    )
    shared_count = dy.Int64(
        min=1,
        description=Bilingual(
            "Regencies, or subdistricts of a cut regency, that both districts hold.",
            "Jumlah kabupaten/kota, atau kecamatan pada kabupaten/kota yang terpotong, yang termasuk kedua daerah pemilihan.",
        ),
    )
    is_approximate = dy.Bool(
        description=Bilingual(
            "True where a district's regions are read off a published map, for want of a list.",
            "True jika wilayah suatu daerah pemilihan dibaca dari peta yang diterbitkan karena daftarnya tidak ada.",
        )
    )
    evidence = dy.String(
        metadata=rdf("rdfs:comment"),
        description=Bilingual("What the weights rest on, in words.", "Uraian dasar perhitungan bobot."),
    )

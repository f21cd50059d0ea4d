"""Parts of outcomes: one row for each province, and one for votes from abroad, which together sum to the total of an outcome."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class OutcomeParts(Table):
    """One row per part of an outcome that is a sum: a province, or all votes from abroad."""

    about = About(
        label=Bilingual("Part of an outcome", "Bagian hasil akhir"),
        rows=Bilingual("parts", "bagian"),
        of_this="dalam bagian ini",
        indonesian="Satu baris untuk setiap bagian hasil akhir yang merupakan jumlah: provinsi, atau semua suara dari luar negeri.",
        part=Part("outcome_id", ("part_id",), "summand"),
        edition=With(("outcome_id",)),
    )

    part_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual("Key of the row: contest and region.", "Kunci baris: kontes dan wilayah."),
    )
    outcome_id = dy.String(
        metadata=ref(
            "outcomes",
            back="parts",
            told_back=Bilingual(
                "Provinces and votes from abroad that it is the sum of.",
                "Provinsi dan suara luar negeri yang dijumlahkan.",
            ),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual("Outcome that it is part of.", "Hasil akhir yang mencakupnya."),
    )
    region_id = dy.String(
        metadata=ref("regions"),
        description=Bilingual("The province, or all voters abroad.", "Provinsi, atau semua pemilih di luar negeri."),
    )
    level = dy.Enum(vocabulary.LEVELS, description=Bilingual("Level of the region.", "Tingkat wilayah ini."))
    votes_count = dy.Int64(
        min=0,
        description=Bilingual(
            "Valid votes in it, of all choices together.", "Suara sah di dalamnya, semua pilihan bersama."
        ),
    )

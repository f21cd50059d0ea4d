"""Party outcomes: votes and seats of each party in the nation, in a province, in a district."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Table, rdf, ref


class PartyOutcomes(Table):
    """One row per party, office, edition and area whose votes are known altogether: the nation, a province, a district."""

    about = About(
        label=Bilingual("Party outcome", "Hasil akhir partai"),
        rows=Bilingual("party outcomes", "hasil akhir partai"),
        of_this="dalam hasil akhir partai ini",
        indonesian="Satu baris untuk setiap partai, jabatan, pemilu, dan wilayah yang seluruh suaranya diketahui: seluruh negara, provinsi, daerah pemilihan.",
        is_node=True,
        listed=True,
        order="party edition office level region district votes_count votes_share seats_count status",
        indexes=(("edition_id", "office", "level"),),
    )

    party_outcome_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the row, such as `2024/dpr/nation/party/1`: area and the party's number.",
            "Kunci baris, misalnya `2024/dpr/nation/party/1`: wilayah dan nomor partai.",
        ),
    )
    party_id = dy.String(metadata=ref("parties", back="outcomes"), description=Bilingual("The party.", "Partai ini."))
    nomination_id = dy.String(
        metadata=ref("nominations", back="outcomes"),
        description=Bilingual("The party in this edition.", "Partai sebagai peserta pemilu ini."),
    )
    edition_id = dy.String(metadata=ref("editions"), description=Bilingual("Edition.", "Pemilu."))
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual("Office that lists stand for.", "Jabatan yang diperebutkan daftar partai."),
    )
    level = dy.Enum(
        vocabulary.PARTY_AREAS,
        metadata=rdf("el:partyArea"),
        description=Bilingual(
            "Which area: the nation, a province, a district.",
            "Wilayah yang mana: seluruh negara, provinsi, atau daerah pemilihan.",
        ),
    )
    region_id = dy.String(
        nullable=True,
        metadata=ref("regions"),
        description=Bilingual(
            "The province or the nation; null for a district.",
            "Provinsi atau seluruh negara; null untuk daerah pemilihan.",
        ),
    )
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts"),
        description=Bilingual(
            "The district; null for a province and the nation.",
            "Daerah pemilihan; null untuk provinsi dan seluruh negara.",
        ),
    )
    votes_count = dy.Int64(
        min=0, description=Bilingual("Votes of all its lists in the area.", "Suara semua daftarnya di wilayah itu.")
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "Part of all valid votes in the area; null where these are not known.",
            "Bagian dari suara sah di wilayah itu; null jika tidak diketahui.",
        ),
    )
    seats_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Seats by law in the area; null where not known.",
            "Kursi menurut undang-undang di wilayah itu; null jika tidak diketahui.",
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figures; null where the source does not say.",
            "Status angka; null jika sumber tidak menyatakannya.",
        ),
    )
    basis = dy.Enum(
        vocabulary.OUTCOME_BASES,
        metadata=rdf("el:outcomeBasis"),
        description=Bilingual(
            "A total as stated, or the sum of all districts of the area.",
            "Jumlah seperti dinyatakan, atau jumlah semua daerah pemilihan di wilayah itu.",
        ),
    )
    series = dy.String(
        description=Bilingual(
            "Short names of the source series, with spaces between.", "Nama singkat seri sumber, dipisahkan spasi."
        )
    )

"""Memberships: who sat in a house. Sitting is not having been elected: neither is made from the other."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Sourced, rdf, ref


class Memberships(Sourced):
    """One row per person listed as the holder of a seat in the house that an edition elected."""

    about = About(
        rdf_class="el:SeatHeld",
        label=Bilingual("Membership", "Keanggotaan"),
        rows=Bilingual("memberships", "keanggotaan"),
        indonesian="Satu baris untuk setiap orang yang tercatat menduduki satu kursi di lembaga yang dipilih dalam suatu pemilu.",
        is_node=True,
        listed=True,
        order="name person office edition district party seat_number valid_from valid_to has_ended replaces replaced_by",
    )

    membership_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the membership: edition, office, district, seat where it is numbered, and name.",
            "Kunci keanggotaan: pemilu, jabatan, dapil, nomor kursi jika ada, dan nama.",
        ),
    )
    name = dy.String(
        min_length=1,
        metadata=rdf("rdfs:label"),
        description=Bilingual("Name as listed, titles included.", "Nama seperti tercatat, termasuk gelar."),
    )
    person_id = dy.String(
        nullable=True,
        metadata=ref("persons") | rdf("pe:hasCandidate"),
        description=Bilingual(
            "Who sits; null where no candidacy of the district and party has an agreeing name, or several have.",
            "Siapa yang duduk; null jika tidak ada, atau lebih dari satu, pencalonan di dapil dan partainya yang namanya cocok.",
        ),
    )
    candidacy_id = dy.String(
        nullable=True,
        metadata=ref("candidacies"),
        description=Bilingual(
            "Candidacy of that edition by which the person is known, found by name.",
            "Pencalonan pada pemilu itu yang menjadi petunjuk siapa orangnya, ditemukan dari nama.",
        ),
    )
    edition_id = dy.String(
        metadata=ref("editions"),
        description=Bilingual("Edition that elected the house.", "Pemilu yang memilih lembaga itu."),
    )
    office = dy.Enum(
        vocabulary.OFFICES, metadata=ref("offices.office"), description=Bilingual("Office held.", "Jabatan.")
    )
    district_id = dy.String(
        nullable=True, metadata=ref("districts"), description=Bilingual("District of the seat.", "Dapil kursi itu.")
    )
    nomination_id = dy.String(
        nullable=True,
        metadata=ref("nominations"),
        description=Bilingual("The party in that edition.", "Partai pada pemilu itu."),
    )
    party_id = dy.String(nullable=True, metadata=ref("parties"), description=Bilingual("The party.", "Partai."))
    seat_number = dy.Int64(
        nullable=True, min=1, description=Bilingual("Number of the seat in the house.", "Nomor anggota di lembaga itu.")
    )
    valid_from = dy.Date(
        nullable=True,
        metadata=rdf("schema:validFrom"),
        description=Bilingual(
            "First day in the seat; null where no source says.",
            "Hari pertama menjabat; null jika tidak disebut sumber.",
        ),
    )
    valid_to = dy.Date(
        nullable=True,
        metadata=rdf("schema:validThrough"),
        description=Bilingual(
            "Last day in the seat; null where no source says.",
            "Hari terakhir menjabat; null jika tidak disebut sumber.",
        ),
    )
    has_ended = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True if the source says that somebody else holds the seat since; null where no source says.",
            "True jika menurut sumber kursi itu sudah beralih; null jika tidak disebut sumber.",
        ),
    )
    replaces_id = dy.String(
        nullable=True,
        metadata=ref(
            "memberships",
            back="replaced_by",
            few=True,
            told_back=Bilingual("Who took the seat over.", "Siapa yang menggantikan."),
        )
        | rdf("el:replacesMember"),
        description=Bilingual("Whose seat was taken over.", "Siapa yang digantikan."),
    )

"""Lists of outcomes: votes and seats of each party's list in a contest."""

import dataframely as dy

from hub.tables.table import HIDDEN, About, Bilingual, Part, Table, With, rdf, ref


class OutcomeLists(Table):
    """One row per list of a party in a contest whose votes are known: votes, seats by law, and seats as those declared elected have them."""

    about = About(
        label=Bilingual("List", "Daftar partai"),
        rows=Bilingual("lists", "daftar partai"),
        of_this="dalam daftar ini",
        indonesian="Satu baris untuk setiap daftar partai dalam kontes yang suaranya diketahui: suara, kursi menurut undang-undang, dan kursi mereka yang dinyatakan terpilih.",
        part=Part("outcome_id", ("list_id",), "list"),
        edition=With(("outcome_id",)),
        listed_by=(("votes_count", True),),
        order="party nomination votes_count votes_share is_over_threshold seats_count",
    )

    list_id = dy.String(
        primary_key=True,
        metadata=HIDDEN | rdf("el:key"),
        description=Bilingual("Key of the row: contest and list.", "Kunci baris: kontes dan daftar."),
    )
    outcome_id = dy.String(
        metadata=ref(
            "outcomes",
            back="lists",
            told_back=Bilingual(
                "Lists of parties with their votes and seats.", "Daftar partai dengan suara dan kursinya."
            ),
        )
        | rdf("dct:isPartOf"),
        description=Bilingual("Outcome that it is part of.", "Hasil akhir yang mencakupnya."),
    )
    nomination_id = dy.String(
        metadata=ref("nominations"),
        description=Bilingual(
            "The party in this edition, whose list it is.", "Partai sebagai peserta pemilu ini, pemilik daftar."
        ),
    )
    party_id = dy.String(nullable=True, metadata=ref("parties"), description=Bilingual("The party.", "Partai ini."))
    votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Votes of the candidates and of the party alone; null where one is not known.",
            "Suara para calon dan partai saja; null jika salah satunya tidak diketahui.",
        ),
    )
    votes_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual("Part of all valid votes of the contest.", "Bagian dari seluruh suara sah kontes."),
    )
    is_over_threshold = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True if the party may take part in sharing out seats; null where the votes of the nation are not known.",
            "True jika partai ikut dalam pembagian kursi; null jika suara nasional tidak diketahui.",
        ),
    )
    seats_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Seats by law; null where not known, or where a tie leaves them open.",
            "Kursi menurut undang-undang; null jika tidak diketahui, atau jika suara yang sama membiarkannya terbuka.",
        ),
    )
    seats_stated_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Candidates of the list who were declared elected; null where not all are known.",
            "Calon daftar ini yang dinyatakan terpilih; null jika tidak semuanya diketahui.",
        ),
    )
    last_seat_margin_votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Votes that the list lacks for one seat more, all others unchanged; of the list with the last seat, those that the next list lacks.",
            "Suara yang kurang bagi daftar ini untuk satu kursi lagi, dengan suara lain tetap; bagi pemilik kursi terakhir, kekurangan daftar berikutnya.",
        ),
    )

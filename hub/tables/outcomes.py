"""Outcomes: the official answer of every contest, or why it is not known."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.table import About, Bilingual, Table, rdf, ref


class Outcomes(Table):
    """One row per contest: the votes that answer for it, from one series by a stated rule, with status, basis and coverage.

    A contest of which nothing is known has a row that says so. No figure is mixed from several counts, and none is a guess.
    """

    about = About(
        label=Bilingual("Outcome", "Hasil akhir"),
        rows=Bilingual("outcomes", "hasil akhir"),
        of_this="dalam hasil akhir ini",
        indonesian="Satu baris untuk setiap kontes: suara yang menjawab untuknya, dari satu seri menurut aturan yang dinyatakan, dengan status, dasar, dan cakupan.\n\nKontes yang tidak diketahui apa-apanya memiliki baris yang mengatakannya. Tidak ada angka campuran dari beberapa penghitungan, dan tidak ada tebakan.",
        is_node=True,
        listed=True,
        order="contest edition office district status basis is_complete reported_count expected_count unit",
        indexes=(("edition_id", "office"), ("margin_votes_count",)),
    )

    outcome_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the outcome, which is that of the contest.", "Kunci hasil akhir, sama dengan kunci kontesnya."
        ),
    )
    contest_id = dy.String(
        metadata=ref("contests", back_shown=False),
        description=Bilingual("Contest that is answered for.", "Kontes yang dijawab."),
    )
    edition_id = dy.String(
        metadata=ref("editions"), description=Bilingual("Edition of the contest.", "Pemilu yang mencakup kontes ini.")
    )
    office = dy.Enum(
        vocabulary.OFFICES,
        metadata=ref("offices.office"),
        description=Bilingual("Office that is contested.", "Jabatan yang diperebutkan."),
    )
    district_id = dy.String(
        nullable=True,
        metadata=ref("districts"),
        description=Bilingual(
            "District; null where the whole nation votes.", "Daerah pemilihan; null jika seluruh negara memilih."
        ),
    )
    status = dy.Enum(
        vocabulary.OUTCOME_STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figures; SAMPLE where only figures of some areas are held; null where nothing is known, or the source does not say.",
            "Status angka; SAMPLE jika hanya ada angka sebagian wilayah; null jika tidak ada yang diketahui atau sumber tidak menyatakannya.",
        ),
    )
    basis = dy.Enum(
        vocabulary.OUTCOME_BASES,
        nullable=True,
        metadata=rdf("el:outcomeBasis"),
        description=Bilingual(
            "Whether the votes are a total as stated, or the sum of parts that are complete by law; null where none are known.",
            "Apakah suara ini jumlah yang dinyatakan, atau jumlah bagian yang lengkap menurut undang-undang; null jika tidak diketahui.",
        ),
    )
    is_complete = dy.Bool(
        nullable=True,
        description=Bilingual(
            "True if every unit is counted; null where nothing is known, or the source does not say.",
            "True jika setiap satuan sudah dihitung; null jika tidak ada yang diketahui atau sumber tidak menyatakannya.",
        ),
    )
    reported_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Units whose votes are counted; null where not known.",
            "Satuan yang suaranya sudah dihitung; null jika tidak diketahui.",
        ),
    )
    expected_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:unitsCount"),
        description=Bilingual(
            "Units that there are, as the source of the count or a decision of the commission states them, never as many as there are files; null where not known.",
            "Seluruh satuan yang ada menurut sumber penghitungan atau keputusan komisi, bukan sebanyak berkas yang ada; null jika tidak diketahui.",
        ),
    )
    unit = dy.Enum(
        vocabulary.LEVELS,
        nullable=True,
        metadata=rdf("el:countedUnit"),
        description=Bilingual(
            "What is counted in units: polling stations, provinces.", "Satuan yang dihitung: TPS, provinsi."
        ),
    )
    valid_votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Valid votes: all that choices got together; null where one of them is not known.",
            "Suara sah: jumlah suara semua pilihan; null jika salah satunya tidak diketahui.",
        ),
    )
    invalid_votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Invalid votes, where the same count states them.",
            "Suara tidak sah, jika dinyatakan penghitungan yang sama.",
        ),
    )
    registered_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:listedVotersCount"),
        description=Bilingual(
            "Voters on the lists, where the same count states them.",
            "Pemilih dalam daftar, jika dinyatakan penghitungan yang sama.",
        ),
    )
    voted_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:votersCount"),
        description=Bilingual(
            "Voters who voted, where the same count states them.",
            "Pengguna hak pilih, jika dinyatakan penghitungan yang sama.",
        ),
    )
    turnout_ratio = dy.Float64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Part of the voters on the lists who voted, where the same count states both.",
            "Bagian pemilih dalam daftar yang memberikan suara, jika penghitungan yang sama menyatakan keduanya.",
        ),
    )
    seats_count = dy.Int64(
        nullable=True,
        min=1,
        description=Bilingual(
            "Seats to be won: as stated, else as the law gives each district as many.",
            "Kursi yang diperebutkan: seperti dinyatakan, atau sebanyak yang diberikan undang-undang kepada setiap daerah.",
        ),
    )
    margin_votes_count = dy.Int64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Votes that the last winner is ahead of the next; of lists, those that the next list lacks for the last seat. A lead, where the count is not complete.",
            "Selisih suara pemenang terakhir dan yang berikutnya; bagi daftar partai, suara yang kurang bagi daftar berikutnya untuk kursi terakhir. Hanya keunggulan sementara jika penghitungan belum lengkap.",
        ),
    )
    margin_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description=Bilingual(
            "The same as a part of all valid votes.", "Selisih yang sama sebagai bagian dari suara sah."
        ),
    )
    series = dy.String(
        nullable=True,
        description=Bilingual(
            "Short name of the source series whose votes answer; null where none does.",
            "Nama singkat seri sumber yang suaranya menjawab; null jika tidak ada.",
        ),
    )
    choices_series = dy.String(
        nullable=True,
        description=Bilingual(
            "Short name of the series of the votes of candidates, where those of their lists are from another one.",
            "Nama singkat seri suara calon, jika suara daftarnya dari seri lain.",
        ),
    )
    pinned_because = dy.String(
        nullable=True,
        description=Bilingual(
            "Why the workspace chose the series; null where the rule did.",
            "Mengapa ruang kerja memilih seri ini; null jika dipilih menurut aturan.",
        ),
    )
    unknown_because = dy.Enum(
        vocabulary.UNKNOWN_REASONS,
        nullable=True,
        description=Bilingual(
            "Why no votes are known; null where they are.", "Mengapa suara tidak diketahui; null jika diketahui."
        ),
    )

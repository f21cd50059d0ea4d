"""Turnout outcomes: how many voters voted, in the nation, in a province, in a regency."""

import dataframely as dy

from hub.tables import vocabulary
from hub.tables.area_outcome import AreaOutcome
from hub.tables.table import About, Bilingual, rdf, ref


class TurnoutOutcomes(AreaOutcome):
    """One row per office, edition and area: registered voters and those who voted, as one count states both, or why it is not known.

    The answer for the nation is there for every edition and office, also where it is not known.
    """

    about = About(
        label=Bilingual("Turnout of an area", "Partisipasi pemilih suatu wilayah"),
        rows=Bilingual("answers on turnout", "jawaban tentang partisipasi pemilih"),
        of_this="dalam partisipasi pemilih wilayah ini",
        indonesian="Satu baris untuk setiap jabatan, pemilu, dan wilayah: pemilih terdaftar dan pengguna hak pilih menurut satu penghitungan, atau mengapa tidak diketahui.\n\nJawaban untuk seluruh negara ada bagi setiap pemilu dan jabatan, juga jika tidak diketahui.",
        is_node=True,
        listed=True,
        order="edition office contest level region registered_count voted_count turnout_ratio valid_votes_count invalid_votes_count status basis is_complete unit reported_count expected_count includes_overseas series passed_over unknown_because",
        indexes=(("edition_id", "office", "level"),),
    )

    turnout_outcome_id = dy.String(
        primary_key=True,
        description=Bilingual(
            "Key of the row, such as `2019/president/nation/turnout`.",
            "Kunci baris, misalnya `2019/president/nation/turnout`.",
        ),
    )
    contest_id = dy.String(
        nullable=True,
        metadata=ref("contests"),
        description=Bilingual(
            "The contest, where the whole nation votes in one.",
            "Kontesnya, jika seluruh negara memilih dalam satu kontes.",
        ),
    )
    registered_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:listedVotersCount"),
        description=Bilingual(
            "Voters on the lists, as the same count states them.",
            "Pemilih dalam daftar, seperti dinyatakan penghitungan yang sama.",
        ),
    )
    voted_count = dy.Int64(
        nullable=True,
        min=0,
        metadata=rdf("el:votersCount"),
        description=Bilingual(
            "Voters who voted; null where not known.", "Pengguna hak pilih; null jika tidak diketahui."
        ),
    )
    valid_votes_count = dy.Int64(nullable=True, min=0, description=Bilingual("Valid votes.", "Suara sah."))
    invalid_votes_count = dy.Int64(nullable=True, min=0, description=Bilingual("Invalid votes.", "Suara tidak sah."))
    turnout_ratio = dy.Float64(
        nullable=True,
        min=0,
        description=Bilingual(
            "Part of the registered voters who voted; null while votes are still counted, because all voters are registered and not all votes are there.",
            "Bagian pemilih terdaftar yang memilih; null selama suara masih dihitung, karena semua pemilih sudah terdaftar tetapi belum semua suara masuk.",
        ),
    )
    status = dy.Enum(
        vocabulary.STATUSES,
        nullable=True,
        description=Bilingual(
            "Status of the figures; null where the source does not say, or nothing is known.",
            "Status angka; null jika sumber tidak menyatakannya atau tidak ada yang diketahui.",
        ),
    )
